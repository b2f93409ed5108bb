"""The reports of assessment and audit as PDF: tagged, the same bytes for the same data; nothing people type breaks them."""

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pytest

from keurmerk.actions import assessment, audit, findings
from keurmerk.actions.audit import Proposed, Question
from keurmerk.drafts import Sent
from keurmerk.judging import Answer, Found, Opinion, Talk
from keurmerk.models import Application, Audit, Decision, SupplementItem
from keurmerk.queries.audit import auditing
from reports.mark.assessment.pdf import assessment_pdf
from reports.mark.audit.pdf import audit_pdf
from selfeval.actions import load_instrument, start_evaluation
from tests.keurmerk.cast import NOW, World, browser, make_world
from tests.keurmerk.judged import audited, current, judge, sent, submit, whole_answers
from tests.reports.cast import HOSPITAL, shipped

WEIRD = '😀 مرحبا <b>x</b> #panic("x") $a$ *b* [y] \\ = kop\n- lijst\n\n// einde\x07 हिन्दी "aanhaling"'


@pytest.fixture
def world(db: Any) -> World:
    return make_world()


def assessed(world: World, words: str = "In orde.") -> bytes:
    """Of the shipped instrument: half agreed with, some corrected, some not judged; given back."""
    version = load_instrument(shipped(), publish=True, by=None, now=NOW)
    evaluation, _token = start_evaluation(version, profile=HOSPITAL, organisation_name="De Bank", now=NOW)
    application = world.application("assessment")
    submit(application, whole_answers(evaluation), of=evaluation, bare=("A2",))
    judge(application, world.ad, A1=Opinion("1", "insufficient", words), A2=Opinion("3", "sufficient", words))
    assessment.save_opinions(application, {}, over=[f"B{n}" for n in range(1, 20)], by=world.ad, now=NOW)
    assessment.save_talk(application, Sent(Talk("2026-11-20", words[:200], words)), by=world.ad, now=NOW)
    assessment.return_dossier(application, remarks=words, by=world.ad, now=NOW)
    return assessment_pdf(fresh(application), current(application))


def recommended(world: World, words: str = "In orde.") -> Application:
    """With a supplement, one finding of each kind, and conditions."""
    application = audited(world, A2=Opinion("1", "sufficient", "Nee."), B1=Opinion("3", "insufficient", words))
    findings.draw_sample(application, per_theme=1, seed=4711, by=world.aud, now=NOW)
    audit.ask_supplement(application, questions=[Question(words, "A4"), Question("Wie?")], by=world.aud, now=NOW)
    for item in SupplementItem.objects.all():
        audit.answer_supplement(application, item=item.pk, sent=Sent(Answer(words)), by=world.iris, now=NOW)
    audit.supply(application, by=world.iris, now=NOW)
    found = {"A1": "meets", "A2": "remark", "A4": "minor", "B1": "major"}
    entries = sent(**{code: Found(verdict, words) for code, verdict in found.items()})
    findings.save_findings(application, entries, by=world.aud, now=NOW)
    audit.recommend(
        application,
        recommendation="met_with_conditions",
        reasons=words,
        conditions=[Proposed(words, date(2027, 3, 1), "B1"), Proposed("Nog iets.", date(2027, 4, 1))],
        by=world.aud,
        now=NOW,
    )
    return fresh(application)


def fresh(application: Application) -> Application:
    return Application.objects.select_related("organisation").get(pk=application.pk)


def report(application: Application) -> bytes:
    found = auditing(application)
    assert found
    return audit_pdf(application, found)


CASES: dict[str, Callable[[World], bytes]] = {
    "assessment": assessed,
    "assessment, anything people type": lambda world: assessed(world, WEIRD * 20),
    "audit": lambda world: report(recommended(world)),
    "audit, anything people type": lambda world: report(recommended(world, WEIRD * 20)),
}


@pytest.mark.parametrize("case", CASES)
def test_pdf_ua_finds_nothing(world: World, tmp_path: Path, case: str) -> None:
    file = tmp_path / "rapport.pdf"
    file.write_bytes(CASES[case](world))
    found = pdfua.validate(str(file)).outcomes
    assert [finding for outcome in found for finding in outcome.findings] == []
    with pikepdf.open(file) as pdf:
        assert str(pdf.docinfo["/Title"]) in ("Beoordeling Stichting De Bank", "Auditrapport Stichting De Bank")
        assert str(pdf.Root.Lang) == "nl-NL"


def test_the_same_data_gives_the_same_bytes(world: World) -> None:
    application = recommended(world)
    assert report(application) == report(application)


def test_the_audit_report_says_what_was_found_and_how_it_was_drawn(world: World, tmp_path: Path) -> None:
    text = " ".join(text_of(report(recommended(world)), tmp_path).split())
    for words in (
        "Stichting De Bank voldoet volgens de auditor aan het keurmerk, onder voorwaarden.",
        "De auditor bekeek 4 van de 4 stellingen.",
        "met trekking 4711",
        "grote afwijking",
        "essentieel",
        "1 maart 2027",
        "Gevraagd op 23 november 2026, uiterlijk 14 december 2026.",
    ):
        assert words in text


def text_of(made: bytes, tmp_path: Path) -> str:
    file = tmp_path / "rapport.pdf"
    file.write_bytes(made)
    return subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout


def test_nothing_is_made_of_what_is_not_done(world: World) -> None:
    application = audited(world)
    with pytest.raises(ValueError, match="zonder oordeel"):
        report(fresh(application))
    other = world.application("withdrawn", organisation=world.club, code="ZUID-0001")
    submit(other, of=application.submissions.get().evaluation)
    with pytest.raises(ValueError, match="niet is gegeven"):
        assessment_pdf(fresh(other), current(other))


@pytest.mark.parametrize("name", ["aud", "sanne", "fatima", "ad", "boris"])
def test_the_audit_report_is_for_the_organisation_only_after_the_decision(world: World, name: str) -> None:
    who, application = browser(getattr(world, name)), recommended(world)
    address = f"/aanvraag/{application.code}/audit/1/pdf/"
    before = {"aud": 200, "sanne": 200, "fatima": 403, "ad": 403, "boris": 404}
    assert who.get(address).status_code == before[name]
    values = {"outcome": "met_with_conditions", "reasons": "Ja.", "by": world.sanne, "at": NOW}
    Decision.objects.create(application=application, audit=Audit.objects.get(), **values)
    Application.objects.update(state="conditional")
    answer = who.get(address)
    assert answer.status_code == (404 if name == "boris" else 200)
    if name != "boris":
        assert 'filename="auditrapport-1-stichting-de-bank.pdf"' in answer["Content-Disposition"]


def test_the_assessment_report_is_for_everyone_concerned_once_it_is_given(world: World) -> None:
    application = recommended(world)
    for name in ("ad", "aud", "sanne", "fatima", "wim"):
        answer = browser(getattr(world, name)).get(f"/aanvraag/{application.code}/beoordeling/1/pdf/")
        assert answer.content[:5] == b"%PDF-"
    assert browser(world.boris).get(f"/aanvraag/{application.code}/beoordeling/1/pdf/").status_code == 404
