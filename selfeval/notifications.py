"""Mail of selfeval: which message goes to whom. The queue itself stands in accounts' notifications."""

from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goedgeregeld.accounts.notifications import queue_mail
from selfeval.models import Evaluation


def send_resume_link(evaluation: Evaluation, *, to: str, path: str) -> None:
    """Mail the personal link (`path` on our own site) to the address its owner gave."""
    context = {"evaluation": evaluation, "link": settings.SITE_URL + path}
    queue_mail(
        to=to,
        subject=_("Je persoonlijke link naar de zelfevaluatie"),
        text=render_to_string("selfeval/mail/resume_link.txt", context),
        html=render_to_string("selfeval/mail/resume_link.html", context),
    )


def send_erasure_warning(evaluation: Evaluation, *, to: str, path: str, on: date) -> None:
    """Tell the address that was left that nobody claimed the evaluation and when it is erased, with a link to keep it."""
    context = {"evaluation": evaluation, "link": settings.SITE_URL + path, "on": on}
    queue_mail(
        to=to,
        subject=_("We wissen je zelfevaluatie op %(day)s") % {"day": date_format(on, "j F Y")},
        text=render_to_string("selfeval/mail/erasure_warning.txt", context),
        html=render_to_string("selfeval/mail/erasure_warning.html", context),
    )
