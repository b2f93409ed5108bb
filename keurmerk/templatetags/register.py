"""What other pages show of the register: the badge of a mark, with the text to copy."""

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html

from keurmerk.register.badge import HEIGHT, WIDTH

register = template.Library()


@register.simple_tag
def badge_snippet(number: str) -> dict[str, str]:
    """{% badge_snippet mark.number as snippet %}, to include keurmerk/register/badge_snippet.html with."""
    picture = reverse("register:badge", args=[number])
    html = format_html(
        '<a href="{}"><img src="{}" width="{}" height="{}" alt="Keurmerk Goed Geregeld: bekijk of het geldig is"></a>',
        settings.SITE_URL + reverse("register:entry", args=[number]),
        settings.SITE_URL + picture,
        WIDTH,
        HEIGHT,
    )
    return {"picture": picture, "html": str(html)}
