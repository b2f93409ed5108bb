"""The sample and the findings: drawn once, widened by hand, and every finding with its reason kept as it is typed."""

from typing import Any

import pytest

from goedgeregeld.events.models import Event
from keurmerk.actions import findings
from keurmerk.actions.audit import open_audit
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.judging import Found, Opinion
from keurmerk.models import Application, Audit, Finding
from keurmerk.queries.audit import Auditing, auditing
from tests.keurmerk.cast import NOW, World
from tests.keurmerk.judged import audited, judge, sent, submit


@pytest.fixture
def application(world: World) -> Application:
    """With the auditor: A2 was corrected, A4 is essential, at B1 the evidence was not enough."""
    return audited(world, A2=Opinion("1", "sufficient", "Nee."), B1=Opinion("3", "insufficient", "Ontbreekt."))


def found_in(application: Application) -> Auditing:
    found = auditing(application)
    assert found
    return found


def draw(application: Application, by: Any, per_theme: int = 1, seed: int | None = 1) -> Audit:
    return findings.draw_sample(application, per_theme=per_theme, seed=seed, by=by, now=NOW)


def find(application: Application, by: Any, **entries: Found) -> findings.Saved:
    return findings.save_findings(application, sent(**entries), by=by, now=NOW)


def test_an_audit_is_opened_once_on_the_newest_dossier(world: World) -> None:
    application = world.application("audit")
    submit(application)
    newest = submit(application)
    made = open_audit(application, auditor=world.aud, round=1, now=NOW)
    assert open_audit(application, auditor=world.otto, round=1, now=NOW) == made
    assert (made.submission, made.auditor, made.round, made.started_at) == (newest, world.aud, 1, NOW)


def test_the_sample_says_of_each_statement_why(world: World, application: Application) -> None:
    draw(application, world.aud)
    assert found_in(application).why == {
        "A1": ("drawn",),
        "A2": ("corrected",),
        "A4": ("essential",),
        "B1": ("insufficient",),
    }
    assert Event.objects.get(verb="draw_sample").data == {"seed": 1, "number": 1}


def test_it_may_be_drawn_again_until_something_is_found(world: World, application: Application) -> None:
    draw(application, world.aud, per_theme=0)
    assert Audit.objects.get().sample == ["A2", "A4", "B1"]
    findings.widen_sample(application, statements=["A1"], by=world.aud, now=NOW)
    draw(application, world.aud, per_theme=0, seed=2)
    assert found_in(application).why["A1"] == ("added",)  # what was added by hand stays
    seeds = [one.data["seed"] for one in Event.objects.filter(verb="draw_sample").order_by("pk")]
    assert seeds == [1, 2]
    find(application, world.aud, A4=Found("", "Even kijken"))
    with pytest.raises(Blocked, match="al bevindingen"):
        draw(application, world.aud)


def test_a_seed_is_drawn_by_chance(world: World, application: Application) -> None:
    seeds = {draw(application, world.aud, seed=None).seed for _ in range(5)}
    assert len(seeds) > 1


@pytest.mark.parametrize("number", [-1, 11])
def test_not_any_number_can_be_drawn(world: World, application: Application, number: int) -> None:
    with pytest.raises(Blocked, match="per thema"):
        draw(application, world.aud, per_theme=number)


def test_widening_takes_what_is_in_the_dossier_and_new(world: World, application: Application) -> None:
    draw(application, world.aud, per_theme=0)
    findings.widen_sample(application, statements=["Z9", "A1", "A4"], by=world.aud, now=NOW)
    assert Audit.objects.get().sample == ["A1", "A2", "A4", "B1"]
    assert Event.objects.get(verb="widen_sample").data == {"statements": ["A1"]}
    with pytest.raises(Blocked, match="minstens één"):
        findings.widen_sample(application, statements=["A1", "Z9"], by=world.aud, now=NOW)


def test_nothing_is_found_before_there_is_a_sample(world: World, application: Application) -> None:
    with pytest.raises(Blocked, match="steekproef"):
        find(application, world.aud, A4=Found("meets", "Gezien."))
    with pytest.raises(Blocked, match="steekproef"):
        findings.widen_sample(application, statements=["A1"], by=world.aud, now=NOW)


def test_a_finding_is_kept_field_by_field(world: World, application: Application) -> None:
    draw(application, world.aud)
    find(application, world.aud, A4=Found("meets"))
    saved = find(application, world.aud, A4=Found("", "Gezien."))
    assert saved.auditing.found("A4") == Found("meets", "Gezien.")
    assert saved.overwrote == {}
    saved = find(application, world.aud, A4=Found("major"))
    assert saved.overwrote == {"A4": Found("meets", "Gezien.")}
    assert (saved.auditing.done, saved.auditing.total) == (1, 4)
    assert Event.objects.filter(verb="find").earliest("pk").data == {"statements": ["A4"]}


def test_what_stands_there_already_is_not_written_down_again(world: World, application: Application) -> None:
    draw(application, world.aud)
    find(application, world.aud, A4=Found("meets"))
    find(application, world.aud, A4=Found("meets"))
    assert Event.objects.filter(verb="find").count() == 1


@pytest.mark.parametrize(("code", "one"), [("A1", Found("meets")), ("Z9", Found("meets")), ("A4", Found("prima"))])
def test_only_known_findings_in_the_sample(world: World, application: Application, code: str, one: Found) -> None:
    draw(application, world.aud, per_theme=0)
    assert list(find(application, world.aud, **{code: one}).refused) == [code]
    assert not Finding.objects.exists()


@pytest.mark.parametrize("name", ["ad", "otto", "sanne", "fatima"])
def test_only_the_auditor(world: World, application: Application, name: str) -> None:
    by = getattr(world, name)
    for act in (
        lambda: draw(application, by),
        lambda: find(application, by, A4=Found("meets")),
        lambda: findings.widen_sample(application, statements=["A1"], by=by, now=NOW),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_only_while_it_is_with_the_auditor(world: World, application: Application) -> None:
    draw(application, world.aud)
    Application.objects.update(state="decision")
    with pytest.raises(WrongState):
        find(application, world.aud, A4=Found("meets"))


def test_the_advisers_judgement_stays_as_it_was(world: World, application: Application) -> None:
    with pytest.raises(WrongState):
        judge(application, world.ad, A1=Opinion("0"))
    assert found_in(application).assessing.opinion("A2") == Opinion("1", "sufficient", "Nee.")
