"""The recommendation: what holds it back, what it leaves behind, and that it is fixed from then on."""

from datetime import date
from typing import Any

import pytest

from auditors.models import Employer, Profile, Tie
from goedgeregeld.accounts.models import Membership
from goedgeregeld.accounts.queries import person
from goedgeregeld.accounts.states import Right
from goedgeregeld.events.models import Event
from keurmerk.actions import audit, findings
from keurmerk.actions.audit import Proposed
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.judging import Found
from keurmerk.models import Application, Appointment, Audit, Decision
from keurmerk.queries.audit import audits_of, may_see
from keurmerk.queries.independence import conflicts_of, handled
from keurmerk.states import AppointmentState
from tests.keurmerk.cast import NOW, World
from tests.keurmerk.judged import audited, sent, submit

CONDITION = Proposed("Maak een verslag.", date(2027, 3, 1), "A4")


@pytest.fixture
def application(world: World) -> Application:
    """With the auditor; in the sample is A4 only, and it meets."""
    made = audited(world)
    findings.draw_sample(made, per_theme=0, seed=1, by=world.aud, now=NOW)
    find(made, world.aud, "meets")
    return made


def find(application: Application, by: Any, verdict: str, reason: str = "Gezien.") -> None:
    findings.save_findings(application, sent(A4=Found(verdict, reason)), by=by, now=NOW)


def recommend(application: Application, by: Any, what: str = "met", *conditions: Proposed) -> Application:
    return audit.recommend(application, recommendation=what, reasons="In orde.", conditions=conditions, by=by, now=NOW)


def test_it_goes_to_nov_with_reasons(world: World, application: Application) -> None:
    assert recommend(application, world.aud).state == "decision"
    kept = Audit.objects.get()
    assert (kept.recommendation, kept.reasons, kept.recommended_at) == ("met", "In orde.", NOW)
    assert Event.objects.get(verb="recommend").data == {"round": 1}


def test_conditions_are_kept_as_proposed(world: World, application: Application) -> None:
    recommend(application, world.aud, "met_with_conditions", CONDITION)
    assert Audit.objects.get().proposed_conditions == [
        {"text": "Maak een verslag.", "until": "2027-03-01", "statement": "A4"}
    ]


@pytest.mark.parametrize(
    ("what", "conditions", "why"),
    [
        ("met_with_conditions", [], "minstens één voorwaarde"),
        ("met", [CONDITION], "Voorwaarden horen bij"),
        ("not_met", [CONDITION], "Voorwaarden horen bij"),
        ("met_with_conditions", [Proposed("Nu.", date(2026, 11, 23))], "na vandaag"),
        ("met_with_conditions", [Proposed("Ooit.", date(2027, 11, 24))], "binnen een jaar"),
    ],
)
def test_conditions_belong_to_their_outcome(
    world: World, application: Application, what: str, conditions: list[Proposed], why: str
) -> None:
    with pytest.raises(Blocked, match=why):
        recommend(application, world.aud, what, *conditions)
    assert Application.objects.get().state == "audit"


def test_a_large_deviation_on_an_essential_excludes_met(world: World, application: Application) -> None:
    find(application, world.aud, "major")
    with pytest.raises(Blocked, match=r"grote afwijking \(A4\)"):
        recommend(application, world.aud)
    recommend(application, world.aud, "met_with_conditions", CONDITION)


def test_a_large_deviation_elsewhere_does_not(world: World, application: Application) -> None:
    findings.widen_sample(application, statements=["B1"], by=world.aud, now=NOW)
    findings.save_findings(application, sent(B1=Found("major", "Ontbreekt.")), by=world.aud, now=NOW)
    recommend(application, world.aud)


def test_the_sample_must_be_judged_whole(world: World, application: Application) -> None:
    findings.widen_sample(application, statements=["B1", "A1"], by=world.aud, now=NOW)
    findings.save_findings(application, sent(B1=Found("meets", "")), by=world.aud, now=NOW)
    with pytest.raises(Blocked, match=r"2 stellingen.*A1, B1"):
        recommend(application, world.aud)


def test_without_a_sample_there_is_nothing_to_recommend(world: World) -> None:
    with pytest.raises(Blocked, match="nog geen steekproef"):
        recommend(audited(world), world.aud)


def test_independence_is_asked_again_at_the_end(world: World, application: Application) -> None:
    Membership.objects.create(organisation=world.bank, user=world.aud, right=Right.READER, since=NOW)
    with pytest.raises(Blocked, match="lid van deze organisatie"):
        recommend(application, world.aud)


def test_a_tie_declared_meanwhile_counts(world: World, application: Application) -> None:
    Tie.objects.create(profile=Profile.objects.get(user=world.aud), organisation=world.bank, kind="board")
    with pytest.raises(Blocked, match="bestuurslid"):
        recommend(application, world.aud)


def test_the_advisers_employer_counts(world: World, application: Application) -> None:
    same = Employer.objects.create(name="Centrale Utrecht")
    Profile.objects.update(employer=same)
    assert conflicts_of(application, world.aud.pk, today=date(2026, 11, 23)) == [
        "Werkt voor dezelfde werkgever als de adviseur van dit traject."
    ]


def test_who_handled_it_before(world: World, application: Application) -> None:
    for user, state in ((world.anouk, AppointmentState.REPLACED), (world.otto, AppointmentState.DECLINED)):
        Appointment.objects.create(
            application=application, work="adviser", user=user, state=state, asked_at=NOW, reason="Zo."
        )
    Application.objects.update(state="refused")  # only one may live
    before = world.application("refused", code="OUD-0001")
    submit(before, of=application.submissions.get().evaluation)
    done = audit.open_audit(before, auditor=world.otto, now=NOW)
    assert handled(application).advisers == {world.ad.pk, world.anouk.pk}
    assert handled(application).audited_last == frozenset()
    Audit.objects.filter(pk=done.pk).update(recommendation="not_met", reasons="Nee.", recommended_at=NOW)
    assert handled(application).audited_last == {world.otto.pk}
    assert conflicts_of(application, world.boris.pk, today=date(2026, 11, 23)) == [
        "Staat niet in het netwerk van auditors."
    ]


def test_what_was_recommended_never_changes(world: World, application: Application) -> None:
    recommend(application, world.aud)
    with pytest.raises(WrongState):
        find(application, world.aud, "major")
    with pytest.raises(WrongState):
        recommend(application, world.aud, "not_met")


@pytest.mark.parametrize("name", ["ad", "otto", "sanne", "fatima"])
def test_only_the_auditor_recommends(world: World, application: Application, name: str) -> None:
    with pytest.raises(NotPermitted):
        recommend(application, getattr(world, name))


EVERYBODY = {"aud", "sanne", "stef", "sol", "bea", "ad", "fatima", "iris", "wim"}


@pytest.mark.parametrize(
    ("state", "recommended", "decided", "see"),
    [
        ("audit", False, False, {"aud"}),
        ("decision", True, False, {"aud", "sanne", "stef", "sol", "bea"}),
        ("refused", True, True, EVERYBODY),
        ("decision", True, True, EVERYBODY),  # to be decided again, after an objection
    ],
)
def test_who_may_read_it(
    world: World, application: Application, state: str, recommended: bool, decided: bool, see: set[str]
) -> None:
    if recommended:
        recommend(application, world.aud)
    Application.objects.update(state=state)
    if decided:
        values = {"outcome": "not_met", "reasons": "Nee.", "by": world.sanne, "at": NOW}
        Decision.objects.create(application=application, audit=Audit.objects.get(), **values)
    now = Application.objects.get()
    found = audits_of(now)[0]
    assert {name.lower() for name, user in world.users.items() if may_see(found, now, person(user))} == see
