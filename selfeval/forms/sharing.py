"""Shape and validation of a link to a report for who is outside."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selfeval.forms import day_field

USUAL = timedelta(days=30)


class ShareForm(forms.Form):
    """For whom, and until when. Without a day chosen: a month."""

    use_required_attribute = False  # a field that was not filled in yet is not wrong yet
    label = forms.CharField(
        label=_("Voor wie is deze link?"),
        help_text=_(
            "Alleen voor jullie zelf, om de links uit elkaar te houden. Bijvoorbeeld: het bestuur, de gemeente."
        ),
        max_length=100,
    )
    until = day_field(_("Tot en met welke dag werkt hij?"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"until": today + USUAL}, **kwargs})
