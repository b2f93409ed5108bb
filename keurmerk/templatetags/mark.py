"""Template filters of the quality mark: amounts and the values of a plan, as people read them."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from keurmerk import figures
from keurmerk.planning import ROUTES, Kind

register = template.Library()


@register.filter
def euros(amount: Decimal) -> str:
    """{{ costs.total|euros }} writes "€ 1.902,00"."""
    return figures.euros(amount)


@register.filter
def plain_number(value: Decimal) -> str:
    """{{ plan.hours|plain_number }} writes "17,5"."""
    return figures.number(value)


@register.filter
def said(value: Any, kind: Kind) -> str:
    """{{ change.before|said:change.kind }}: the value of a plan's field in words."""
    if value in (None, ""):
        return _("nog af te spreken") if kind == "money" else _("niet ingevuld")
    if kind == "money":
        return figures.euros(value)
    if kind == "date" and isinstance(value, date):
        return date_format(value, "j F Y")
    if kind == "route":
        return ROUTES.get(value, value)
    if kind in ("number", "percentage"):
        return figures.number(Decimal(value)) + ("%" if kind == "percentage" else "")
    return str(value)
