"""Mail of selfeval: which message goes to whom. Rows in the queue, written in the caller's transaction; a task sends."""

from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django_tasks import task
from post_office import mail
from post_office.mail import send_queued_mail_until_done

from selfeval.models import Evaluation


@task()
def send_queued_mail() -> None:
    """Background work: send all mail that stands in the queue. Doing it twice sends nothing twice."""
    send_queued_mail_until_done(lockfile=str(Path(settings.VAR_DIR) / "mail-queue"))  # another site has its own queue


def send_resume_link(evaluation: Evaluation, *, to: str, path: str) -> None:
    """Mail the personal link (`path` on our own site) to the address its owner gave."""
    context = {"evaluation": evaluation, "link": settings.SITE_URL + path}
    mail.send(
        recipients=to,
        subject=_("Je persoonlijke link naar de zelfevaluatie"),
        message=render_to_string("selfeval/mail/resume_link.txt", context),
        html_message=render_to_string("selfeval/mail/resume_link.html", context),
        priority="medium",
    )
    send_queued_mail.enqueue()
