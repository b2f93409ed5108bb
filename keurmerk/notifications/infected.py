"""A file of a dossier turned out to be harmful later on: told to whose it is, and to who may have opened it."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from goedgeregeld.accounts.notifications import send_account_mail
from keurmerk.models import Evidence
from keurmerk.queries.audience import Recipient, managers, person
from keurmerk.states import LIVE, ApplicationState


def tell_infected(piece: Evidence) -> None:
    """Queue a mail to the beheerders and, while the application runs, to who advises. Wants the caller's transaction; the
    application is to be loaded with the piece.
    """
    application = piece.application
    words = {"organisation": application.organisation.name}
    ours = _(
        "In een bestand in jullie dossier is schadelijke software gevonden. Het is geblokkeerd: niemand kan het nog openen, en "
        "het telt niet als bewijs. Haal het weg of vervang het. Controleer ook de computer waar het vandaan komt."
    )
    theirs = _(
        "In een bestand in het dossier van {organisation} is schadelijke software gevonden. Het is geblokkeerd: niemand "
        "kan het nog openen. Heb je het eerder gedownload? Open het niet, en laat je computer controleren."
    ).format_map(words)
    told = [(one, ours) for one in managers(application.organisation_id)]
    if application.state in LIVE and application.state != ApplicationState.REQUESTED:
        told += [(one, theirs) for one in person(application.adviser_id)]
    for one, body in told:
        _send(piece, one, body)


def _send(piece: Evidence, to: Recipient, body: str) -> None:
    context = {
        "name": to.name,
        "subject": _("Schadelijke software in een bestand van {organisation}").format(
            organisation=piece.application.organisation.name
        ),
        "body": body,
        "code": piece.application.code,
        "link": settings.SITE_URL + reverse("keurmerk:evidence", args=[piece.application.code]),
    }
    send_account_mail("keurmerk/mail/act", to=to.email, context=context, key=f"infected-{piece.pk}:{to.key}")
