"""What people of the network fill in about themselves: profile, photo, absence, declaration, training."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from auditors.forms.fields import date_field
from auditors.forms.profile import ProfileForm
from auditors.models import Profile, Proposal
from auditors.states import ProposedField, TrainingKind, Work
from goedgeregeld.accounts.forms.addresses import readable
from goedgeregeld.accounts.states import Sector
from goedgeregeld.ui.fields import WholeNumberField
from goedgeregeld.uploads.values import ACCEPT_PAPERS

MOST = 50  # trajectories at once
PHONE = RegexValidator(r"^\+?[0-9 ()/-]{6,30}$", _("Vul een telefoonnummer in, zoals 030 123 45 67."))


class OwnProfileForm(ProfileForm):
    """Their own profile. Employer, rate and introduction wait for the office; the page says so."""

    introduction = forms.CharField(
        label=_("Wie ben je?"),
        help_text=_("Een paar zinnen: wat je ervaring is, en hoe je werkt. Hoogstens 1000 tekens."),
        max_length=1000,
        required=False,
        validators=[readable],
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    subsidised = forms.BooleanField(label=_("Een of meer gemeenten betalen mee aan mijn begeleiding"), required=False)
    sectors = forms.MultipleChoiceField(
        label=_("Welke sectoren ken je goed?"),
        choices=Sector.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.CharField(
        label=_("In welke talen kun je werken?"),
        help_text=_("Bijvoorbeeld: Nederlands, Engels, Turks."),
        max_length=200,
        required=False,
        validators=[readable],
    )
    phone = forms.CharField(label=_("Telefoon"), max_length=30, required=False, validators=[PHONE])
    listed = forms.BooleanField(
        label=_("Laat mij zien op de openbare bladzijde waar organisaties een adviseur zoeken"), required=False
    )
    contact_shown = forms.BooleanField(label=_("Laat daar ook mijn e-mailadres en telefoonnummer zien"), required=False)
    wished_load = WholeNumberField(
        label=_("Hoeveel trajecten wil je hoogstens tegelijk?"),
        help_text=_("Leeg: dat maakt je niet uit. Vul 0 in als je nu geen nieuw werk wilt."),
        min_value=0,
        max_value=MOST,
        required=False,
    )

    load_cap = None

    @staticmethod
    def initial_of(profile: Profile | None) -> dict[str, Any]:
        """What the form shows: what holds, or what was proposed in its place."""
        if profile is None:
            return {"listed": True}
        names = (
            "introduction",
            "subsidised",
            "sectors",
            "languages",
            "phone",
            "listed",
            "contact_shown",
            "wished_load",
        )
        shown = {**ProfileForm.initial_of(profile), **{name: getattr(profile, name) for name in names}}
        for proposal in profile.proposals.defer("content"):
            shown |= _proposed(proposal)
        return shown


def _proposed(proposal: Proposal) -> dict[str, Any]:
    match proposal.field:
        case ProposedField.EMPLOYER:
            return {"employer_name": proposal.text, "volunteer_centre": proposal.volunteer_centre}
        case ProposedField.RATE:
            return {"hourly_rate": proposal.text.replace(".", ",")}
        case ProposedField.INTRODUCTION:
            return {"introduction": proposal.text}
        case _:
            return {}


class PhotoForm(forms.Form):
    """A photo of oneself."""

    photo = forms.FileField(
        label=_("Kies een foto"),
        help_text=_("Een jpg, png of foto van je telefoon, hoogstens 10 MB. We snijden er een vierkant uit."),
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png,.webp,.heic,.heif"}),
    )


class AbsenceForm(forms.Form):
    """From when until when somebody takes no new work."""

    began_on = date_field(_("Eerste dag"))
    ended_on = date_field(_("Laatste dag"), required=False, help_text=_("Leeg: je weet het nog niet."))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        began, ended = given.get("began_on"), given.get("ended_on")
        if began and ended and began > ended:
            self.add_error("ended_on", _("De laatste dag ligt voor de eerste."))
        return given


class PledgeForm(forms.Form):
    """A name and a tick under the declaration."""

    version = forms.CharField(widget=forms.HiddenInput, max_length=20)
    agreed = forms.BooleanField(label=_("Dit verklaar ik, en hier houd ik mij aan"))
    name = forms.CharField(label=_("Je naam"), max_length=200, validators=[readable])


class WithdrawPledgeForm(forms.Form):
    """Why the declaration does not hold any more."""

    reason = forms.CharField(
        label=_("Wat klopt er niet meer?"),
        help_text=_("Het kantoor van NOV leest dit."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class TrainingForm(forms.Form):
    """A training or refresher, with its proof."""

    work = forms.ChoiceField(label=_("Waarvoor?"), choices=Work.choices, widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label=_("Wat was het?"), choices=TrainingKind.choices, widget=forms.RadioSelect, initial=TrainingKind.REFRESHER
    )
    title = forms.CharField(label=_("Hoe heet het?"), max_length=200, validators=[readable])
    followed_on = date_field(_("Wanneer was het klaar?"))
    proof = forms.FileField(
        label=_("Bewijs"),
        help_text=_("Een pdf of een foto, hoogstens 5 MB. Alleen jij en het kantoor van NOV zien het."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT_PAPERS}),
    )
