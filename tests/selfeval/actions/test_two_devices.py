"""Two devices on one evaluation, in every order Hypothesis can think of: nothing acknowledged is ever lost.

The machine keeps what each page shows (as its marks) and what was acknowledged to whom, and compares after every step.
"""

from dataclasses import asdict

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from goedgeregeld.events.models import Event
from selfeval import actions, queries
from selfeval.entries import EMPTY, Entry, Sent
from selfeval.models import Answer, Evaluation, Overwrite
from tests.selfeval.actions.history import everything
from tests.selfeval.cast import FATIMA, INSTRUMENT, LARGE, SMALL, WIM, file, later, loaded, started

DEVICES = st.sampled_from([FATIMA, WIM])
PROFILES = st.sampled_from([LARGE, SMALL, {**LARGE, "minors": True}, {**SMALL, "alcohol": True}])
ANY_CODE = st.sampled_from(list(INSTRUMENT.by_code))
LEVELS = st.builds(Entry, st.sampled_from("0123?"), st.just(""), st.sampled_from(["", "", "Opmerking."]))
NVT = st.builds(Entry, st.just("nvt"), st.sampled_from(["Past niet.", "Geen pand."]), st.just(""))


class TwoDevices(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.evaluation = started(loaded(file()))
        self.pages: dict[str, dict[str, Entry]] = {FATIMA: {}, WIM: {}}  # what each page shows
        self.stored: dict[str, Entry] = {}  # what should stand in the database
        self.by: dict[str, str] = {}  # who entered it last
        self.overwrites: list[tuple[str, str, dict[str, str]]] = []
        self.acts = ["start"]
        self.minutes = 0
        self.sealed: list[object] | None = None

    def tick(self):
        self.minutes += 1
        return later(self.minutes)

    @property
    def is_open(self) -> bool:
        return self.sealed is None

    @rule(device=DEVICES)
    def look(self, device: str) -> None:
        """The page is loaded anew."""
        self.pages[device] = queries.entries_of(self.evaluation)

    @rule(device=DEVICES, typed=st.dictionaries(ANY_CODE, LEVELS, min_size=1, max_size=3))
    def save(self, device: str, typed: dict[str, Entry]) -> None:
        self._save(device, typed)

    @rule(device=DEVICES, entry=NVT)
    def save_nvt(self, device: str, entry: Entry) -> None:
        self._save(device, {"A2": entry})

    def _save(self, device: str, typed: dict[str, Entry]) -> None:
        page = self.pages[device]
        sent = {code: Sent(entry, page.get(code, EMPTY).mark) for code, entry in typed.items()}
        if not self.is_open:
            with pytest.raises(actions.WrongState):
                actions.save_answers(self.evaluation, sent, device=device, now=self.tick())
            return
        before = dict(self.stored)
        saved = actions.save_answers(self.evaluation, sent, device=device, now=self.tick())
        for code, entry in typed.items():
            self._expect(device, code, shown=page.get(code, EMPTY), typed=entry)
            page[code] = saved.entries.get(code, EMPTY)
        changed = {code for code in typed if self.stored.get(code, EMPTY) != before.get(code, EMPTY)}
        assert set(saved.changed) == changed
        if changed:
            self.acts.append("answer")

    def _expect(self, device: str, code: str, *, shown: Entry, typed: Entry) -> None:
        """The rule in one sentence: what you changed counts, what you only saw stays as it now is."""
        now = self.stored.get(code, EMPTY)
        choice, reason, remark = (
            getattr(now if getattr(typed, field) == getattr(shown, field) else typed, field)
            for field in ("choice", "reason", "remark")
        )
        after = Entry(choice, reason or (choice == "nvt" and (typed.reason or now.reason)) or "", remark)
        if after == now:
            return
        lost = any(
            getattr(now, field) not in {getattr(shown, field), getattr(after, field)}
            for field in ("choice", "reason", "remark")
        )
        if lost and self.by[code] != device:
            self.overwrites.append((code, self.by[code], asdict(now)))
        self.stored[code], self.by[code] = after, device

    @precondition(lambda self: self.is_open)
    @rule(profile=PROFILES)
    def change_profile(self, profile) -> None:
        self.evaluation = actions.change_profile(
            self.evaluation, profile=profile, organisation_name="De Brug", now=self.tick()
        )
        self.acts.append("change_profile")

    @precondition(lambda self: self.is_open)
    @rule(route=st.sampled_from(["full", "star"]))
    def choose_route(self, route: str) -> None:
        before = self.evaluation.route
        try:
            self.evaluation = actions.choose_route(self.evaluation, route=route, now=self.tick())
        except actions.Blocked:
            assert route == "star"
        else:
            self.acts += ["choose_route"] * (before != route)

    @precondition(lambda self: self.is_open)
    @rule()
    def answer_all(self) -> None:
        open_ones = {s.code: Entry("1") for s in queries.Stand(self.evaluation).unanswered}
        self.look(FATIMA)
        self._save(FATIMA, open_ones)

    @rule()
    def complete(self) -> None:
        wanted = queries.Stand(Evaluation.objects.get()).unanswered
        expected = actions.WrongState if not self.is_open else actions.Blocked if wanted else None
        if expected:
            with pytest.raises(expected):
                actions.complete(self.evaluation, now=self.tick())
            return
        actions.complete(self.evaluation, now=self.tick())
        self.acts.append("complete")
        self.sealed = everything()

    @invariant()
    def what_stands_there_is_what_was_acknowledged(self) -> None:
        assert queries.entries_of(self.evaluation) == self.stored
        assert Answer.objects.count() == len(self.stored)

    @invariant()
    def whoever_was_replaced_is_told(self) -> None:
        kept = Overwrite.objects.order_by("pk").values_list("statement", "device", "before")
        assert list(kept) == self.overwrites

    @invariant()
    def every_change_is_written_down(self) -> None:
        history = Event.objects.filter(object_id=str(self.evaluation.pk)).order_by("pk")
        assert list(history.values_list("verb", flat=True)) == self.acts

    @invariant()
    def nothing_changes_after_completion(self) -> None:
        assert self.sealed is None or everything() == self.sealed


@pytest.mark.django_db
def test_nothing_acknowledged_is_lost():
    run_state_machine_as_test(TwoDevices, settings=settings(max_examples=60, stateful_step_count=25, deadline=None))
