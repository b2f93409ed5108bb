"""The yearly declaration: its beheerders are asked and reminded, the office hears where something changed. Not what."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goedgeregeld.accounts.notifications import send_account_mail
from keurmerk.models import Declaration
from keurmerk.notifications.text import Words
from keurmerk.queries.audience import OFFICE, Recipient
from keurmerk.queries.register import name_of

ASK = (
    gettext_lazy("Is er iets veranderd bij {organisation}?"),
    gettext_lazy(
        "{organisation} heeft keurmerk {number}. Elk jaar vragen we of er iets wezenlijks is veranderd. Antwoorden kost twee "
        "minuten. Doe het uiterlijk {until}."
    ),
)
AGAIN = (
    gettext_lazy("Herinnering: is er iets veranderd bij {organisation}?"),
    gettext_lazy(
        "Jullie hebben de jaarlijkse vraag over keurmerk {number} nog niet beantwoord. Het kost twee minuten. Doe het "
        "uiterlijk {until}."
    ),
)
LATE = (
    gettext_lazy("Te laat: is er iets veranderd bij {organisation}?"),
    gettext_lazy(
        "Jullie hebben de jaarlijkse vraag over keurmerk {number} nog niet beantwoord. Dat had gemoeten op {until}. Het kost "
        "twee minuten. Doe het vandaag nog."
    ),
)
CHANGED = (
    gettext_lazy("Er is iets veranderd bij {organisation}"),
    gettext_lazy(
        "{organisation}, met keurmerk {number}, meldt dat er iets wezenlijks is veranderd. Lees wat op de site."
    ),
)


def ask_declaration(declaration: Declaration, to: Recipient) -> None:
    """Queue the question, in the caller's transaction."""
    _send(declaration, to, ASK, "asked")


def remind_declaration(declaration: Declaration, to: Recipient, *, stage: str, today: date) -> None:
    """Queue a reminder, in the caller's transaction."""
    _send(declaration, to, LATE if today > declaration.due_on else AGAIN, stage)


def tell_of_declaration(declaration: Declaration) -> None:
    """Tell the office that something changed, in the caller's transaction."""
    _send(declaration, OFFICE, CHANGED, "changed", "keurmerk:office_mark")


def _send(declaration: Declaration, to: Recipient, text: tuple[Words, Words], what: str, page: str = "") -> None:
    mark = declaration.mark
    words = {
        "organisation": name_of(mark),
        "number": mark.number,
        "until": date_format(declaration.due_on, "j F Y"),
    }
    link = (
        reverse(page, args=[mark.number]) if page else reverse("keurmerk:declare", args=[mark.number, declaration.pk])
    )
    context = {
        "name": to.name,
        "subject": str(text[0]).format_map(words),
        "body": str(text[1]).format_map(words),
        "link": settings.SITE_URL + link,
        "about": _("Dit gaat over keurmerk %s.") % mark.number,
    }
    key = f"declaration-{declaration.pk}-{what}:{to.key}"
    send_account_mail("keurmerk/mail/mark", to=to.email, context=context, key=key)
