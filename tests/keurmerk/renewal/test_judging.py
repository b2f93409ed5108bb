"""What adviser and auditor see of a renewal: first what changed, with what it was; all of it at hand; and a draw that knows."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from keurmerk.actions import dossier as dossiers
from keurmerk.actions import findings
from keurmerk.actions.audit import open_audit
from keurmerk.actions.carrying_over import confirm_carried
from keurmerk.drafts import mark_of
from keurmerk.judging import Found, Opinion
from keurmerk.models import Application
from keurmerk.queries.audit import auditing
from keurmerk.sampling import DRAWN, Candidate, propose, rank
from tests.keurmerk.cast import NOW, World, browser
from tests.keurmerk.judged import current, judge_all
from tests.keurmerk.renewal.stage import again, confirm_answers, renewing


@pytest.fixture(autouse=True)
def _store(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def assessed(world: World) -> Application:
    """Handed in, with another answer at A2; the rest was confirmed."""
    made = renewing(world, "working")
    confirm_answers(made, A2=3)
    for code in ("A1", "A4"):
        confirm_carried(made, code, by=world.iris, now=NOW)
    dossiers.submit_dossier(made, by=world.fatima, now=NOW)
    return again(made)


@pytest.fixture
def audited(world: World, assessed: Application) -> Application:
    judge_all(assessed, world.ad)
    Application.objects.filter(pk=assessed.pk).update(state="audit", auditor=world.aud)
    open_audit(assessed, auditor=world.aud, now=NOW)
    return again(assessed)


def page(client: Client, name: str, application: Application, *more: object) -> str:
    return client.get(reverse(f"keurmerk:{name}", args=[application.code, *more])).content.decode()


# --- The adviser


def test_the_adviser_begins_with_what_changed(world: World, assessed: Application) -> None:
    client = browser(world.ad)
    overview = page(client, "assess", assessed)
    assert "Bij 1 van de 4 stellingen is iets veranderd sinds keurmerk 2023-0001." in overview
    assert "Begin met wat veranderd is" in overview
    found = page(client, "assess_changed", assessed)
    assert 'data-statement="A2"' in found
    assert 'data-statement="A1"' not in found
    assert " ".join(found.split()).count("Niveau 2") >= 1
    assert "Veranderd sinds de vorige keer." in found


def test_all_of_it_is_at_hand_with_what_is_the_same_named(world: World, assessed: Application) -> None:
    found = page(browser(world.ad), "assess_theme", assessed, "A-1")
    assert "Niet veranderd sinds keurmerk 2023-0001." in found
    assert 'data-statement="A1"' in found
    assert 'value="veranderd"' in found


def test_what_changed_is_saved_and_one_goes_on(world: World, assessed: Application) -> None:
    client, path = browser(world.ad), reverse("keurmerk:assess_changed", args=[assessed.code])
    fields = {"A2": "3", "A2-bewijs": "sufficient", "A2-was": mark_of(Opinion()), "moves": assessed.moves}
    answer = client.post(path, fields)
    assert answer["Location"] == reverse("keurmerk:assess", args=[assessed.code])
    assert current(assessed).opinion("A2").choice == "3"
    assert "Begin met wat veranderd is" not in page(client, "assess", assessed)
    answer = client.post(path, {"moves": assessed.moves, "naar": "thema/B-1"})
    assert answer["Location"] == reverse("keurmerk:assess_theme", args=[assessed.code, "B-1"])


# --- The auditor


def test_the_auditor_begins_with_what_changed(world: World, audited: Application) -> None:
    client = browser(world.aud)
    assert "Bij 1 van de 4 stellingen is iets veranderd" in page(client, "find", audited)
    assert "komt eerst aan de beurt wat veranderd is" in page(client, "draw_sample", audited)
    findings.draw_sample(audited, per_theme=1, by=world.aud, now=NOW)
    assert "Begin met wat veranderd is" in page(client, "find", audited)
    found = page(client, "find_changed", audited)
    assert 'data-statement="A2"' in found
    assert "Veranderd sinds de vorige keer." in found
    assert 'data-statement="A4"' not in found


def test_what_is_not_in_the_sample_can_be_added_from_there(world: World, audited: Application) -> None:
    findings.draw_sample(audited, per_theme=0, by=world.aud, now=NOW)
    client = browser(world.aud)
    found = page(client, "find_changed", audited)
    assert 'value="erbij/A2"' in found
    path = reverse("keurmerk:find_changed", args=[audited.code])
    answer = client.post(path, {"moves": audited.moves, "naar": "erbij/A2"})
    assert answer["Location"] == f"{path}#A2"
    assert 'data-statement="A2"' in page(client, "find_changed", audited)


def test_of_a_theme_what_changed_is_drawn_first_whatever_the_seed(world: World, audited: Application) -> None:
    for seed in range(8):
        findings.draw_sample(audited, per_theme=1, seed=seed, by=world.aud, now=NOW)
        found = auditing(audited)
        assert found is not None
        assert found.audit.changed == ["A2"]
        assert found.why["A2"] == (DRAWN,)
        assert "A1" not in found.why


def test_later_on_the_same_sample_is_told_whatever_became_of_the_dossier_of_then(
    world: World, audited: Application
) -> None:
    findings.draw_sample(audited, per_theme=1, by=world.aud, now=NOW)
    findings.save_findings(audited, {}, by=world.aud, now=NOW)
    before = auditing(audited)
    Application.objects.filter(pk=audited.renews.application_id).update(cleared_at=NOW)
    after = auditing(again(audited))
    assert before is not None
    assert after is not None
    assert before.why == after.why


def test_among_what_changed_the_draw_is_as_ever() -> None:
    codes = [f"A{n}" for n in range(1, 9)]
    pool = [Candidate(code, "A", changed=code in codes[:5]) for code in codes]
    for per_theme in range(9):
        order = [*sorted(codes[:5], key=lambda c: rank(7, c)), *sorted(codes[5:], key=lambda c: rank(7, c))]
        assert set(propose(pool, per_theme=per_theme, seed=7)) == set(order[:per_theme])


def test_a_finding_is_saved_there(world: World, audited: Application) -> None:
    findings.draw_sample(audited, per_theme=1, by=world.aud, now=NOW)
    fields = {"A2": "meets", "A2-reden": "Gezien.", "A2-was": mark_of(Found()), "moves": audited.moves}
    answer = browser(world.aud).post(reverse("keurmerk:find_changed", args=[audited.code]), fields)
    assert answer["Location"] == reverse("keurmerk:find", args=[audited.code])
    found = auditing(audited)
    assert found is not None
    assert found.found("A2") == Found("meets", "Gezien.")


# --- What it costs


def test_what_the_pages_cost(world: World, audited: Application, django_assert_num_queries: Any) -> None:
    findings.draw_sample(audited, per_theme=1, by=world.aud, now=NOW)
    client = browser(world.aud)
    for name, more, count in (("find", (), 17), ("find_theme", ("A-1",), 13), ("find_changed", (), 12)):
        with django_assert_num_queries(count):
            assert page(client, name, audited, *more)


def test_what_the_adviser_s_pages_cost(world: World, assessed: Application, django_assert_num_queries: Any) -> None:
    client = browser(world.ad)
    for name, more, count in (("assess", (), 12), ("assess_theme", ("A-1",), 10), ("assess_changed", (), 9)):
        with django_assert_num_queries(count):
            assert page(client, name, assessed, *more)
