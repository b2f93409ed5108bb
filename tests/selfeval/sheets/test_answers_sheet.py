"""A questionnaire that comes back: read whatever people did to it, or refused with every problem by cell."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from reports.instrument.excel_questionnaire import questionnaire_workbook
from selfeval.entries import Entry
from selfeval.instruments.model import Instrument
from selfeval.instruments.yaml_file import read_yaml
from selfeval.sheets.answers import FilledSheet, InvalidSheet, instrument_named, read_answers_sheet

PLACES = (("GM0344", "Utrecht"), ("GM0363", "Amsterdam"))
Book = Any


@pytest.fixture(scope="module")
def instrument(root: Path) -> Instrument:
    return read_yaml((root / "fixtures/instruments/goed-geregeld-2026.1.yaml").read_bytes())


@pytest.fixture(scope="module")
def blank(instrument: Instrument) -> bytes:
    return questionnaire_workbook(instrument, municipalities=PLACES)


def changed(content: bytes, change: Callable[[Book], None]) -> bytes:
    book = load_workbook(BytesIO(content))
    change(book)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def cell_of(book: Book, code: str, header: str = "Antwoord") -> Any:
    """The cell of this code under this header."""
    sheet = book["Profiel" if code[0] in "PRO" else "Stellingen"]
    columns = {cell.value: cell.column for cell in sheet[2]}
    row = next(row[0].row for row in sheet.iter_rows() if row[0].value == code)
    return sheet.cell(row, columns[header])


def filled_in(content: bytes, instrument: Instrument, **values: Any) -> FilledSheet:
    def fill(book: Book) -> None:
        for code, value in values.items():
            cell_of(book, code).value = value

    return read_answers_sheet(changed(content, fill), instrument)


def problems_of(content: bytes, instrument: Instrument) -> list[str]:
    with pytest.raises(InvalidSheet) as refused:
        read_answers_sheet(content, instrument)
    return [str(problem) for problem in refused.value.problems]


def wrong(content: bytes, instrument: Instrument, code: str, value: Any, header: str = "Antwoord") -> str:
    """The one problem that this value in this cell gives, which must name the cell."""
    places = []

    def fill(book: Book) -> None:
        cell = cell_of(book, code, header)
        cell.value = value
        places.append(f"blad {cell.parent.title}, cel {cell.coordinate}: ")

    found = problems_of(changed(content, fill), instrument)
    assert len(found) == 1, found
    assert found[0].startswith(places[0])
    return found[0].removeprefix(places[0])


def test_a_blank_list_is_empty_and_names_its_instrument(blank: bytes, instrument: Instrument) -> None:
    assert instrument_named(blank) == (instrument.code, instrument.version)
    read = read_answers_sheet(blank, instrument)
    assert read == FilledSheet(entries={s.code: Entry() for s in instrument.statements})


def test_answers_are_understood_however_people_type_them(blank: bytes, instrument: Instrument) -> None:
    read = filled_in(
        blank, instrument, A1="Ja, helemaal", A2=" nee,  NOG niet ", A3=2, A4="1", A5="3 = Ja, helemaal", A6="?",
        A7="weet ik nog niet.", A8=0.0, P1="1.200", P2="1,5", P3="sport", P4="utrecht", P5=1.0, P6="JA", P7=False, R="ster",
        O=" De  Otter ",
    )  # fmt: skip
    assert [read.entries[f"A{n}"].choice for n in range(1, 9)] == ["3", "0", "2", "1", "3", "?", "?", "0"]
    assert read.profile == {
        "volunteers": 1200,
        "paid_fte": Decimal("1.5"),
        "sector": "sport",
        "municipality": "GM0344",
        "locations": 1,
        "works_with_minors": True,
        "vulnerable_people": False,
    }
    assert (read.route, read.organisation) == ("star", "De Otter")


def test_what_was_handed_out_comes_back_the_same(instrument: Instrument) -> None:
    allowed = [s.code for s in instrument.statements if s.allow_na]
    entries = {s.code: Entry(str(n % 4), "", "=1+1\n@SUM(A1) 🎉") for n, s in enumerate(instrument.statements)}
    entries |= {allowed[0]: Entry("nvt", "-want", "+31 6"), "A2": Entry("?"), "A3": Entry("", "", "_x0041_ <b>&amp;")}
    profile = {"volunteers": 80, "paid_fte": Decimal("0.5"), "municipality": "GM0363", "serves_alcohol": True}
    seen = {code: entry.mark for code, entry in entries.items()}
    given = FilledSheet(profile, "=cmd|' /C calc'!A0", "star", entries, seen)
    content = questionnaire_workbook(instrument, prefill=given, municipalities=PLACES)
    assert content == questionnaire_workbook(instrument, prefill=given, municipalities=PLACES)
    assert read_answers_sheet(content, instrument) == given
    assert all(sent.seen == sent.entry.mark for sent in given.sent.values())


@pytest.mark.parametrize("places", [PLACES, ()])
def test_a_municipality_that_is_not_in_the_list_comes_back_too(instrument: Instrument, places: Any) -> None:
    given = FilledSheet({"municipality": "GM9999"})
    read = read_answers_sheet(questionnaire_workbook(instrument, prefill=given, municipalities=places), instrument)
    assert read.profile == given.profile


def test_only_cells_for_answers_are_open(blank: bytes) -> None:
    book = load_workbook(BytesIO(blank))
    open_cells = {c.coordinate for row in book["Stellingen"].iter_rows() for c in row if not c.protection.locked}
    assert {coordinate[0] for coordinate in open_cells} == {"F", "G", "H"}
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book)
    assert not any(c.data_type == "f" for sheet in book for row in sheet.iter_rows() for c in row)


def test_rows_and_columns_may_move_and_rows_may_go(blank: bytes, instrument: Instrument) -> None:
    def shuffle(book: Book) -> None:
        cell_of(book, "B1").value = "Een begin"
        sheet = book["Stellingen"]
        rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=3)]
        sheet.delete_rows(3, len(rows))
        for row in reversed(rows[:-1]):  # the last statement goes
            sheet.append(row)
        sheet.insert_cols(1)
        for number in range(1, sheet.max_row + 1):  # the remarks go first
            sheet.cell(number, 1).value = sheet.cell(number, 9).value
        sheet.delete_cols(9)

    read = read_answers_sheet(changed(blank, shuffle), instrument)
    assert read.entries["B1"] == Entry("1")
    assert len(read.entries) == len(instrument.statements) - 1


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("Ja, helmaal", "Bedoel je 'Ja, helemaal'?"),
        ("Mischien", "'Mischien' ken ik niet. Kies uit de lijst."),
        (4, "4 is geen niveau. Kies 0 tot en met 3"),
        ("-1", "-1 is geen niveau"),
        (1.5, "1,5 is geen niveau"),
        (True, "ken ik niet"),
        (date(2026, 2, 1), "'1-2-2026' ken ik niet"),
        ("=1+1", "formule"),
        ("n.v.t.", "kan 'niet van toepassing' niet"),
        ("#REF!", "fout van Excel"),
    ],
)
def test_a_wrong_answer_names_its_cell(blank: bytes, instrument: Instrument, value: Any, words: str) -> None:
    assert not instrument.by_code["A1"].allow_na
    assert words in wrong(blank, instrument, "A1", value)


@pytest.mark.parametrize(
    ("code", "value", "words"),
    [
        ("P1", -5, "van 0 tot en met"),
        ("P1", 10**9, "tot en met 1000000"),
        ("P1", "veel", "'veel' is geen getal"),
        ("P1", 12.5, "heel getal"),
        ("P1", "12,5", "heel getal"),
        ("P1", date(2026, 2, 1), "datum"),
        ("P1", "=10+10", "formule"),
        ("P2", "1.200", "duizend of een breuk"),
        ("P3", "zwemmen", "Kies uit de lijst"),
        ("P4", "Utrect", "Bedoel je 'Utrecht'?"),
        ("P6", "misschien", "Kies uit: ja, nee"),
        ("R", "snel", "Kies uit: Volledige route, Sterroute"),
        ("O", "x" * 201, "hoogstens 200"),
    ],
)
def test_a_wrong_profile_names_its_cell(
    blank: bytes, instrument: Instrument, code: str, value: Any, words: str
) -> None:
    assert words in wrong(blank, instrument, code, value)


def test_not_applicable_needs_a_reason_and_texts_have_an_end(blank: bytes, instrument: Instrument) -> None:
    code = next(s.code for s in instrument.statements if s.allow_na)

    def fill(book: Book) -> None:
        cell_of(book, code).value = "Niet van toepassing"
        cell_of(book, "A1", "Opmerking").value = "x" * 4001

    found = problems_of(changed(blank, fill), instrument)
    assert len(found) == 2
    assert "te lang (4001 tekens)" in found[0]
    assert "waarom" in found[1]
    assert "cel G" in found[1]


def test_every_problem_is_named_at_once_from_top_to_bottom(blank: bytes, instrument: Instrument) -> None:
    def spoil(book: Book) -> None:
        sheet = book["Stellingen"]
        cell_of(book, "C1").value = "=A1"
        cell_of(book, "A1").value = "foei"
        cell_of(book, "P1").value = "veel"
        cell_of(book, "A2", "Code").value = "A1"
        cell_of(book, "A3", "Code").value = "Z9"
        cell_of(book, "A4").value = "los"
        cell_of(book, "A4", "Code").value = None
        sheet["J2"].value = "Notitie"
        sheet["K11"].value = "zomaar"

    found = problems_of(changed(blank, spoil), instrument)
    words = ["'veel'", "'Notitie'", "'foei'", "twee keer", "'Z9'", "zonder code", "geen kop", "formule"]
    assert [word for word, problem in zip(words, found, strict=True) if word not in problem] == []
    assert found[0].startswith("blad Profiel, cel D4")
    assert found[-1].startswith("blad Stellingen")
    assert "formule" in found[-1]


def test_missing_columns_and_sheets_are_named(blank: bytes, instrument: Instrument) -> None:
    gone = changed(blank, lambda book: book["Stellingen"].delete_cols(8))
    assert problems_of(gone, instrument) == ["blad Stellingen, rij 2: De kolom 'Opmerking' ontbreekt."]
    assert (
        "'Profiel' ontbreekt" in problems_of(changed(blank, lambda book: book.remove(book["Profiel"])), instrument)[0]
    )
    bare = changed(blank, lambda book: book["Stellingen"].delete_rows(2))
    assert "kolomkoppen ontbreken" in problems_of(bare, instrument)[0]


def test_another_instrument_or_version_is_named(blank: bytes, instrument: Instrument) -> None:
    def put(label: str, value: Any) -> Callable[[Book], None]:
        def change(book: Book) -> None:
            row = next(row[0].row for row in book["Lees mij"].iter_rows() if row[0].value == label)
            book["Lees mij"].cell(row, 2).value = value

        return change

    assert (
        "versie 2025.2 en hier hoort versie 2026.1"
        in problems_of(changed(blank, put("Versie", "2025.2")), instrument)[0]
    )
    assert "andere vragenlijst (sport)" in problems_of(changed(blank, put("Vragenlijst", "sport")), instrument)[0]
    assert "welke vragenlijst" in problems_of(changed(blank, put("Vragenlijst", None)), instrument)[0]
    with pytest.raises(InvalidSheet, match="welke vragenlijst"):
        instrument_named(changed(blank, lambda book: book.remove(book["Lees mij"])))


def test_a_cached_value_does_not_hide_a_formula(blank: bytes, instrument: Instrument) -> None:
    content = changed(blank, lambda book: setattr(cell_of(book, "A1"), "value", 2))
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<v>2</v></c>", b"<f>1+1</f><v>2</v></c>"))
    assert any("formule" in problem for problem in problems_of(buffer.getvalue(), instrument))
