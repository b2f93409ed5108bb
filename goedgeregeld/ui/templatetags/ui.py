"""Template tags of the shared vocabulary: components that need a little more than an include.

All are builtins: no {% load %} needed. Their HTML stands in templates/ui/components/; /stijl/ shows each of them. What a
form needs stands in `ui_forms`.
"""

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms.utils import flatatt
from django.template.loader import get_template, render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _

register = template.Library()

BUTTONS = {
    "primary": "utrecht-button utrecht-button--primary-action",
    "secondary": "utrecht-button utrecht-button--secondary-action",
    "quiet": "utrecht-button utrecht-button--subtle",
    "danger": "utrecht-button utrecht-button--secondary-action button--danger",
    "link": "as-link",
}
NOTICES = {"success": "ok", "ok": "ok", "warning": "warning", "error": "error", "info": "info", "debug": "info"}


# --- Buttons and links ------------------------------------------------------------------------------------------------


@register.inclusion_tag("ui/components/button.html")
def button(label: str, kind: str = "primary", *, href: str = "", type: str = "submit", **rest: Any) -> dict[str, Any]:  # noqa: A002
    """{% button _("Verder") %}; kind: primary, secondary, quiet, danger, link (a submit that looks like a link).

    With href it is a link. Other keywords become attributes: name, value, form, formaction, formnovalidate=True,
    disabled=True, aria_label, id, data_copy (an underscore becomes a hyphen).
    """
    name, value = rest.pop("name", ""), rest.pop("value", "")
    attributes = flatatt({key.replace("_", "-"): val for key, val in rest.items()})
    return {
        "label": label,
        "classes": BUTTONS[kind],
        "href": href,
        "type": type,
        "name": name,
        "value": value,
        "attributes": attributes,
    }


@register.inclusion_tag("ui/components/back_link.html")
def back_link(href: str, label: str = "") -> dict[str, str]:
    """{% back_link url %} or {% back_link url _("Terug naar het overzicht") %}"""
    return {"href": href, "label": label or _("Terug")}


# --- Blocks -----------------------------------------------------------------------------------------------------------


@register.simple_block_tag
def notice(content: SafeString, kind: str = "info", title: str = "", role: str = "") -> SafeString:
    """{% notice "warning" title=_("Let op") %}<p>...</p>{% endnotice %}; kind: info, success, warning, error."""
    variant = NOTICES.get(kind, "info")
    spoken = {"ok": _("Gelukt:"), "warning": _("Let op:"), "error": _("Fout:"), "info": _("Weetje:")}[variant]
    return render_to_string(
        "ui/components/notice.html",
        {"variant": variant, "title": title, "content": content, "role": role, "spoken": spoken},
    )


@register.simple_block_tag
def unfold(content: SafeString, summary: str, open: bool = False, extra: str = "") -> SafeString:  # noqa: A002
    """{% unfold _("Uitleg") %}<p>...</p>{% endunfold %}; open=True begins unfolded."""
    return render_to_string(
        "ui/components/unfold.html", {"summary": summary, "content": content, "open": open, "extra": extra}
    )


@register.simple_block_tag
def table(content: SafeString, caption: str, quiet_caption: bool = False, stacked: bool = False) -> SafeString:
    """{% table _("Uitkomst per thema") %}<thead>...</thead><tbody>...</tbody>{% endtable %}

    Scrolls sideways on a phone; with stacked=True every row becomes a block there, in which each cell says by data-label
    what it is. Give cells with numbers class="number". quiet_caption=True: only for screen readers.
    """
    return render_to_string(
        "ui/components/table.html",
        {
            "caption": caption,
            "content": content,
            "quiet": quiet_caption,
            "stacked": stacked,
            "id": f"tabel-{slugify(caption)}",
        },
    )


# --- Drawings ---------------------------------------------------------------------------------------------------------


@register.simple_tag
def drawing(name: str, label: str = "") -> SafeString:
    """{% drawing "part-a" %}: a line drawing, decoration unless it gets a label."""
    svg = mark_safe(get_template(f"ui/drawings/{name}.svg").template.source)  # noqa: S308 - our own files
    if not label:
        return svg
    named = format_html('role="img" aria-label="{}"', label)
    return mark_safe(svg.replace('aria-hidden="true"', named, 1))  # noqa: S308


# --- What is, how far, what next -----------------------------------------------------------------------------------------


@register.inclusion_tag("ui/components/status.html")
def status(kind: str, text: str) -> dict[str, str]:
    """{% status "done" _("Klaar") %}; kind: done, busy, todo, late, wrong, locked."""
    return {"kind": kind, "text": text}


@register.inclusion_tag("ui/components/progress.html")
def progress(value: int, of: int, label: str, unit: str = "") -> dict[str, Any]:
    """{% progress 6 10 _("Beantwoord") %} writes "6 van de 10" and draws a bar."""
    return {"value": value, "of": of, "label": label, "unit": unit, "id": f"voortgang-{slugify(label)}"}


@register.inclusion_tag("ui/components/steps.html")
def steps(path: Iterable[dict[str, str]], label: str = "") -> dict[str, Any]:
    """{% steps path _("Waar je bent") %}; path: dicts with state (done, here, left), name, and maybe note, href."""
    return {"steps": path, "label": label}


@register.inclusion_tag("ui/components/task_list.html")
def task_list(tasks: Iterable[dict[str, str]], prefix: str = "taak") -> dict[str, Any]:
    """{% task_list tasks %}; tasks: dicts with name, href, hint, status, status_text. Give a second list another prefix."""
    return {"tasks": tasks, "prefix": prefix}


@register.inclusion_tag("ui/components/summary_list.html")
def summary_list(rows: Iterable[dict[str, str]]) -> dict[str, Any]:
    """{% summary_list rows %}; rows: dicts with key, value, and maybe href and change."""
    return {"rows": rows}


@register.inclusion_tag("ui/components/figures.html")
def figures(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """{% figures pairs %}; pairs of (number, words)."""
    return {"figures": pairs}


@register.inclusion_tag("ui/components/copy_field.html")
def copy_field(id: str, label: str, value: str, hint: str = "") -> dict[str, str]:  # noqa: A002
    """{% copy_field "link" _("Jullie link") url %}; put <script src="{% static "ui/copy.js" %}" defer> in block scripts."""
    return {"id": id, "label": label, "value": value, "hint": hint}


@register.simple_block_tag
def chart(
    content: SafeString, title: str, light: str, dark: str = "", alt: str = "", width: int = 720, height: int = 420
) -> SafeString:
    """{% chart title light=url dark=url alt=text width=720 height=420 %}{% table ... %}...{% endtable %}{% endchart %}"""
    context = {"title": title, "light": light, "dark": dark, "alt": alt, "width": width, "height": height}
    return render_to_string("ui/components/chart.html", {**context, "content": content.strip() and content})


@register.simple_block_tag
def empty_state(content: SafeString, picture: str = "") -> SafeString:
    """{% empty_state "bench" %}<p>...</p>{% button ... %}{% endempty_state %}"""
    return render_to_string("ui/components/empty.html", {"picture": picture, "content": content})


@register.simple_block_tag
def confirmation(content: SafeString, title: str, picture: str = "hands") -> SafeString:
    """{% confirmation _("Klaar!") %}<p>...</p>{% endconfirmation %}: holds the h1 of the page."""
    return render_to_string("ui/components/confirmation.html", {"title": title, "picture": picture, "content": content})
