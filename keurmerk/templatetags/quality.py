"""How figures about the network are written."""

from fractions import Fraction

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def one_decimal(value: Fraction) -> str:
    """3,4: half up, exact."""
    tenths = (value * 20 + 1) // 2
    return str(number_format(f"{tenths // 10}.{tenths % 10}", decimal_pos=1))


@register.filter
def whole(value: Fraction) -> str:
    """12: half up."""
    return str((value * 2 + 1) // 2)
