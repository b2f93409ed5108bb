"""A workbook with marks of before this system: what is read, and what is wrong with which cell."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keurmerk.codes import fault_of_old
from keurmerk.old_marks import COLUMNS, OldMark, read_old_marks, written_day
from selfeval.sheets.container import InvalidSheet
from tests.keurmerk.carrying.importing.books import LISTS, TODAY, book, row


def read(*rows: Any, **other: Any) -> list[OldMark]:
    return read_old_marks(book(*rows, **other), LISTS, today=TODAY)


def problems(*rows: Any, **other: Any) -> list[str]:
    with pytest.raises(InvalidSheet) as invalid:
        read(*rows, **other)
    return [str(one) for one in invalid.value.problems]


def test_a_row_is_read_whole() -> None:
    (one,) = read(row(Sector="Zorg en Welzijn"))
    assert one == OldMark(
        "blad Keurmerken, cel A2", "2023-014", "Stichting De Bank", "GM0344",
        date(2023, 5, 8), date(2023, 5, 8), date(2027, 5, 7), "care", "valid", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    "typed", ["8-5-2023", "08-05-2023", "8/5/2023", "8.5.2023", "2023-05-08", "8 mei 2023", "8  Mei 2023"]
)
def test_dates_as_text(typed: str) -> None:
    assert read(row(Besloten_op=typed))[0].decided_on == date(2023, 5, 8)


@pytest.mark.parametrize(
    "typed", ["8-5-23", "31-2-2023", "mei 2023", 45054, "8 may 2023", "5-8-1899", "1-1-2099", True, "gisteren"]
)
def test_what_is_no_date(typed: Any) -> None:
    assert len(problems(row(Besloten_op=typed))) == 1
    assert problems(row(Besloten_op=typed))[0].startswith("blad Keurmerken, cel D2: ")


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    for written in (f"{day.day}-{day.month}-{day.year}", day.isoformat(), f"{day:%d/%m/%Y}"):
        assert written_day(written) == day


@pytest.mark.parametrize(
    ("cell", "other", "words"),
    [
        ("A2", {"Nummer": None}, "Vul het nummer"),
        ("A2", {"Nummer": "2023/014"}, "letters, cijfers en losse streepjes"),
        ("A2", {"Nummer": "GEEN"}, "minstens één cijfer"),
        ("A2", {"Nummer": "2023-0000000014"}, "te lang"),
        ("A2", {"Nummer": "VB-2023-0001"}, "voorbeelden"),
        (
            "A2",
            {"Nummer": "GG-2026-0001", "Besloten_op": "1-2-2026", "Geldig_vanaf": "1-2-2026"},
            "geeft dit systeem zelf",
        ),
        ("A2", {"Nummer": "GG-2023-14"}, "vier cijfers"),
        ("A2", {"Nummer": "GG-2022-0001"}, "Het jaar in het nummer"),
        ("B2", {"Organisatie": "  "}, "Vul de naam"),
        ("B2", {"Organisatie": "x" * 201}, "te lang"),
        ("C2", {"Gemeente": None}, "Vul de gemeente"),
        ("C2", {"Gemeente": "Utrect"}, "kennen we niet"),
        ("C2", {"Gemeente": "Bergen"}, "meer gemeenten"),
        ("D2", {"Besloten_op": "25-11-2026", "Geldig_vanaf": "25-11-2026"}, "moet nog komen"),
        ("E2", {"Geldig_vanaf": "8-5-2025"}, "meer dan een jaar"),
        ("F2", {"Geldig_tot_en_met": "8-5-2023"}, "niet na de eerste"),
        ("F2", {"Geldig_tot_en_met": "9-5-2028"}, "langer dan 5 jaar"),
        ("F2", {"Geldig_tot_en_met": None}, "Vul een datum in"),
        ("F2", {"Geldig_tot_en_met": "=E2+1460"}, "formule"),
        ("G2", {"Sector": "Onzin"}, "De sector 'Onzin'"),
        ("H2", {"Stand": "kwijt"}, "geldig, geschorst, ingetrokken of verlopen"),
        ("H2", {"Stand": "verlopen"}, "moet nog komen"),
        ("H2", {"Stand": "geldig", "Geldig_tot_en_met": "1-1-2026"}, "al voorbij"),
        ("I2", {"Stand": "ingetrokken"}, "Vul in sinds wanneer"),
        ("I2", {"Stand": "ingetrokken", "Stand_sinds": "1-1-2023"}, "niet in de tijd"),
        ("I2", {"Stand": "geschorst", "Stand_sinds": "25-11-2026"}, "niet in de tijd"),
        ("I2", {"Stand_sinds": "1-1-2024"}, "alleen in bij geschorst of ingetrokken"),
    ],
)
def test_each_problem_is_said_with_its_cell(cell: str, other: dict[str, Any], words: str) -> None:
    (problem,) = problems(row(**other))
    assert problem.startswith(f"blad Keurmerken, cel {cell}: ")
    assert words in problem


def test_all_problems_are_said_at_once_and_nothing_is_read() -> None:
    found = problems(row(), row(Nummer="1", Gemeente="?"), row(Nummer="2", Besloten_op="x"), row())
    assert [one.partition(":")[0] for one in found] == [f"blad Keurmerken, cel {cell}" for cell in ("C3", "D4", "A5")]
    assert "staat ook op blad Keurmerken, cel A2" in found[-1]


@pytest.mark.parametrize(
    ("state", "until", "wanted"),
    [(None, "7-5-2027", "valid"), (None, "23-11-2026", "expired"), ("Verlopen", "23-11-2026", "expired"),
     ("geldig", "24-11-2026", "valid"), ("GESCHORST", "7-5-2027", "suspended"), ("ingetrokken", "1-1-2026", "withdrawn")],
)  # fmt: skip
def test_states(state: str | None, until: str, wanted: str) -> None:
    since = "1-1-2024" if wanted in ("suspended", "withdrawn") else None
    (one,) = read(row(Stand=state, Geldig_tot_en_met=until, Stand_sinds=since))
    assert one.state == wanted
    assert one.since == (date(2024, 1, 1) if since else None)


@pytest.mark.parametrize("number", [" gg-2019-0012 ", "77", 77, "2014-3B", "A1"])
def test_numbers_of_old_shapes(number: Any) -> None:
    (one,) = read(row(Nummer=number, Besloten_op="1-3-2019", Geldig_vanaf="1-3-2019", Geldig_tot_en_met="28-2-2023"))
    assert one.number == str(number).strip().upper()


@given(st.text(alphabet="ABGV0123456789-/ .é", max_size=14))
def test_what_is_accepted_fits_an_address_and_the_column(number: str) -> None:
    if not fault_of_old(number, this_year=2026, year=2020):
        assert 0 < len(number) <= 12
        assert number.isascii()
        assert all(part.isalnum() for part in number.split("-"))


def test_columns_may_move_and_what_is_unknown_is_refused() -> None:
    order = [*reversed(COLUMNS)]
    (one,) = read(row()[::-1], columns=order)
    assert one.number == "2023-014"
    assert "De kolom 'Kleur' ken ik niet." in problems([*row(), "rood"], columns=[*COLUMNS, "Kleur"])[0]
    assert "De kolom 'Gemeente' ontbreekt." in " ".join(problems(row()[:2], columns=COLUMNS[:2]))


@pytest.mark.parametrize("content", [b"", b"x", b"%PDF-1.7", b"PK\x03\x04 kapot", b"a;b\n1;2\n"])
def test_what_is_no_workbook(content: bytes) -> None:
    with pytest.raises(InvalidSheet):
        read_old_marks(content, LISTS, today=TODAY)


def test_a_sheet_without_rows_or_of_another_name() -> None:
    assert problems() == ["blad Keurmerken: Er staan nog geen keurmerken in."]
    assert read(row(), sheet="Blad1")  # the only one there is
