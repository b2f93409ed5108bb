"""Asking for the mark, and the answers to it: an adviser takes it on or not, the office asks another."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from secrets import choice

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from auditors.states import Work
from goedgeregeld.accounts import permissions as accounts_permissions
from goedgeregeld.accounts import queries as accounts
from goedgeregeld.accounts.models import Organisation, User
from goedgeregeld.events.actions import record
from keurmerk import notifications
from keurmerk.actions import asked
from keurmerk.actions.carrying_over import answers_again, carry_over
from keurmerk.actions.plan import begin_plan
from keurmerk.actions.ritual import Act, Blocked, NotPermitted, WrongState, acting
from keurmerk.models import Application, Appointment, Mark
from keurmerk.queries import advisers, renewal
from keurmerk.queries import request as queries
from keurmerk.queries.terms import term_ends
from keurmerk.states import ApplicationKind, ApplicationState, Party, Verb
from selfeval.models import Evaluation
from selfeval.states import EvaluationState

LETTERS = "BCDFGHJKLMNPQRSTVWXZ23456789"  # no vowels, so no words; nothing that looks like something else
TRIES = 5


class AlreadyRunning(WrongState):
    """The organisation has a live application already: `application`."""

    def __init__(self, application: Application) -> None:
        super().__init__(_("Er loopt al een aanvraag voor jullie organisatie: %s.") % application.code)
        self.application = application


def request_mark(
    organisation: Organisation,
    *,
    adviser: int | None,
    evaluation: Evaluation | None,
    wish: str,
    by: User,
    now: datetime,
) -> Application:
    """Ask for the mark: a first one, or a renewal where there is one to renew. `adviser` None: the office looks for one.

    A renewal begins with the answers, explanations and evidence of the time before, to be looked at (see `carrying_over`).

    Raises NotPermitted unless a beheerder, AlreadyRunning, WrongState where the organisation was merged, Blocked.
    """
    if not accounts_permissions.may_manage(organisation.pk, accounts.person(by)):
        raise NotPermitted
    with _one_at_a_time(organisation), transaction.atomic():
        locked = _locked(organisation)
        today = timezone.localdate(now)
        renews = _to_renew(locked, today)
        _check(locked, adviser, evaluation, today)
        if renews:
            evaluation = answers_again(renews, by=by, now=now) or evaluation
        made = Application.objects.create(
            code=_new_code(),
            organisation=locked,
            kind=ApplicationKind.RENEWAL if renews else ApplicationKind.FIRST,
            renews=renews,
            adviser_id=adviser,
            evaluation=evaluation,
            demo=locked.demo or bool(evaluation and evaluation.demo),
            wish=wish,
            requested_by=by,
            requested_at=now,
            state_since=now,
            due_on=term_ends(ApplicationState.REQUESTED, today),
            waits_for=Party.ADVISER if adviser else Party.OFFICE,
        )
        if renews:
            carry_over(made, renews, now=now)
        if adviser is not None:
            Appointment.objects.create(application=made, work=Work.ADVISER, user_id=adviser, asked_by=by, asked_at=now)
        event = record("request_mark", made, by=by, now=now, kind=made.kind, to=adviser)
        notifications.tell(event, made, by=by, now=now)
    return made


@contextmanager
def _one_at_a_time(organisation: Organisation) -> Iterator[None]:
    """One live application: the constraint decides, also where two people press at the same moment."""
    running = queries.live_application(organisation)
    if running is not None:
        raise AlreadyRunning(running)
    try:
        yield
    except IntegrityError as error:
        running = queries.live_application(organisation)
        if running is None:
            raise
        raise AlreadyRunning(running) from error


def _locked(organisation: Organisation) -> Organisation:
    rows = Organisation.objects.select_for_update(of=("self",)).select_related("municipality")
    locked = rows.get(pk=organisation.pk)
    if locked.merged_into_id is not None:
        raise WrongState(_("Deze organisatie is samengevoegd met een andere. Vraag het keurmerk daar aan."))
    return locked


def _to_renew(organisation: Organisation, today: date) -> Mark | None:
    """The mark that is renewed; None for a first one. Raises Blocked where there is one that cannot be renewed now."""
    mark = renewal.to_renew(organisation)
    reasons = renewal.blockers(mark, on=today)
    if reasons:
        raise Blocked(*reasons)
    return mark


def _check(organisation: Organisation, adviser: int | None, evaluation: Evaluation | None, today: date) -> None:
    """Raises Blocked where the evaluation is not theirs and completed, or the adviser is none they may choose."""
    if evaluation is not None and (
        evaluation.organisation_id != organisation.pk or evaluation.state != EvaluationState.COMPLETED
    ):
        raise Blocked(_("Kies een zelfevaluatie van jullie organisatie die af is."))
    if adviser is not None and adviser not in {one.user_id for one in advisers.advisers_for(organisation, on=today)}:
        raise Blocked(_("Deze adviseur kan jullie niet (meer) begeleiden. Kies een andere."))


def _new_code() -> str:
    """Short, random, and nothing in it can be read as something else: "K7QX-2WRB". Its uniqueness the database sees to."""
    for _try in range(TRIES):
        drawn = "".join(choice(LETTERS) for _ in range(8))
        code = f"{drawn[:4]}-{drawn[4:]}"
        if not Application.objects.filter(code=code).exists():
            return code
    raise RuntimeError("Geen vrij kenmerk gevonden.")


# --- The adviser's answer -----------------------------------------------------------------------------------------------


def accept(application: Application, *, by: User, now: datetime, moves: int | None = None) -> Application:
    """The adviser takes it on; a first version of the plan is begun. Raises NotPermitted, WrongState, Blocked."""
    with acting(application, Verb.ACCEPT, by=by, now=now, moves=moves) as act:
        asked.ended(act, Work.ADVISER, "accept", now=now)
        begin_plan(act.application, by=by, now=now)
    return act.application


def decline(application: Application, *, reason: str, by: User, now: datetime, moves: int | None = None) -> Application:
    """The adviser does not; the next one who may is asked by itself, and where nobody is left the office looks.

    Raises NotPermitted, WrongState.
    """
    with acting(application, Verb.DECLINE, by=by, now=now, moves=moves) as act:
        asked.ended(act, Work.ADVISER, "decline", now=now, reason=reason)
        _ask_next(act, now)
    return act.application


def lapse_request(application: Application, *, now: datetime) -> Application:
    """The adviser did not answer in time: the same as where they decline, by itself. Raises WrongState, Blocked."""
    with acting(application, Verb.LAPSE_REQUEST, by=None, now=now) as act:
        act.former = act.application.adviser_id
        asked.ended(act, Work.ADVISER, "lapse", now=now)
        _ask_next(act, now)
    return act.application


def assign(
    application: Application, *, adviser: int, why: str = "", by: User, now: datetime, moves: int | None = None
) -> Application:
    """The office asks this adviser (the number of a user) in place of whoever was asked; `why` where they do not rank first.

    Raises NotPermitted, WrongState, and Blocked where they may not be proposed (no authorisation, a conflict of interest).
    """
    with acting(application, Verb.ASSIGN, by=by, now=now, moves=moves) as act:
        ranking = advisers.candidates(act.application, on=timezone.localdate(now))
        chosen = next((one for one in ranking if one.user == adviser), None)
        if chosen is None:
            raise Blocked(_("Deze adviseur is niet (meer) geautoriseerd. Kies een andere."))
        if chosen.reasons:
            raise Blocked(*chosen.reasons)
        present, act.former = asked.standing(act, Work.ADVISER), act.application.adviser_id
        if present is not None and present.user_id == adviser:
            raise Blocked(_("Deze adviseur is al gevraagd."))
        asked.ended(act, Work.ADVISER, "replace", now=now)
        others = [one for one in ranking if one.user != act.former]
        _ask(act, asked.Choice(chosen, others, why), by=by, now=now)
    return act.application


def _ask_next(act: Act, now: datetime) -> None:
    """The next one by itself; where nobody is left, the office is waited for."""
    following = advisers.next_adviser(act.application, on=timezone.localdate(now))
    if following is not None:
        _ask(act, asked.Choice(following), by=None, now=now)
        return
    act.application.adviser, act.waits_for, act.data["to"] = None, Party.OFFICE, None


def _ask(act: Act, choice: asked.Choice, *, by: User | None, now: datetime) -> None:
    """Put it to this adviser."""
    act.application.adviser, act.waits_for = choice.user, Party.ADVISER
    act.data["to"] = choice.user.pk
    asked.chosen(act, Work.ADVISER, choice, by=by, now=now, accepted=False)
