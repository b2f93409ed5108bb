"""The questionnaire on paper: tagged, the same bytes for the same values, only what applies, and never markup."""

from dataclasses import replace
from pathlib import Path

import pdfua
import pikepdf
import pytest

from reports.instrument.pdf import questionnaire_pdf
from selfeval.instruments.expressions import MissingFact
from selfeval.instruments.model import Instrument
from selfeval.scoring import applicable
from tests.raw_instrument import instrument_of, part, raw, statement
from tests.reports.cast import CLUB, HOSPITAL, shipped

WEIRD = '😀 你好 مرحبا #panic("x") $a$ *b* [y] \\ ~ `c` @z = kop - lijst // einde <b>'


def checked(content: bytes, path: Path) -> pikepdf.Pdf:
    """The file, in which the checker of PDF/UA found nothing."""
    file = path / "lijst.pdf"
    file.write_bytes(content)
    outcomes = pdfua.validate(str(file)).outcomes
    assert [finding for outcome in outcomes for finding in outcome.findings] == []
    return pikepdf.open(file)


def test_the_blank_list_is_accessible_and_the_same_every_time(tmp_path: Path) -> None:
    content = questionnaire_pdf(shipped())
    assert content == questionnaire_pdf(shipped())
    with checked(content, tmp_path) as pdf:
        assert str(pdf.Root.Lang) == "nl-NL"
        assert 15 <= len(pdf.pages) <= 24


@pytest.mark.parametrize(("profile", "route", "fewest"), [(CLUB, "star", 5), (HOSPITAL, "full", 12)])
def test_with_a_profile_it_holds_only_what_applies(tmp_path: Path, profile: dict, route: str, fewest: int) -> None:
    content = questionnaire_pdf(shipped(), profile=profile, route=route, organisation="De Otter")
    with checked(content, tmp_path) as pdf, checked(questionnaire_pdf(shipped()), tmp_path) as whole:
        assert fewest <= len(pdf.pages) <= len(whole.pages)
    assert len(applicable(shipped(), profile, route)) < len(shipped().statements)


def test_words_are_never_markup(tmp_path: Path) -> None:
    weird = statement("A1", text=WEIRD, explanation=WEIRD + "\n" + WEIRD, evidence=[WEIRD], allow_na=True)
    instrument = instrument_of(raw(part("A", [weird, statement("A2", levels=4)]), title=WEIRD))
    checked(questionnaire_pdf(instrument, organisation=WEIRD), tmp_path).close()


@pytest.mark.parametrize("levels", [2, 3, 5, 10])
def test_any_scale_fits(tmp_path: Path, levels: int) -> None:
    instrument = instrument_of(raw(part("A", [statement("A1", levels=levels)]), levels=levels, essential_level=1))
    checked(questionnaire_pdf(instrument), tmp_path).close()


def test_long_words_stay_on_the_paper(tmp_path: Path) -> None:
    long: Instrument = instrument_of(raw(part("A", [statement("A1", text="x" * 900, explanation="abc " * 1200)])))
    checked(questionnaire_pdf(replace(long, title="y" * 300), organisation="z" * 200), tmp_path).close()


def test_a_profile_that_lacks_what_a_condition_needs_is_an_error() -> None:
    with pytest.raises(MissingFact):
        questionnaire_pdf(shipped(), profile={"volunteers": 3})
