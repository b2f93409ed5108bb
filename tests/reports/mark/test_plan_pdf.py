"""The plan as PDF: tagged, the same bytes for the same plan, and nothing people type can break it."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pytest

from keurmerk.models import Application, ApproachPlan
from keurmerk.planning import Deduction, Step
from reports.mark.plan.pdf import plan_pdf
from tests.keurmerk.cast import World, browser, make_world
from tests.keurmerk.plans import in_intake, saved, with_office

WEIRD = '😀 مرحبا <b>x</b> #panic("x") $a$ *b* [y] \\ = kop\n- lijst\n\n// einde\x07 हिन्दी'


@pytest.fixture
def world(db: Any) -> World:
    return make_world()


def of(application: Application) -> bytes:
    fresh = Application.objects.select_related("organisation", "adviser").get(pk=application.pk)
    return plan_pdf(fresh, ApproachPlan.objects.get(application=fresh))


@pytest.mark.parametrize("case", ["first draft", "with the office", "anything people type"])
def test_pdf_ua_finds_nothing(world: World, tmp_path: Path, case: str) -> None:
    if case == "with the office":
        application = with_office(world, deductions=(Deduction("Gemeente", Decimal(100)),))
    else:
        application = in_intake(world)
        if case != "first draft":
            saved(
                application,
                world.ad,
                scope=WEIRD,
                remarks=WEIRD * 20,
                steps=(Step(WEIRD, None, "X" * 200),) * 40,
                audit_fee=None,
                locations=9,
            )
    file = tmp_path / "plan.pdf"
    file.write_bytes(of(application))
    found = pdfua.validate(str(file)).outcomes
    assert [finding for outcome in found for finding in outcome.findings] == []
    with pikepdf.open(file) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Plan van aanpak Stichting De Bank"


def test_same_plan_same_bytes(world: World) -> None:
    application = with_office(world)
    assert of(application) == of(application)


def test_it_is_downloaded_by_who_may_read_it(world: World) -> None:
    application = with_office(world)
    for name in ("fatima", "wim", "ad", "sanne"):
        answer = browser(getattr(world, name)).get(f"/aanvraag/{application.code}/plan/1/pdf/")
        assert answer.content[:5] == b"%PDF-"
        assert 'filename="plan-van-aanpak-stichting-de-bank-versie-1.pdf"' in answer["Content-Disposition"]
    assert browser(world.boris).get(f"/aanvraag/{application.code}/plan/1/pdf/").status_code == 404
