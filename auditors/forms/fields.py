"""Fields that several forms of the network share."""

from typing import Any

from django import forms


def date_field(label: Any, **options: Any) -> forms.DateField:
    """A day, with the browser's own picker."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, input_formats=["%Y-%m-%d", "%d-%m-%Y"], **options)
