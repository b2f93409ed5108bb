"""Acts about how long an evaluation is kept that nobody claimed: a warning asked for, keeping it longer, erasing it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Model, Q, QuerySet
from django.urls import reverse

from goedgeregeld.accounts.actions import texts
from goedgeregeld.accounts.actions.mail import at_address, forget_mail
from goedgeregeld.accounts.traces import SOMEBODY, Traces
from goedgeregeld.events.actions import record
from selfeval import notifications
from selfeval.actions.evaluations import WrongState
from selfeval.actions.links import issue_link
from selfeval.actions.together_answers import forget_respondents
from selfeval.models import (
    Answer,
    Evaluation,
    FollowUp,
    FollowUpWish,
    ImprovementAction,
    Invited,
    Overwrite,
    OwnerLink,
    Remark,
    ReportFeedback,
    Response,
    ResumeLink,
    ShareLink,
    StatementFeedback,
)
from selfeval.queries.following import address_seal


def _unclaimed(evaluation: Evaluation) -> Evaluation:
    """The freshly read and locked evaluation. Raises WrongState where an organisation has it by now, or it is gone."""
    found = Evaluation.objects.select_for_update().filter(pk=evaluation.pk, organisation__isnull=True).first()
    if found is None:
        raise WrongState("Deze zelfevaluatie hoort bij een organisatie.")
    return found


@transaction.atomic
def ask_warning(evaluation: Evaluation, *, email: str, now: datetime) -> None:
    """Keep this address to mail before the evaluation is erased; an empty one takes it away. Nothing else is done with it."""
    locked = _unclaimed(evaluation)
    Evaluation.objects.filter(pk=locked.pk).update(warn_email=email.strip().lower(), warned_at=None)
    record("ask_warning" if email else "stop_warning", locked, by=None, now=now)


def stop_warnings() -> int:
    """Erase addresses that were left at evaluations an organisation claimed since: there is nothing to warn of."""
    return (
        Evaluation.objects.filter(organisation__isnull=False)
        .exclude(warn_email="")
        .update(warn_email="", warned_at=None)
    )


@transaction.atomic
def keep_longer(evaluation: Evaluation, *, now: datetime) -> None:
    """Begin the time that it is kept anew, without changing an answer."""
    locked = _unclaimed(evaluation)
    Evaluation.objects.filter(pk=locked.pk).update(changed_at=now)
    record("keep", locked, by=None, now=now)


@transaction.atomic
def warn(evaluation: Evaluation, *, on: date, now: datetime) -> bool:
    """Mail the address that was left that the evaluation will be erased, with a new link; once after each change.

    Returns whether it was mailed: twice at the same moment mails once.
    """
    waiting = Evaluation.objects.filter(pk=evaluation.pk, organisation__isnull=True).exclude(warn_email="")
    waiting = waiting.filter(Q(warned_at__isnull=True) | Q(warned_at__lt=F("changed_at")))
    if not waiting.update(warned_at=now):
        return False
    path = reverse("selfeval:resume", args=[issue_link(evaluation, now=now)])
    notifications.send_erasure_warning(evaluation, to=evaluation.warn_email, path=path, on=on)
    record("warn", evaluation, by=None, now=now)
    return True


@transaction.atomic
def erase_evaluation(evaluation: Evaluation, *, now: datetime, why: str) -> None:
    """Erase an evaluation nobody claimed, with all that hangs on it and the mail with its links. The history stays.

    `why`: "asked" by who holds its link, or "expired".
    """
    locked = _unclaimed(evaluation)
    forget_mail(Traces((str(locked.pk),)), seals=seals_of(Evaluation.objects.filter(pk=locked.pk)))
    record("erase", locked, by=None, now=now, why=why, completed=locked.completed_at is not None)
    locked.delete()


def seals_of(evaluations: QuerySet[Evaluation]) -> set[str]:
    """The seals of all links of these evaluations, whatever they open, and of the invitations to answer them together."""
    found = [links.objects.filter(evaluation__in=evaluations) for links in (ResumeLink, OwnerLink, ShareLink, FollowUp)]
    found.append(Invited.objects.filter(round__evaluation__in=evaluations))
    return {seal for rows in found for seal in rows.values_list("token_sha256", flat=True)}


# --- A person who is erased -----------------------------------------------------------------------------------------------

TEXTS: dict[type[Model], tuple[str, ...]] = {  # where people write freely
    Answer: ("reason", "remark"),
    Overwrite: ("before", "after"),
    StatementFeedback: ("comment",),
    ReportFeedback: ("comment",),
    ImprovementAction: ("what", "why", "owner_name", "reason"),
    ShareLink: ("label",),
    Response: ("name", "entries"),
    Remark: ("text",),
    FollowUp: ("remark",),
}
OF_EVALUATION = {
    Response: "round__evaluation",
    Remark: "round__evaluation",
}  # how they hang on one, where not by itself


def forget_person(
    *,
    addresses: Iterable[str],
    name: str,
    evaluations: QuerySet[Evaluation],
    devices: Iterable[str],
    secrets: Iterable[str] = (),
) -> None:
    """Take a person out of what was written: the addresses everywhere, the name in these evaluations, and from `devices`
    that it was they who filled in; what they answered with their name, by invitation or with one of these `secrets`, goes.
    Wants a transaction.
    """
    known = tuple(addresses)
    forget_respondents(addresses=known, secrets=secrets)
    everywhere = Traces(known)
    Evaluation.objects.filter(at_address("warn_email", known)).update(warn_email="", warned_at=None)
    for left in (OwnerLink, FollowUpWish):
        left.objects.filter(at_address("email", known)).delete()
    FollowUp.objects.filter(address_sha256__in=[address_seal(one) for one in known]).update(address_sha256="")
    ImprovementAction.objects.filter(at_address("owner_email", known)).update(owner_name=SOMEBODY, owner_email="")
    for model, fields in TEXTS.items():
        texts.clean(everywhere, texts.holding(everywhere, model, fields), fields)
        # Not every database knows that Ø is ø: what is the person's own is read, not searched.
        within = {f"{OF_EVALUATION.get(model, 'evaluation')}__in": evaluations}
        texts.clean(Traces((*known, name)), model._default_manager.filter(**within), fields)  # noqa: SLF001
    found = [one for one in devices if one]
    Answer.objects.filter(device__in=found).update(device="")
    Overwrite.objects.filter(device__in=found).update(device="")
