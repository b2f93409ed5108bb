"""Mail about people and accounts, and the one way into the queue: rows written in the caller's transaction; a task sends."""

from email.utils import make_msgid
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django_tasks import task
from post_office.mail import send_queued_mail_until_done
from post_office.models import PRIORITY, STATUS, Email
from post_office.settings import get_message_id_fqdn

from goedgeregeld.accounts.models import Invitation


@task()
def send_queued_mail() -> None:
    """Background work: send all mail that stands in the queue. Doing it twice sends nothing twice."""
    send_queued_mail_until_done(lockfile=str(Path(settings.VAR_DIR) / "mail-queue"))  # another site has its own queue


def queue_mail(*, to: str, subject: str, text: str, html: str = "", key: str = "") -> None:
    """Put one message in the queue as it stands (post_office's own `send` would read it as a template) and wake the task.

    `key` says what the message is about and to whom: its Message-ID follows from it, so that a mail server that gets it twice
    (the worker died between sending and noting it) can tell.
    """
    Email.objects.create(
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        subject=" ".join(subject.split()),
        message=text,
        html_message=html,
        priority=PRIORITY.medium,
        status=STATUS.queued,
        message_id=_message_id(key),
    )
    send_queued_mail.enqueue()


def _message_id(key: str) -> str:
    domain = get_message_id_fqdn()
    return f"<{sha256(key.encode()).hexdigest()[:40]}@{domain}>" if key else make_msgid(domain=domain)


def send_account_mail(prefix: str, *, to: str, context: dict[str, Any], key: str = "") -> None:
    """Render `<prefix>_subject.txt` and `<prefix>_message.txt` and queue them; `key` as in `queue_mail`.

    The HTML is the same words with the lines as paragraphs and the links clickable: accounts/mail/frame.html.
    """
    words = {"site": settings.SITE_URL, **context}
    subject = render_to_string(f"{prefix}_subject.txt", words)
    text = render_to_string(f"{prefix}_message.txt", words).strip() + "\n"
    html = render_to_string("accounts/mail/frame.html", {"subject": subject.strip(), "text": text})
    queue_mail(to=to, subject=subject, text=text, html=html, key=key)


def send_invitation(invitation: Invitation, *, token: str) -> None:
    """Ask somebody to join an organisation or to take up a role."""
    link = settings.SITE_URL + reverse("accounts:invitation", args=[token])
    send_account_mail("accounts/mail/invitation", to=invitation.email, context={"invitation": invitation, "link": link})
