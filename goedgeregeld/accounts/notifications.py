"""Mail about people and accounts, and the one way into the queue: rows written in the caller's transaction; a task sends."""

from email.utils import make_msgid
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


def queue_mail(*, to: str, subject: str, text: str, html: str = "") -> None:
    """Put one message in the queue as it stands (post_office's own `send` would read it as a template) and wake the task."""
    Email.objects.create(
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        subject=" ".join(subject.split()),
        message=text,
        html_message=html,
        priority=PRIORITY.medium,
        status=STATUS.queued,
        message_id=make_msgid(domain=get_message_id_fqdn()),
    )
    send_queued_mail.enqueue()


def send_account_mail(prefix: str, *, to: str, context: dict[str, Any]) -> None:
    """Render `<prefix>_subject.txt` and `<prefix>_message.txt` and queue them.

    The HTML is the same words with the lines as paragraphs and the links clickable: accounts/mail/frame.html.
    """
    words = {"site": settings.SITE_URL, **context}
    subject = render_to_string(f"{prefix}_subject.txt", words)
    text = render_to_string(f"{prefix}_message.txt", words).strip() + "\n"
    html = render_to_string("accounts/mail/frame.html", {"subject": subject.strip(), "text": text})
    queue_mail(to=to, subject=subject, text=text, html=html)


def send_invitation(invitation: Invitation, *, token: str) -> None:
    """Ask somebody to join an organisation or to take up a role."""
    link = settings.SITE_URL + reverse("accounts:invitation", args=[token])
    send_account_mail("accounts/mail/invitation", to=invitation.email, context={"invitation": invitation, "link": link})
