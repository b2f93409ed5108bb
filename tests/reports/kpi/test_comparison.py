"""The comparison in the report: with whom, in words; of ten or more only; and on the screen and in the PDF alike."""

import subprocess
from datetime import UTC, datetime, timedelta

import pytest

from goedgeregeld.accounts.actions.consent import withdraw_consent
from goedgeregeld.accounts.models import BenchmarkConsent, Organisation
from reports.advice.pdf import draw_charts, report_pdf
from reports.kpi.comparison import comparison_for
from reports.kpi.snapshots import see_snapshot
from selfeval import scoring
from selfeval.advice import advise
from selfeval.models import Evaluation
from selfeval.queries import evaluated
from tests.reports.kpi import cast
from tests.reports.people import member, someone
from tests.selfeval.cast import APPLIES_TO_LARGE, INSTRUMENT, LARGE

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
BEFORE = NOW - timedelta(days=60)


def others(number: int, *, sector: str = "sport", volunteers: int = 250, consent: bool = True) -> list[Organisation]:
    """So many organisations with one evaluation each; the levels go up from one to the next."""
    made = []
    for count in range(number):
        name = f"{sector} {volunteers} {count}"
        one = Organisation.objects.create(name=name, search=name, core=name, created_at=BEFORE)
        if consent:
            BenchmarkConsent.objects.create(organisation=one, given_at=BEFORE)
        answers = dict.fromkeys(APPLIES_TO_LARGE, count % 4)
        done = cast.evaluation(
            opened=BEFORE, completed=BEFORE, organisation=one, profile={"sector": sector, "volunteers": volunteers}
        )
        result = scoring.as_json(INSTRUMENT, scoring.score(INSTRUMENT, LARGE, "full", answers))
        Evaluation.objects.filter(pk=done.pk).update(result=result)
        made.append(one)
    return made


def mine(**profile: object) -> Evaluation:
    return cast.evaluation(
        opened=BEFORE, completed=BEFORE, answers=4, profile={"sector": "sport", "volunteers": 250} | profile
    )


def found(one: Evaluation):
    see_snapshot(now=NOW, anew=True)
    return comparison_for(one.profile, advise(evaluated(one)))


def test_with_those_of_the_same_sector():
    others(12)
    shown = found(mine())

    assert "12 organisaties in de sector Sport" in shown.intro
    assert "Stand van 1 november 2026" in shown.intro
    assert shown.lines[0].name == "Het geheel"
    assert (shown.lines[0].own, shown.lines[0].median) == ("66,7%", "50%")


def test_else_with_those_of_the_same_size():
    others(6)
    others(6, sector="care")

    assert "12 organisaties met 100 tot 500 vrijwilligers" in found(mine()).intro


@pytest.mark.parametrize("number", [0, 9])
def test_with_nobody_where_there_are_too_few(number):
    others(number)

    assert found(mine()) is None


def test_who_did_not_allow_it_does_not_count():
    others(9)
    others(5, consent=False)

    assert found(mine()) is None


def test_who_takes_it_back_counts_no_more_the_next_time():
    last = others(10)[-1]
    assert found(mine()) is not None
    fatima = someone("Fatima")
    member(fatima, last)
    withdraw_consent(last, by=fatima, now=NOW)

    assert found(mine()) is None


def test_a_group_that_makes_another_findable_is_not_shown():
    """Ten of one size and nine of another would give away the nine: the whole less the ten. There is no whole to see."""
    others(10)
    others(9, sector="care", volunteers=20)

    assert found(mine(sector="nature")) is None


def test_the_same_on_the_screen_and_in_the_pdf(client, tmp_path):
    others(12)
    one = mine()
    shown, advice = found(one), advise(evaluated(one))
    (tmp_path / "report.pdf").write_bytes(report_pdf(advice, draw_charts(advice), shown))
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "report.pdf", "-"], capture_output=True, check=True, text=True
    ).stdout

    assert "Vergeleken met anderen" in text
    assert shown.lines[0].half in text
    assert shown.lines[0].verdict in text
