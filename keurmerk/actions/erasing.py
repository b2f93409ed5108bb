"""Erasing an application, with its organisation or because its time is over: what it was goes, that it was counts.

Every piece of it goes: plans, dossier with its files, judgements, decisions, objections, messages. What stays: the mark it led
to, as long as that lasts; a `PastApplication` and the amounts, neither of which says whose they were; and the history.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from goedgeregeld.accounts.models import Organisation, User
from goedgeregeld.events.actions import record
from keurmerk.actions.dues import OFFICE
from keurmerk.actions.files import erase_after_commit
from keurmerk.models import (
    Application,
    ApproachPlan,
    Audit,
    Decision,
    Declaration,
    Due,
    Evidence,
    HandOver,
    Mark,
    MarkChange,
    Objection,
    PastApplication,
    Signal,
    Submission,
)
from keurmerk.queries import keeping
from keurmerk.queries.audience import Recipient, recipients
from keurmerk.states import (
    BEFORE_DECISION,
    LIVE,
    ApplicationState,
    DueKind,
    DueState,
    Party,
    PlanState,
    SignalState,
    Verb,
)

GONE = "gewist"  # a change says why, also when nobody may know any more
TOLD = (Party.ADVISER, Party.AUDITOR, Party.OFFICE)


@dataclass(frozen=True, slots=True)
class Stopped:
    """An application that was under way when its organisation was erased, and who was working on it."""

    code: str
    people: list[Recipient]


@dataclass(frozen=True, slots=True)
class Erased:
    """The codes by which mail spoke of what is gone, and what stopped."""

    codes: list[str]
    stopped: list[Stopped]


def erase_of(organisation: Organisation, *, by: User, now: datetime) -> Erased:
    """Erase all applications of this organisation, which is about to be erased itself; one that is under way ends by it.

    Wants the caller's transaction. Who worked on one that stopped is to be told, without a name: `tell_stopped`.
    """
    found = list(keeping.applications_of(organisation).select_for_update(of=("self",)).order_by("pk"))
    stopped = [_stop(one, by=by, now=now) for one in found if one.state in LIVE]
    _forget_carrying(organisation)
    for one in found:
        record("erase", one, by=by, now=now)
        _erase(one, now=now)
    return Erased([one.code for one in found], stopped)


def _stop(application: Application, *, by: User, now: datetime) -> Stopped:
    if application.state in BEFORE_DECISION:
        record(Verb.WITHDRAW.value, application, by=by, now=now)
    told = recipients(application, TOLD)
    people = {one.key: one for party in TOLD for one in told[party] if one.user != by.pk}
    return Stopped(application.code, list(people.values()))


def _forget_carrying(organisation: Organisation) -> None:
    """What was written about carrying its marks goes; when a mark was suspended or withdrawn stays, the register tells that.

    A signal from outside stays until the office has handled it: the mark stands in the register as before.
    """
    marks = Mark.objects.filter(organisation=organisation)
    MarkChange.objects.filter(mark__in=marks).exclude(reasons="").update(reasons=GONE)
    HandOver.objects.filter(mark__in=marks).delete()
    Declaration.objects.filter(mark__in=marks).delete()
    Signal.objects.filter(mark__in=marks, state=SignalState.CLOSED).delete()


def _erase(application: Application, *, now: datetime) -> None:
    """This application, locked by the caller, with all that hangs on it; files go when the transaction is committed."""
    _count(application, now=now)
    dues = Due.objects.filter(application=application)
    if application.demo:
        dues.delete()
    if application.state in LIVE and not Audit.objects.filter(application=application).exists():
        dues.filter(kind=DueKind.AUDIT, state=DueState.DUE).update(state=DueState.CANCELLED)  # as where it is stopped
    dues.exclude(payee=OFFICE).update(payee="")
    dues.update(application=None, note="")
    for piece in Evidence.objects.filter(application=application).iterator(chunk_size=500):
        erase_after_commit(piece)
    for model in (Objection, Decision, Audit, Submission):  # each protects the next
        model._default_manager.filter(application=application).delete()  # noqa: SLF001 - of any model
    application.delete()


def _count(application: Application, *, now: datetime) -> None:
    if application.demo:
        return
    decision = Decision.objects.filter(application=application).order_by("-at", "-pk").first()
    plan = ApproachPlan.objects.filter(application=application, state=PlanState.APPROVED).order_by("-version").first()
    stops = application.state in LIVE
    PastApplication.objects.create(
        kind=application.kind,
        state=ApplicationState.WITHDRAWN if stops else application.state,
        outcome=decision.outcome if decision else "",
        route=plan.route if plan else "",
        sector=application.organisation.sector,
        requested_on=timezone.localdate(application.requested_at),
        decided_on=timezone.localdate(decision.at) if decision else None,
        ended_on=timezone.localdate(now if stops else application.state_since),
    )


# --- What goes by itself --------------------------------------------------------------------------------------------------


def erase_ended(*, before: datetime, now: datetime) -> int:
    """Erase the applications that ended before this moment, but for those of the demo. How many."""
    ended = keeping.ended_before(before, day=timezone.localdate(before)).filter(demo=False)
    return sum(_erase_if(pk, before=before, now=now) for pk in list(ended.values_list("pk", flat=True)))


@transaction.atomic
def _erase_if(pk: int, *, before: datetime, now: datetime) -> bool:
    """Whether it was still so when it was this one's turn."""
    ended = keeping.ended_before(before, day=timezone.localdate(before))
    found = ended.select_for_update(of=("self",)).select_related("organisation").filter(pk=pk).first()
    if found is None:
        return False
    record("erase", found, by=None, now=now)
    _erase(found, now=now)
    return True


def forget_dues(*, before: datetime) -> int:
    """Erase the amounts of nobody any more whose time is over. How many."""
    return keeping.dues_over(before=timezone.localdate(before)).delete()[0]
