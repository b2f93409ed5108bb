"""The decision as a letter: tagged, the same bytes for the same decision, and nothing people type can break it."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pytest
from django.urls import reverse

from keurmerk.actions import decision, settling
from keurmerk.actions import objection as objections
from keurmerk.actions.audit import Proposed
from keurmerk.models import Application, Decision
from keurmerk.queries import Reading
from keurmerk.queries.rulings import rulings
from reports.mark.decision.pdf import decision_pdf
from tests.keurmerk.cast import NOW, World, browser, make_world
from tests.keurmerk.decided import MAY, again, at_second_auditor, conditional, refused, to_decide, upheld
from tests.reports.mark.test_plan_pdf import WEIRD


@pytest.fixture
def world(db: Any) -> World:
    return make_world()


def granted(world: World) -> Application:
    made = to_decide(world)
    decision.grant(made, reasons="Alles is in orde.\n\nGefeliciteerd.", by=world.sanne, now=NOW)
    return made


def failed(world: World) -> Application:
    made = conditional(world)
    settling.conditions_failed(made, reasons="Bleef uit.", by=world.sol, now=datetime(2027, 6, 1, tzinfo=UTC))
    return made


def dismissed(world: World) -> Application:
    made = at_second_auditor(world)
    objections.dismiss(made, reasons="NOV had gelijk.", by=world.otto, now=NOW)
    return made


def granted_after_all(world: World) -> Application:
    made = upheld(world)
    decision.grant(made, reasons="Zoals de tweede auditor oordeelt.", by=world.sol, now=NOW)
    return made


def anything(world: World) -> Application:
    made = to_decide(world, "met_with_conditions")
    demands = [Proposed(WEIRD * 4, MAY, "A1")] * 12
    decision.grant_conditionally(made, reasons=WEIRD * 20, demands=demands, by=world.sanne, now=NOW)
    return made


def of(application: Application, today: date = date(2026, 12, 1)) -> bytes:
    fresh = again(application)
    return decision_pdf(fresh, rulings(Reading(fresh, me=None, today=today))[0])


@pytest.mark.parametrize(
    "case",
    [granted, refused, conditional, failed, dismissed, granted_after_all, anything],
    ids=lambda one: one.__name__,
)
def test_pdf_ua_finds_nothing(world: World, tmp_path: Path, case: Any) -> None:
    file = tmp_path / "besluit.pdf"
    file.write_bytes(of(case(world)))
    found = pdfua.validate(str(file)).outcomes
    assert [finding for outcome in found for finding in outcome.findings] == []
    with pikepdf.open(file) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Besluit over het keurmerk Stichting De Bank"


def test_the_same_decision_gives_the_same_bytes_on_any_day(world: World) -> None:
    application = refused(world)
    assert of(application) == of(application, date(2030, 1, 1))


def test_it_is_downloaded_by_everybody_concerned(world: World) -> None:
    application = granted(world)
    at = reverse("reports:decision_pdf", args=[application.code, Decision.objects.get().pk])
    for name in ("fatima", "wim", "ad", "aud", "sanne"):
        answer = browser(getattr(world, name)).get(at)
        assert answer.content.startswith(b"%PDF")
        assert 'filename="besluit-keurmerk-stichting-de-bank-2026-11-23.pdf"' in answer["Content-Disposition"]
    for name in ("boris", "otto", "anouk"):
        assert browser(getattr(world, name)).get(at).status_code == 404
    assert browser(world.fatima).get(at.replace("/besluit/", "/besluit/9")).status_code == 404
    assert at in browser(world.fatima).get(reverse("keurmerk:decision", args=[application.code])).content.decode()
