"""Random roads: any act, by anybody, in any order; after each step what must always hold.

Hypothesis draws the road and, where something breaks, the shortest one that does. Most steps are drawn from what is offered to
somebody, so that roads get far; the others are tried blindly.
"""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from post_office.models import Email

from goedgeregeld.accounts import queries as accounts
from goedgeregeld.accounts.models import Membership, User
from goedgeregeld.events.models import Event
from keurmerk.actions import request
from keurmerk.actions.conversation import SaidAlready
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.models import Application, Appointment, Audit, Decision, Due, Mark, Notice, Submission
from keurmerk.queries import Reading, offers
from keurmerk.states import ENDED, LIVE, WHEN, ApplicationState, Party, Verb
from keurmerk.workflow import ApplicationWorkflow
from selfeval.models import Evaluation
from tests.keurmerk.cast import NOW, World, make_world
from tests.keurmerk.roads import ROADS
from tests.selfeval.cast import completed, file, loaded

REFUSED = (NotPermitted, WrongState, Blocked, SaidAlready, Due.DoesNotExist)
# Acts that end the road early are drawn less, so that roads get far.
RARE = {
    Verb.WITHDRAW, Verb.LET_LAPSE, Verb.END_NEGATIVELY, Verb.DECLINE, Verb.REPLACE_ADVISER, Verb.REPLACE_AUDITOR,
    Verb.RETURN_AUDIT, Verb.EXTEND_TERM, Verb.SAY, Verb.NOTE_PAYMENT,
}  # fmt: skip
# The straight road, of which each example goes a part before anything may happen.
STRAIGHT = (
    (Verb.ACCEPT, "Ad"),
    (Verb.SAVE_PLAN, "Ad"),
    (Verb.AGREE_PLAN, "Fatima"),
    (Verb.SUBMIT_PLAN, "Ad"),
    (Verb.APPROVE_PLAN, "Stef"),
    (Verb.SUBMIT_DOSSIER, "Fatima"),
    (Verb.ASSESS, "Ad"),
    (Verb.ADVISE_POSITIVELY, "Ad"),
    (Verb.ASSIGN_AUDITOR, "Sol"),
    (Verb.DRAW_SAMPLE, "Aud"),
    (Verb.FIND, "Aud"),
    (Verb.RECOMMEND, "Aud"),
    (None, "Sanne"),  # decides as recommended
    (Verb.OBJECT, "Fatima"),  # to a refusal
)
TO_DECISION = len(STRAIGHT) - 1
AUDITED = STRAIGHT.index((Verb.RECOMMEND, "Aud"))
# On the way to what is granted the auditor asks for more.
SUPPLEMENT = ((Verb.ASK_SUPPLEMENT, "Aud"), (Verb.ANSWER_SUPPLEMENT, "Iris"), (Verb.SUPPLY, "Iris"))
# How far each example goes on it, and what the auditor recommends: after a decision as often as before one.
STARTS = 4 * [(TO_DECISION, 0), (TO_DECISION, 1), (TO_DECISION + 1, 2)] + [(far, 1) for far in range(TO_DECISION)]
DECISIONS = (Verb.GRANT, Verb.GRANT_CONDITIONALLY, Verb.REFUSE)
REACHED: set[str] = set()  # by any road


class AnyRoad(RuleBasedStateMachine):
    """A world in one transaction, undone at the end of each road."""

    @initialize(start=st.sampled_from(STARTS))
    def begin(self, start: tuple[int, int]) -> None:
        far, outcome = start
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.world: World = make_world()
        self.now: datetime = NOW
        self.frozen: dict[int, Any] = {}
        evaluation = completed(loaded(file()))
        for organisation in (self.world.bank, self.world.club):
            Evaluation.objects.filter(pk=evaluation.pk).update(organisation=organisation)
            evaluation = Evaluation.objects.get(pk=evaluation.pk)
            if organisation == self.world.bank:
                self.evaluation = evaluation
                evaluation = completed(evaluation.instrument_version)
        self.ask(self.world.fatima, self.world.ad.pk)
        self.note()
        straight = STRAIGHT[:AUDITED] + (SUPPLEMENT if outcome == 0 else ()) + STRAIGHT[AUDITED:]
        for verb, name in straight[: far + len(straight) - len(STRAIGHT)]:
            number = {Verb.RECOMMEND: outcome, Verb.ASSIGN_AUDITOR: 0}.get(verb, 1)
            act = ROADS[verb or DECISIONS[outcome]]
            act(self.world, self.newest(), self.world.users[name], self.now, lambda _below, it=number: it)
            self.note()

    def note(self) -> None:
        REACHED.update(Application.objects.values_list("state", flat=True))

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def ask(self, by: User, adviser: int | None) -> None:
        of, evaluation = self.world.bank, self.evaluation
        self.attempt(
            lambda: request.request_mark(of, adviser=adviser, evaluation=evaluation, wish="", by=by, now=self.now)
        )

    def attempt(self, act: Any) -> str:
        """Do it; a refusal leaves everything as it was."""
        before = self.counts()
        try:
            with transaction.atomic():
                act()
        except REFUSED:
            assert self.counts() == before
            return "refused"
        return "done"

    @staticmethod
    def counts() -> tuple[int, ...]:
        return tuple(model.objects.count() for model in (Event, Email, Notice, Decision, Mark, Appointment, Submission))

    def newest(self) -> Application:
        return Application.objects.select_related("organisation", "adviser", "auditor").order_by(
            "-requested_at", "-pk"
        )[0]

    @rule(days=st.sampled_from([0, 1, 15, 60]))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days, minutes=1)

    @rule(name=st.sampled_from(["fatima", "boris", "ad"]))
    def somebody_asks_again(self, name: str) -> None:
        self.now += timedelta(minutes=1)
        self.ask(getattr(self.world, name), None)

    @rule(verb=st.sampled_from(list(Verb)), data=st.data())
    def anybody_tries_anything(self, verb: Verb, data: st.DataObject) -> None:
        by = self.world.users[data.draw(st.sampled_from(sorted(self.world.users)))]
        self.go(verb, by, data)

    @rule(data=st.data())
    def somebody_does_what_is_offered(self, data: st.DataObject) -> None:
        self.step(data)

    @rule(data=st.data())
    def much_happens(self, data: st.DataObject) -> None:
        for _step in range(5):
            self.step(data)

    def step(self, data: st.DataObject) -> None:
        """One of the acts that somebody is offered and nothing holds back."""
        application, found = self.newest(), []
        for name in ("Fatima", "Iris", "Ad", "Anouk", "Aud", "Otto", "Sanne", "Stef", "Sol"):
            user = self.world.users[name]
            reading = Reading(application, me=user.pk, today=self.now.date())
            found += [(one.verb, user) for one in offers(reading, accounts.person(user)) if not one.reasons]
        rarely = data.draw(st.integers(0, 9)) == 0
        chosen = [(verb, user) for verb, user in found if (verb in RARE) == rarely] or found
        if chosen:
            verb, user = data.draw(st.sampled_from(chosen))
            self.go(verb, user, data)

    def go(self, verb: Verb, by: Any, data: st.DataObject) -> None:
        self.now += timedelta(minutes=1)
        application = self.newest()
        self.attempt(
            lambda: ROADS[verb](self.world, application, by, self.now, lambda n: data.draw(st.integers(0, n - 1)))
        )
        self.note()

    # --- What must always hold ------------------------------------------------------------------------------------------

    @invariant()
    def one_live_application(self) -> None:
        live = Counter(Application.objects.filter(state__in=LIVE).values_list("organisation", flat=True))
        assert all(number == 1 for number in live.values())

    @invariant()
    def the_history_is_the_machine(self) -> None:
        """Every change has its Event, and the Events in their order lead to where it stands."""
        for application in Application.objects.all():
            verbs = list(
                Event.objects.filter(object_type="keurmerk.application", object_id=str(application.pk))
                .order_by("pk")
                .values_list("verb", flat=True)
            )
            assert verbs[0] == "request_mark"
            state, moves = str(ApplicationState.REQUESTED), 0
            for verb in verbs[1:]:
                if verb in WHEN:
                    assert state in WHEN[verb], (verb, state)
                else:
                    transitions = getattr(ApplicationWorkflow, verb)._django_fsm.transitions
                    state, moves = str(transitions[state].target), moves + 1
            assert (application.state, application.moves) == (state, moves), verbs

    @invariant()
    def who_decides_did_nothing_else(self) -> None:
        for decision in Decision.objects.select_related("application"):
            one = decision.application
            advisers = Appointment.objects.filter(application=one, work="adviser", state__in=["accepted", "replaced"])
            others = set(Audit.objects.filter(application=one).values_list("auditor", flat=True))
            others |= set(advisers.values_list("user", flat=True)) | {one.adviser_id}
            others |= set(one.plans.filter(state="approved").values_list("judged_by", flat=True))
            others |= set(Membership.objects.filter(organisation=one.organisation).values_list("user", flat=True))
            assert decision.by_id not in others
            assert decision.audit.recommended_at is not None

    @invariant()
    def a_mark_for_what_was_granted_and_for_nothing_else(self) -> None:
        granted = set(Application.objects.filter(state="granted").values_list("pk", flat=True))
        assert set(Mark.objects.values_list("application", flat=True)) == granted

    @invariant()
    def no_mail_without_an_event(self) -> None:
        acts = [key.partition(":")[0] for key in Notice.objects.values_list("key", flat=True)]
        numbers = {int(act.removeprefix("act-")) for act in acts if act.startswith("act-")}
        assert numbers <= set(Event.objects.filter(pk__in=numbers).values_list("pk", flat=True))
        assert Email.objects.count() == Notice.objects.count()

    @invariant()
    def what_was_handed_in_never_changes(self) -> None:
        for pk, contents in Submission.objects.values_list("pk", "contents"):
            assert self.frozen.setdefault(pk, contents) == contents

    @invariant()
    def what_ended_waits_for_nobody(self) -> None:
        for application in Application.objects.all():
            assert (application.waits_for == Party.NOBODY) == (application.state in ENDED), application.state

    @invariant()
    def the_auditor_stands_apart(self) -> None:
        for application in Application.objects.filter(auditor__isnull=False):
            assert application.auditor_id != application.adviser_id
            standing = application.appointments.filter(work="auditor", state="accepted").values_list("user", flat=True)
            assert list(standing) == [application.auditor_id]


# A road that breaks is printed as it is: looking for a shorter one takes minutes.
AnyRoad.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=6,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


class TestAnyRoad(AnyRoad.TestCase, TestCase):  # type: ignore[misc, name-defined]
    """The roads, on the tests' own database."""

    def runTest(self) -> None:  # noqa: N802 - unittest's name
        """All of them; together they come everywhere, so that what must hold was asked everywhere."""
        super().runTest()
        assert {str(state) for state in ApplicationState} - REACHED == set()


def test_the_roads_know_every_verb() -> None:
    assert set(ROADS) == set(Verb)
