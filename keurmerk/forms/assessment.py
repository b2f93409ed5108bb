"""The forms of the advice."""

from django import forms
from django.utils.translation import gettext_lazy as _

from keurmerk.forms.acts import ActForm, words_field


class AdviceForm(ActForm):
    """An advice, with its reasons."""

    reasons = words_field(
        _("Waarom geef je dit advies?"), rows=8, help_text=_("De organisatie, NOV en de auditor lezen dit.")
    )


class ReturnForm(ActForm):
    """What the organisation is to do."""

    reasons = words_field(
        _("Wat moet de organisatie aanvullen of aanpassen?"),
        rows=8,
        help_text=_("De organisatie leest dit, samen met je oordeel bij elke stelling."),
    )


class EndForm(AdviceForm):
    """An advice that ends it all."""

    sure = forms.BooleanField(
        label=_("Ik weet dat dit niet terug te draaien is"),
        error_messages={"required": _("Zet hier een vinkje als je het zeker weet.")},
    )
