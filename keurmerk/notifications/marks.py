"""What happened to a mark is told to the beheerders of its organisation and to the office. Why stands on the site only."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goedgeregeld.accounts.models import User
from goedgeregeld.accounts.notifications import send_account_mail
from goedgeregeld.events.models import Event
from keurmerk.models import Mark
from keurmerk.notifications.text import Words
from keurmerk.queries.audience import OFFICE, Recipient, managers
from keurmerk.queries.mark_acts import has_other_mark, live_renewal
from keurmerk.queries.register import name_of
from keurmerk.states import MarkVerb

# Subject, what the organisation reads, what the office reads ("" is not told).
TEXTS: dict[str, tuple[Words, Words, Words]] = {
    MarkVerb.SUSPEND: (
        gettext_lazy("Het keurmerk van {organisation} is geschorst"),
        gettext_lazy(
            "NOV heeft het keurmerk {number} van {organisation} geschorst. Zolang dat duurt, is het niet geldig en staat dat "
            "zo in het openbare register. Waarom, lees je op de site. Heb je vragen of is het al opgelost? Neem contact op "
            "met NOV."
        ),
        gettext_lazy("{who} heeft het keurmerk {number} van {organisation} geschorst. Waarom, lees je op de site."),
    ),
    MarkVerb.REINSTATE: (
        gettext_lazy("De schorsing van het keurmerk van {organisation} is opgeheven"),
        gettext_lazy(
            "NOV heeft de schorsing van keurmerk {number} van {organisation} opgeheven. Het is weer geldig, tot en met {until}."
        ),
        gettext_lazy("{who} heeft de schorsing van keurmerk {number} van {organisation} opgeheven."),
    ),
    MarkVerb.REVOKE: (
        gettext_lazy("Het keurmerk van {organisation} is ingetrokken"),
        gettext_lazy(
            "NOV heeft het keurmerk {number} van {organisation} ingetrokken. Het is niet meer geldig, en dat staat zo in het "
            "openbare register. Gebruik het certificaat en de logo’s niet meer. Waarom, lees je op de site."
        ),
        gettext_lazy("{who} heeft het keurmerk {number} van {organisation} ingetrokken. Waarom, lees je op de site."),
    ),
    MarkVerb.EXPIRE: (
        gettext_lazy("Het keurmerk van {organisation} is verlopen"),
        gettext_lazy(
            "Het keurmerk {number} van {organisation} was geldig tot en met {until} en is nu verlopen. Gebruik het certificaat "
            "en de logo’s niet meer. {next}"
        ),
        "",
    ),
}
APPLY_AGAIN = gettext_lazy("Jullie kunnen het keurmerk opnieuw aanvragen. Dat kan op de site.")
GOES_ON = gettext_lazy("Jullie herbeoordeling loopt nog. Wordt die toegekend, dan is er een nieuw keurmerk.")


def tell_of_mark(event: Event, mark: Mark, *, by: User | None, today: date) -> None:
    """Queue the mail that belongs to this act, in the caller's transaction. Whoever acted is not told.

    That a mark ran out while the next one follows on it is nothing to mail about.
    """
    if event.verb == MarkVerb.EXPIRE and has_other_mark(mark, today=today):
        return
    subject, ours, theirs = TEXTS[event.verb]
    words = {
        "organisation": name_of(mark),
        "number": mark.number,
        "until": date_format(mark.valid_until, "j F Y"),
        "who": str(by or ""),
        "next": str(GOES_ON if live_renewal(mark) else APPLY_AGAIN) if event.verb == MarkVerb.EXPIRE else "",
    }
    for one in managers(mark.organisation_id):
        if by is None or one.user != by.pk:
            link = reverse("keurmerk:our_mark", args=[mark.number])
            _send(event, one, str(subject).format_map(words), str(ours).format_map(words), link, mark)
    if theirs:
        link = reverse("keurmerk:office_mark", args=[mark.number])
        _send(event, OFFICE, str(subject).format_map(words), str(theirs).format_map(words), link, mark)


def _send(event: Event, to: Recipient, subject: str, body: str, link: str, mark: Mark) -> None:
    context = {
        "name": to.name,
        "subject": subject,
        "body": body,
        "link": settings.SITE_URL + link,
        "about": _("Dit gaat over keurmerk %s.") % mark.number,
    }
    send_account_mail("keurmerk/mail/mark", to=to.email, context=context, key=f"mark-{event.pk}:{to.key}")
