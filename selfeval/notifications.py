"""Mail of selfeval: which message goes to whom. The queue itself stands in accounts' notifications."""

import re
from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goedgeregeld.accounts.notifications import queue_mail, send_account_mail
from selfeval.models import Evaluation, ImprovementAction, Round
from selfeval.queries.reminders import Errand

LINKLIKE = re.compile(r"://|www\.|\w\.\w\w", re.IGNORECASE)  # what a mail program makes a link of


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


def send_respondent_link(one: Round, *, to: str, path: str, again: bool = False) -> None:
    """Ask somebody to answer on their own what is answered together, with their link; `again`: a reminder."""
    name = one.evaluation.organisation_name
    if one.evaluation.organisation_id is None and LINKLIKE.search(name):  # anybody may fill that in
        name = ""
    context = {"round": one, "name": name, "link": settings.SITE_URL + path, "again": again}
    whose = name or _("jullie organisatie")
    subject = _("Herinnering: jouw antwoorden over %(whose)s") if again else _("Denk je mee over %(whose)s?")
    queue_mail(
        to=to,
        subject=subject % {"whose": whose},
        text=render_to_string("selfeval/mail/respondent_link.txt", context),
        html=render_to_string("selfeval/mail/respondent_link.html", context),
    )


def send_reminder(errand: Errand, actions: Sequence[ImprovementAction], *, today: date, path: str, key: str) -> None:
    """Tell somebody of the days of these actions: which come near, which have passed."""
    organisation, lines = errand.evaluation.organisation, [(_harmless(one.what, errand), one.due) for one in actions]
    context = {
        "name": _harmless(errand.name, errand),
        "is_member": errand.is_member,
        "late": [(what, due) for what, due in lines if due and due < today],
        "coming": [(what, due) for what, due in lines if due and due >= today],
        "plan": organisation.name if organisation else _harmless(errand.evaluation.organisation_name, errand),
        "link": settings.SITE_URL + path,
    }
    send_account_mail("selfeval/mail/reminder", to=errand.email, context=context, key=f"errand:{errand.email}:{key}")


def _harmless(text: str, errand: Errand) -> str:
    """What was typed, but of a plan of nobody known nothing a mail program makes a link of: anybody may fill that in."""
    return "" if errand.evaluation.organisation_id is None and LINKLIKE.search(text) else text


def send_follow_up(evaluation: Evaluation, *, to: str, path: str, stop: str, key: str) -> None:
    """Ask what came of the evaluation, half a year later. The links lead to a page: nothing is written by opening one."""
    name = evaluation.organisation_name
    if evaluation.organisation_id is None and LINKLIKE.search(name):  # anybody may fill that in
        name = ""
    links = {"link": settings.SITE_URL + path, "stop": settings.SITE_URL + stop}
    context = {"name": name, "on": evaluation.completed_at, **links}
    send_account_mail("selfeval/mail/follow_up", to=to, context=context, key=key)
