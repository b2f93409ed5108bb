"""What is filled in when somebody objects, passes an objection on, or judges it; and when an application ends."""

from django import forms
from django.utils.translation import gettext_lazy as _

from keurmerk.forms.acts import ActForm, words_field
from keurmerk.forms.decision import AuditorForm
from keurmerk.states import Recommendation


class ObjectForm(ActForm):
    """Why the organisation objects."""

    grounds = words_field(
        _("Waarom zijn jullie het er niet mee eens?"),
        rows=8,
        help_text=_(
            "Noem de punten waarop het besluit volgens jullie niet klopt. Verwijs naar wat in het dossier staat."
        ),
    )


class PassForm(AuditorForm):
    """What NOV says of an objection, and who judges it."""

    view = words_field(
        _("Wat vindt NOV van het bezwaar?"),
        rows=6,
        help_text=_("De tweede auditor en de organisatie lezen dit."),
    )
    field_order = ["view", "auditor", "why"]


class UpholdForm(ActForm):
    """What is to be decided after an objection that is justified, and why."""

    recommendation = forms.ChoiceField(
        label=_("Wat moet NOV besluiten?"),
        choices=[
            (Recommendation.MET, _("Toekennen: de organisatie voldoet")),
            (Recommendation.MET_WITH_CONDITIONS, _("Toekennen onder voorwaarden")),
        ],
        widget=forms.RadioSelect,
    )
    reasons = words_field(
        _("Waarom?"), rows=8, help_text=_("De organisatie en NOV lezen dit. Het is het laatste woord.")
    )


class DismissForm(ActForm):
    """Why an objection is not justified."""

    reasons = words_field(
        _("Waarom?"), rows=8, help_text=_("De organisatie en NOV lezen dit. Het is het laatste woord.")
    )


class WithdrawForm(ActForm):
    """Why an organisation stops; it need not say."""

    reason = words_field(
        _("Waarom stoppen jullie?"),
        required=False,
        rows=3,
        help_text=_("Je adviseur en NOV lezen dit. Het helpt om het voor anderen beter te maken."),
    )


class LapseForm(ActForm):
    """Why the office closes an application."""

    reason = words_field(_("Waarom?"), rows=4, help_text=_("De organisatie en de adviseur lezen dit."))
