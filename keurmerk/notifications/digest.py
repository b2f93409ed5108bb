"""The daily digest: one mail to one person with everything that is nearly due or late; each line once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import ngettext

from goedgeregeld.accounts.notifications import send_account_mail
from keurmerk.models import Notice
from keurmerk.queries.audience import Recipient


@dataclass(frozen=True, slots=True)
class Line:
    """One thing somebody is reminded of. `key` stands for it and its stage; `late`: its last day is past."""

    key: str
    application: int
    code: str
    organisation: str
    task: str
    until: str
    late: bool


def send_digest(to: Recipient, lines: Iterable[Line], *, now: datetime) -> int:
    """Queue one mail with the lines this person was not told of before, in one transaction; returns how many lines it holds."""
    with transaction.atomic():
        rows = {f"{line.key}:{to.key}": line for line in lines}
        told = set(Notice.objects.filter(key__in=rows).values_list("key", flat=True))
        fresh = {key: line for key, line in rows.items() if key not in told}
        if not fresh:
            return 0
        Notice.objects.bulk_create(
            Notice(key=key, user_id=to.user, application_id=line.application, at=now) for key, line in fresh.items()
        )
        late = sorted((one for one in fresh.values() if one.late), key=lambda one: one.key)
        soon = [one for one in fresh.values() if not one.late]
        context = {
            "name": to.name,
            "subject": _subject(late, soon),
            "late": [_with_link(one) for one in late],
            "soon": [_with_link(one) for one in soon],
            "today": date_format(now, "j F Y"),
        }
        send_account_mail("keurmerk/mail/digest", to=to.email, context=context, key="digest:" + "|".join(sorted(fresh)))
    return len(fresh)


def _subject(late: list[Line], soon: list[Line]) -> str:
    if late:
        words = ngettext(
            "Herinnering: %(number)d aanvraag is te laat", "Herinnering: %(number)d aanvragen zijn te laat", len(late)
        )
        return words % {"number": len(late)}
    words = ngettext(
        "Herinnering: %(number)d aanvraag wacht op je", "Herinnering: %(number)d aanvragen wachten op je", len(soon)
    )
    return words % {"number": len(soon)}


def _with_link(line: Line) -> dict[str, str]:
    link = settings.SITE_URL + reverse("keurmerk:application", args=[line.code])
    return {"organisation": line.organisation, "task": line.task, "until": line.until, "link": link}
