"""What is filled in about evidence: files, a link, something to see at a visit, and at which statements it is used.

What may be chosen follows from the dossier: statements that are in it and evidence of the same application; anything else,
such as a number of somebody else's, is refused, and then nothing of the form is done.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goedgeregeld.uploads.names import visible
from goedgeregeld.uploads.values import ACCEPT
from keurmerk.models import Evidence
from keurmerk.queries.dossier import Book


class StatementsForm(forms.Form):
    """Evidence at these statements; on the page they travel along unseen."""

    statements = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, *args: Any, book: Book | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = book.by_code if book else {}
        self.fields["statements"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]


def title_field(label: str, help_text: str = "") -> forms.CharField:
    """What a piece is called: one line, without what cannot be seen."""
    return forms.CharField(label=label, help_text=help_text, max_length=200, validators=[_has_shape])


def _has_shape(text: str) -> None:
    if not visible(text):
        raise forms.ValidationError(_("Geef het een naam."))


class TitleForm(forms.Form):
    title = title_field(gettext_lazy("Hoe heet dit bewijsstuk?"))

    def clean_title(self) -> str:
        return visible(self.cleaned_data["title"])


class LinkForm(TitleForm, StatementsForm):
    title = title_field(
        gettext_lazy("Wat staat er op deze pagina?"), gettext_lazy("Bijvoorbeeld: ons vrijwilligersbeleid.")
    )
    url = forms.URLField(
        label=gettext_lazy("Webadres"),
        help_text=gettext_lazy("De adviseur en de auditor moeten de pagina kunnen openen zonder wachtwoord."),
        max_length=500,
        assume_scheme="https",
        error_messages={
            "invalid": gettext_lazy("Dit is geen webadres. Neem het over uit de adresbalk van je browser.")
        },
    )
    field_order = ("url", "title")

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if not url.lower().startswith(("http://", "https://")):
            raise forms.ValidationError(_("Een webadres begint met https://."))
        return url


class VisitForm(TitleForm, StatementsForm):
    title = title_field(
        gettext_lazy("Wat is er te zien bij een bezoek?"),
        gettext_lazy("Bijvoorbeeld: het mededelingenbord in de kantine, of de map met gedragsregels."),
    )


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """One file or more; a list of uploads. Empty ones come through: they are refused by name, with the others kept."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:  # noqa: ARG002 - as Django calls it
        found = data if isinstance(data, (list, tuple)) else [data]
        found = [one for one in found if one]
        if not found:
            raise forms.ValidationError(_("Kies een of meer bestanden."), code="required")
        return found


class FilesForm(StatementsForm):
    """Files, and at the very end of the form a field that says that everything arrived."""

    files = ManyFilesField(
        label=gettext_lazy("Kies een of meer bestanden"),
    )
    whole = forms.CharField(required=False, widget=forms.HiddenInput, initial="1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["files"].widget.attrs["accept"] = ACCEPT
        self.fields["files"].help_text = _(
            "Pdf, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), OpenDocument, foto’s (.jpg, .png, .webp, .heic) of tekst. "
            "Hoogstens %(mb)d MB per bestand. Uit foto’s halen we weg waar en wanneer ze zijn gemaakt."
        ) % {"mb": settings.EVIDENCE_FILE_MB}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("whole"):
            raise forms.ValidationError(
                _("Het uploaden is halverwege afgebroken. Er is niets bewaard. Probeer het opnieuw.")
            )
        return cleaned


class PickForm(forms.Form):
    """Which of the evidence there is, is used at one statement. `was` says what the page had shown as used."""

    pieces = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Welk bewijs hoort bij deze stelling?"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    pieces.optional = False  # type: ignore[attr-defined]
    was = forms.TypedMultipleChoiceField(required=False, coerce=int, widget=forms.MultipleHiddenInput)

    def __init__(self, *args: Any, pieces: Iterable[Evidence], used: Iterable[int], **kwargs: Any) -> None:
        used = list(used)
        super().__init__(*args, initial={"pieces": used, "was": used}, **kwargs)
        found = list(pieces)
        choices = [(str(one.pk), one.title) for one in found]
        self.fields["pieces"].choices = self.fields["was"].choices = choices  # type: ignore[attr-defined]
        self.fields["pieces"].choice_hints = {str(one.pk): hint_of(one) for one in found}  # type: ignore[attr-defined]

    def change(self) -> tuple[list[int], list[int]]:
        """What was ticked, and what was unticked, since the page was made."""
        return _change(self.cleaned_data["was"], self.cleaned_data["pieces"])


class UseForm(forms.Form):
    """At which statements one piece is used. `was` says what the page had shown."""

    statements = forms.MultipleChoiceField(
        label=gettext_lazy("Bij welke stellingen hoort dit?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    statements.optional = False  # type: ignore[attr-defined]
    was = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, *args: Any, book: Book, used: Iterable[str], **kwargs: Any) -> None:
        used = list(used)
        super().__init__(*args, initial={"statements": used, "was": used}, **kwargs)
        choices = [(line.code, f"{line.code} {line.statement.text}") for line in book.lines]
        self.fields["statements"].choices = self.fields["was"].choices = choices  # type: ignore[attr-defined]

    def change(self) -> tuple[list[str], list[str]]:
        """What was ticked, and what was unticked, since the page was made."""
        return _change(self.cleaned_data["was"], self.cleaned_data["statements"])


def _change(was: list[Any], now: list[Any]) -> tuple[list[Any], list[Any]]:
    return [one for one in now if one not in was], [one for one in was if one not in now]


def hint_of(piece: Evidence) -> str:
    """A line under the title of a piece: the name of the file, the address, or that it is to be seen."""
    return piece.name or piece.url or str(piece.get_kind_display())
