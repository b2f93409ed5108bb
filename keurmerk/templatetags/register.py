"""What other pages show of the register: the badge of a mark, with the text to copy."""

from functools import cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from keurmerk.register.badge import HEIGHT, WIDTH
from keurmerk.register.entries import Entry

register = template.Library()


@register.simple_tag
def standing(entry: Entry) -> SafeString:
    """{% standing entry %}: its state as a word with a shape; rendered once for each state, for a page has many."""
    return _status(entry.shape, entry.state_name)


@cache
def _status(shape: str, name: str) -> SafeString:
    return render_to_string("ui/components/status.html", {"kind": shape, "text": name})


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
    return {"picture": picture, "html": html + ""}  # plain text again: it is shown, so the page escapes it
