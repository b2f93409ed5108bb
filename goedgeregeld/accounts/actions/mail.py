"""Acts on the mail queue that only take away: of a person, of an organisation, of what is too old.

The one sender of mail is `notifications`; this is the one eraser.
"""

import re
from collections.abc import Collection, Iterable
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import reduce
from operator import or_
from pathlib import Path

from django.conf import settings
from django.db.models import Q, QuerySet
from django_tasks_db.models import DBTaskResult
from post_office.models import STATUS, Attachment, Email

from goedgeregeld.accounts.queries import token_seal
from goedgeregeld.accounts.traces import Traces

TEXTS = ("subject", "message", "html_message")
SEARCHED = ("to", "cc", "bcc", *TEXTS)
SECRET = re.compile(r"/([A-Za-z0-9_-]{20,})/")  # how the secret of a link or an invitation stands in an address
BETWEEN = b"-" * 79 + b"\n"  # what Django writes between messages in a file of mail


def mentioning(traces: Traces, fields: Iterable[str]) -> Q:
    """Rows that may hold a trace in one of these fields; whether they do is for `traces` to say."""
    found = [Q(**{f"{field}__icontains": one}) for field in fields for one in traces.spellings]
    return reduce(or_, found, Q(pk__in=[]))


def at_address(field: str, addresses: Iterable[str]) -> Q:
    """Rows with one of these addresses in the field, whatever its capitals."""
    return reduce(or_, (Q(**{f"{field}__iexact": one}) for one in addresses), Q(pk__in=[]))


def forget_mail(traces: Traces, *, addresses: Collection[str] = (), seals: Collection[str] = ()) -> None:
    """Erase all mail to these addresses or with one of these links or invitations in it, and all sent mail with a trace.

    Mail to others that still has to go out goes out without the name, where that is more than one word: who is called "code"
    cannot spoil the mails of other people.
    """
    known, gone = {one.lower() for one in addresses}, []
    for mail in Email.objects.only("pk", "status", *SEARCHED).iterator(chunk_size=200):
        text = "\n".join(getattr(mail, field) for field in TEXTS)
        if (
            known & {one.lower() for one in (*mail.to, *mail.cc, *mail.bcc)}
            or _holds(text, seals)
            or (mail.status == STATUS.sent and traces.found_in(text))
        ):
            gone.append(mail.pk)
        elif traces.distinctive.found_in(text):
            clean = {field: traces.distinctive.without(getattr(mail, field)) for field in TEXTS}
            Email.objects.filter(pk=mail.pk).update(**clean)
    _erase(Email.objects.filter(pk__in=gone))
    over = DBTaskResult.objects.filter(finished_at__isnull=False)
    over.filter(mentioning(traces.distinctive, ["args_kwargs", "return_value", "traceback"])).delete()
    _forget_mail_files(Traces((*traces.of, *addresses)), seals)


def _holds(text: str, seals: Collection[str]) -> bool:
    """Whether the secret of one of these links or invitations stands in the text."""
    return bool(seals) and any(token_seal(secret) in seals for secret in SECRET.findall(text))


def forget_old_mail(*, before: datetime) -> int:
    """Erase mail and background work that was over before this moment; what still waits stays. Returns how many messages."""
    number = _erase(Email.objects.filter(created__lt=before, status__in=(STATUS.sent, STATUS.failed)))
    DBTaskResult.objects.filter(finished_at__lt=before).delete()
    for file in _mail_files():
        if file.stat().st_mtime < before.timestamp():
            file.unlink(missing_ok=True)
    return number


def _erase(mails: QuerySet[Email]) -> int:
    """These messages with their logs, and attachments that no other message has."""
    _, by_model = mails.delete()
    for attachment in Attachment.objects.filter(emails__isnull=True):
        attachment.file.delete(save=False)
        attachment.delete()
    return by_model.get("post_office.Email", 0)


# --- Mail that was written to files, where that is how mail goes out (a demo, a developer's machine) ----------------------


def _forget_mail_files(traces: Traces, seals: Collection[str]) -> None:
    """Take the messages with a trace, or with one of these links, out of the files."""
    for file in _mail_files():
        parts = file.read_bytes().split(BETWEEN)
        kept = [part for part in parts if not _is_about(part, traces, seals)]
        if not any(part.strip() for part in kept):
            file.unlink()
        elif len(kept) < len(parts):
            file.write_bytes(BETWEEN.join(kept))


def _mail_files() -> list[Path]:
    return [one for one in Path(settings.EMAIL_FILE_PATH).glob("*") if one.is_file()]


def _is_about(part: bytes, traces: Traces, seals: Collection[str]) -> bool:
    message = message_from_bytes(part.lstrip(), _class=EmailMessage, policy=policy.default)
    words = [str(value) for value in message.values()]
    words += [str(one.get_content()) for one in message.walk() if one.get_content_maintype() == "text"]
    text = "\n".join([part.decode(errors="replace"), *words])
    return traces.found_in(text) or _holds(text, seals)
