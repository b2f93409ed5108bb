"""The path through a self-evaluation, as the pages of selfeval show it beside the task."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.inclusion_tag("ui/components/steps.html")
def evaluation_path(here: str, unfinished: str = "") -> dict[str, Any]:
    """{% evaluation_path "route" %}: profile, route, answers, check, report. Before `here` all is done but `unfinished`."""
    names = {
        "profile": _("Over jullie organisatie"),
        "route": _("De route"),
        "answers": _("De stellingen"),
        "check": _("Nakijken en afronden"),
        "report": _("Het rapport"),
    }
    position = list(names).index(here)
    states = ["done"] * position + ["here"] + ["left"] * (len(names) - position - 1)
    path = [
        {"name": name, "state": "left" if key == unfinished else state}
        for (key, name), state in zip(names.items(), states, strict=True)
    ]
    return {"steps": path, "label": _("Stappen van de zelfevaluatie")}
