"""Acts on the improvement plan: putting actions in it, changing them, moving them on, taking them out.

Each locks the evaluation the action hangs on. The history says that something was done with an action and with which
(its number), never what stands in it.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from selfeval import improving
from selfeval.actions.evaluations import Blocked, WrongState, changing
from selfeval.models import Evaluation, ImprovementAction
from selfeval.queries import Stand
from selfeval.scoring import from_json
from selfeval.states import EvaluationState, Progress

PRESSED_TWICE = timedelta(minutes=1)
MOST = 200  # actions that hang on one evaluation
ADDRESSES, ADDRESSES_BY_LINK = 30, 5  # people without account who are mailed: by an organisation, and by nobody known
FIELDS = ("what", "why", "statement", "owner", "owner_id", "owner_name", "owner_email", "due", "effort")


class ActionGone(WrongState):
    """Somebody took the action out of the plan meanwhile."""


class NotNow(WrongState):
    """The act does not fit the state the action is in by now."""


class ChangedMeanwhile(Blocked):
    """Somebody else changed the action since the page was made."""


@contextmanager
def _planning(evaluation: Evaluation) -> Iterator[Evaluation]:
    """One transaction on the completed evaluation. Raises WrongState where it is not completed."""
    with changing(evaluation, states=(EvaluationState.COMPLETED,)) as locked:
        yield locked


@contextmanager
def _on(action: ImprovementAction) -> Iterator[ImprovementAction]:
    """One transaction on the freshly read action. Raises ActionGone where it was taken out."""
    with _planning(action.evaluation) as locked:
        fresh = ImprovementAction.objects.select_for_update().filter(pk=action.pk).first()
        if fresh is None:
            raise ActionGone(_("Deze actie is intussen uit het plan gehaald."))
        fresh.evaluation = locked
        yield fresh


def _room(evaluation: Evaluation, values: Mapping[str, Any]) -> None:
    """Raises Blocked where the plan is full, or would mail too many people."""
    if ImprovementAction.objects.filter(evaluation=evaluation).count() >= MOST:
        raise Blocked(_("Er staan al %(n)s acties in dit plan. Haal er eerst een paar weg.") % {"n": MOST})
    _not_too_many(evaluation, values.get("owner_email", ""))


def _not_too_many(evaluation: Evaluation, address: str) -> None:
    """Raises Blocked where this address would be one too many: the site is not there to mail a crowd."""
    most = ADDRESSES if evaluation.organisation_id else ADDRESSES_BY_LINK
    rows = ImprovementAction.objects.filter(evaluation=evaluation).exclude(owner_email__in=["", address])
    if address and rows.values("owner_email").distinct().count() >= most:
        raise Blocked(_("In dit plan staan al %(n)s e-mailadressen. Laat het adres hier leeg.") % {"n": most})


def add_from_advice(evaluation: Evaluation, *, code: str, by: User | None, now: datetime) -> ImprovementAction:
    """Put the advice at this statement in the plan; what stands there already is given again, so a double press adds one.

    Raises WrongState unless completed, Blocked where there is no advice at this statement.
    """
    with _planning(evaluation) as locked:
        there = ImprovementAction.objects.filter(evaluation=locked, statement=code, from_advice=True).first()
        if there is not None:
            return there
        _room(locked, {})
        stand = Stand(locked)
        if locked.result is None or code not in from_json(locked.result).priorities:
            raise Blocked(_("Bij deze stelling is er geen advies."))
        statement, level = stand.instrument.by_code[code], stand.entry(code).given
        values = {
            "statement": code,
            "what": statement.advice[level] if isinstance(level, int) else statement.text,
            "why": statement.text,
            "effort": statement.effort,
        }
        return _added(locked, values, by=by, now=now, from_advice=True)


def add_action(
    evaluation: Evaluation, values: Mapping[str, Any], *, by: User | None, now: datetime
) -> ImprovementAction:
    """Put an own action in the plan; the same sent twice within a minute (a double press) is one.

    Raises WrongState unless completed, Blocked where the plan is full or would mail too many people.
    """
    with _planning(evaluation) as locked:
        if there := _just_made(locked, values, now=now, state=Progress.PLANNED):
            return there
        _room(locked, values)
        return _added(locked, values, by=by, now=now)


def _just_made(
    evaluation: Evaluation, values: Mapping[str, Any], *, now: datetime, **more: Any
) -> ImprovementAction | None:
    """The same action, made a moment ago; None where there is none."""
    rows = ImprovementAction.objects.filter(evaluation=evaluation, from_advice=False, made_at__gt=now - PRESSED_TWICE)
    return rows.filter(**values, **more).first()


def _added(
    evaluation: Evaluation, values: Mapping[str, Any], *, by: User | None, now: datetime, from_advice: bool = False
) -> ImprovementAction:
    moments = {"made_at": now, "changed_at": now, "moved_at": now}
    made = ImprovementAction.objects.create(evaluation=evaluation, from_advice=from_advice, **values, **moments)
    record("add_action", evaluation, by=by, now=now, number=made.pk)
    return made


def propose_action(evaluation: Evaluation, values: Mapping[str, Any], *, by: User, now: datetime) -> ImprovementAction:
    """Propose an action from outside; it is in the plan once the organisation accepts it.

    Whether `by` may, is decided by who calls this: here nobody knows of advisers. Raises as `add_action`.
    """
    with _planning(evaluation) as locked:
        if there := _just_made(locked, values, now=now, state=Progress.PROPOSED, proposed_by=by):
            return there
        _room(locked, values)
        moments = {"made_at": now, "changed_at": now, "moved_at": now}
        made = ImprovementAction.objects.create(
            evaluation=locked, state=Progress.PROPOSED, proposed_by=by, **values, **moments
        )
        record("propose_action", locked, by=by, now=now, number=made.pk)
    return made


def change_action(
    action: ImprovementAction, values: Mapping[str, Any], *, seen: str, by: User | None, now: datetime
) -> ImprovementAction:
    """Replace what stands in the action. `seen` is its mark when the page was made.

    Raises ActionGone, and ChangedMeanwhile where somebody else did since: nothing of theirs is overwritten unseen.
    """
    with _on(action) as fresh:
        changed = [name for name in FIELDS if name in values and getattr(fresh, name) != values[name]]
        if not changed:
            return fresh
        if seen != mark_of(fresh):
            raise ChangedMeanwhile(_("Iemand anders heeft deze actie intussen aangepast. Kijk wat er nu staat."))
        if "owner_email" in changed:
            _not_too_many(fresh.evaluation, values["owner_email"])
        for name in changed:
            setattr(fresh, name, values[name])
        fresh.changed_at = now
        fresh.save()
        record("change_action", fresh.evaluation, by=by, now=now, number=fresh.pk, fields=changed)
    return fresh


def mark_of(action: ImprovementAction) -> str:
    """What tells one version of the action from another."""
    return action.changed_at.isoformat()


def move_action(
    action: ImprovementAction, verb: str, *, by: User | None, now: datetime, reason: str = ""
) -> ImprovementAction:
    """Move it on with a verb of `improving`. Where it stands there already (a double press) nothing changes.

    Raises ActionGone, NotNow where the verb does not fit, Blocked where the verb asks for a reason.
    """
    with _on(action) as fresh:
        move = improving.MOVES[verb]
        if fresh.state == move.after:
            return fresh
        if improving.after(verb, fresh.state) is None:
            raise NotNow(
                _("Dit past niet meer: de actie staat nu op ‘%(state)s’.") % {"state": fresh.get_state_display()}
            )
        if move.reason and not reason:
            raise Blocked(_("Schrijf in een paar woorden waarom."))
        fresh.state, fresh.reason = move.after, reason
        fresh.changed_at = fresh.moved_at = now
        fresh.save(update_fields=["state", "reason", "changed_at", "moved_at"])
        record("move_action", fresh.evaluation, by=by, now=now, number=fresh.pk, kind=move.after)
    return fresh


def remove_action(action: ImprovementAction, *, by: User | None, now: datetime) -> None:
    """Take it out of the plan for good. Raises ActionGone where somebody did already."""
    with _on(action) as fresh:
        record("remove_action", fresh.evaluation, by=by, now=now, number=fresh.pk)
        fresh.delete()
