"""An instrument as a workbook: the same content as YAML, there and back, and every problem by cell."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from reports.instrument.excel import instrument_workbook
from reports.instrument.excel_questionnaire import questionnaire_workbook
from selfeval.instruments.located import InvalidInstrument
from selfeval.instruments.model import Instrument
from selfeval.instruments.yaml_file import fingerprint, read_yaml
from selfeval.sheets.answers import read_answers_sheet
from selfeval.sheets.instrument import read_instrument_sheet
from tests.raw_instrument import Raw, instrument_of, part, raw, statement
from tests.strategies import files

Book = Any


@pytest.fixture(scope="module")
def instrument(root: Path) -> Instrument:
    return read_yaml((root / "fixtures/instruments/goed-geregeld-2026.1.yaml").read_bytes())


@pytest.fixture(scope="module")
def workbook(instrument: Instrument) -> bytes:
    return instrument_workbook(instrument)


def changed(content: bytes, change: Callable[[Book], None]) -> bytes:
    book = load_workbook(BytesIO(content))
    change(book)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def put(sheet: str, **values: Any) -> Callable[[Book], None]:
    def change(book: Book) -> None:
        for place, value in values.items():
            book[sheet][place].value = value

    return change


def problems_of(content: bytes) -> list[str]:
    with pytest.raises(InvalidInstrument) as refused:
        read_instrument_sheet(content)
    return [str(problem) for problem in refused.value.problems]


def test_the_shipped_instrument_goes_there_and_back(instrument: Instrument, workbook: bytes) -> None:
    back = read_instrument_sheet(workbook)
    assert back == instrument
    assert fingerprint(back) == fingerprint(instrument)
    assert workbook == instrument_workbook(instrument)


@settings(max_examples=60)
@given(files(texts=True))
def test_any_instrument_goes_there_and_back(file: Raw) -> None:
    instrument = instrument_of(file)
    assert read_instrument_sheet(instrument_workbook(instrument)) == instrument


@settings(max_examples=25)
@given(files(texts=True))
def test_any_instrument_gives_a_questionnaire_that_can_be_read(file: Raw) -> None:
    instrument = instrument_of(file)
    read = read_answers_sheet(questionnaire_workbook(instrument), instrument)
    assert list(read.entries) == [s.code for s in instrument.statements]


@pytest.mark.parametrize(
    "text", ["=1+1", "+31 6", "-punt", "@SUM(A1)", "'tekst", "_x0041_", "a\nb", "70", "TRUE", "1-2"]
)
def test_texts_stay_texts(text: str) -> None:
    explained = statement("A1", explanation=text, evidence=[text.replace("\n", " ")])
    instrument = instrument_of(raw(part("A", [explained]), title=text.replace("\n", " ")))
    content = instrument_workbook(instrument)
    assert read_instrument_sheet(content) == instrument
    assert read_instrument_sheet(changed(content, lambda _book: None)) == instrument


def test_a_list_too_long_for_a_cell_goes_on_in_the_next_column() -> None:
    long = [f"{number} " + "x" * 4900 for number in range(20)]
    instrument = instrument_of(raw(part("A", [statement("A1", evidence=long), statement("A2", evidence=["kort"])])))
    assert read_instrument_sheet(instrument_workbook(instrument)) == instrument
    endless = instrument_of(raw(part("A", [statement("A1", evidence=long * 20)])))
    with pytest.raises(ValueError, match="te lang voor een werkmap"):
        instrument_workbook(endless)


def test_numbers_typed_as_text_empty_rows_and_words_are_understood(instrument: Instrument, workbook: bytes) -> None:
    def change(book: Book) -> None:
        put("Routes", D2="70", E2="60,0", A2="full")(book)
        put("Stellingen", F2="x", G2=False, K2="SMALL", H2="1,0")(book)
        book["Stellingen"].insert_rows(5, 3)
        book["Schaal"].row_dimensions[2].hidden = True
        book["Stellingen"].merge_cells("A2:A4")

    assert read_instrument_sheet(changed(workbook, change)) == instrument


@pytest.mark.parametrize(
    ("change", "where", "words"),
    [
        (put("Instrument", B3=2026.1), "blad Instrument, cel B3", "Typ een ' ervoor: '2026.1"),
        (put("Stellingen", C4="=B4"), "blad Stellingen, cel C4", "formule"),
        (put("Stellingen", D4="#N/A"), "blad Stellingen, cel D4", "fout van Excel"),
        (put("Stellingen", C4=None), "blad Stellingen, cel C4", "leeg"),
        (put("Stellingen", F4="soms"), "blad Stellingen, cel F4", "Kies ja of nee"),
        (put("Stellingen", H4="veel"), "blad Stellingen, cel H4", "getal"),
        (put("Stellingen", H4="1.000"), "blad Stellingen, cel H4", "duizend of een breuk"),
        (put("Stellingen", I4="volunteer > 3"), "blad Stellingen, cel I4", "onbekend feit"),
        (put("Stellingen", K4="enorm"), "blad Stellingen, cel K4", "Kies uit: klein, middel, groot"),
        (put("Stellingen", O4="site"), "blad Stellingen, cel O4", "titel | https://... | 2026-11-23"),
        (put("Stellingen", O4="site | http://x.nl"), "blad Stellingen, cel O4", "https://"),
        (put("Stellingen", O4="site | https://x.nl | 23-11-2026"), "blad Stellingen, cel O4", "datum"),
        (put("Stellingen", A4="A-mis"), "blad Stellingen, cel A4", "Thema 'A-mis' ken ik niet"),
        (put("Stellingen", B4="A1"), "blad Stellingen, cel A4", "twee keer"),
        (put("Stellingen", P4="A 1"), "blad Stellingen, cel P4", "een vorm die niet mag"),
        (
            put("Stellingen", P4="oud1", P5="oud1"),
            "blad Stellingen, cel P5",
            "twee keer (ook: blad Stellingen, cel P4)",
        ),
        (put("Stellingen", Q1="Notitie"), "blad Stellingen, cel Q1", "'Notitie' ken ik niet"),
        (put("Stellingen", Q4="zomaar"), "blad Stellingen, cel Q4", "geen kop"),
        (put("Profiel", E4="care"), "blad Profiel, cel E4", "sleutel | label"),
        (put("Schaal", A3=5), "blad Schaal, cel A3", "Hier hoort niveau 1"),
        (put("Routes", A3="snel"), "blad Routes, cel A3", "Kies uit: volledig, ster"),
        (lambda book: book.create_sheet("Kladblok").append(["x"]), "blad Kladblok, cel A1", "hoort niet"),
        (lambda book: book.remove(book["Thema's"]), "", "'Thema's' ontbreekt"),
        (lambda book: book["Stellingen"].delete_cols(3), "blad Stellingen, rij 1", "'Tekst' ontbreekt"),
    ],
)
def test_what_is_wrong_is_named_by_cell(
    workbook: bytes, change: Callable[[Book], None], where: str, words: str
) -> None:
    found = problems_of(changed(workbook, change))
    assert len(found) == 1, found
    assert found[0].startswith(where)
    assert words in found[0]


def test_a_percentage_is_no_number(workbook: bytes) -> None:
    def change(book: Book) -> None:
        book["Routes"]["D2"].value = 0.7
        book["Routes"]["D2"].number_format = "0%"

    assert "Typ alleen het getal" in problems_of(changed(workbook, change))[0]


def test_every_problem_is_named_at_once_in_order(workbook: bytes) -> None:
    def change(book: Book) -> None:
        put("Stellingen", C9="", D5="=1", K4="enorm", B7="A1")(book)
        put("Instrument", B3=2026)(book)

    places = [problem.split(":")[0] for problem in problems_of(changed(workbook, change))]
    cells = [
        "Instrument, cel B3",
        "Stellingen, cel K4",
        "Stellingen, cel D5",
        "Stellingen, cel A7",
        "Stellingen, cel C9",
    ]
    assert places == [f"blad {cell}" for cell in cells]


def test_the_order_of_norms_does_not_matter(instrument: Instrument) -> None:
    turned = replace(instrument, norms=instrument.norms[::-1])
    assert read_instrument_sheet(instrument_workbook(turned)) == instrument
