"""Taking over figures of earlier years: every problem by cell, whole or not at all, and twice changes nothing."""

from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.utils import timezone
from openpyxl import Workbook

from reports.kpi import past, tallies
from reports.kpi.catalogue import MARKS, USES
from reports.kpi.courses import courses
from reports.kpi.past_workbook import past_workbook
from reports.kpi.periods import of_year
from reports.kpi.queries import Figures, Selection
from reports.models import EarlierCount, Tally, UseFact
from selfeval.sheets.container import InvalidSheet
from tests.keurmerk.carrying.importing.books import LISTS
from tests.reports.kpi import cast
from tests.reports.people import browser, someone

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOW.date()
PAGE = "/kantoor/cijfers/vroeger/"


def book(counts: list[list] = (), evaluations: list[list] = ()) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for title, columns, rows in (
        (past.NUMBERS, past.COUNT_COLUMNS, counts),
        (past.EVALUATIONS, past.EVALUATION_COLUMNS, evaluations),
    ):
        if rows:
            sheet = made.create_sheet(title)
            for row in (list(columns), *rows):
                sheet.append(row)
    if not made.worksheets:
        made.create_sheet("Blad1")
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def problems(**sheets: list[list]) -> list[str]:
    with pytest.raises(InvalidSheet) as refused:
        past.read_past(book(**sheets), LISTS, today=TODAY)
    return [str(one) for one in refused.value.problems]


def test_numbers_and_evaluations_are_read():
    found = past.read_past(
        book(
            [["zelfevaluaties", 2024, "maart", 210], ["Keurmerken", 2023, None, 22], ["geopend", "2024", "4", "300"]],
            [
                ["Z-1", datetime(2024, 5, 3), "1 mei 2024", "Utrecht", "Sport", 80, "ster"],
                ["Z-2", "31-12-2024", *[None] * 5],
            ],
        ),
        LISTS,
        today=TODAY,
    )

    assert found.counts == [
        past.PastCount("uses", 2024, 3, 210), past.PastCount("marks", 2023, 0, 22), past.PastCount("opened", 2024, 4, 300),
    ]  # fmt: skip
    assert found.evaluations[0] == past.PastEvaluation(
        "Z-1", date(2024, 5, 3), date(2024, 5, 1), "GM0344", "sport", 80, "star"
    )
    assert found.evaluations[1].opened_on == date(2024, 12, 31)


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        (["uren", 2024, 1, 5], "A2", "Schrijf zelfevaluaties"),
        (["zelfevaluaties", 2027, 1, 5], "B2", "van 2000 tot en met 2026"),
        (["zelfevaluaties", "twintig", 1, 5], "B2", "geheel getal"),
        (["zelfevaluaties", 2024, 13, 5], "C2", "van 1 tot en met 12"),
        (["zelfevaluaties", 2024, 1, -5], "D2", "geheel getal"),
        (["zelfevaluaties", 2024, 1, 5.5], "D2", "geheel getal"),
        (["zelfevaluaties", 2024, 1, "=2+3"], "D2", "formule"),
        (["zelfevaluaties", 2024, 1, None], "D2", "geheel getal"),
    ],
)
def test_what_is_wrong_with_a_number_is_said_at_its_cell(row, cell, words):
    found = problems(counts=[row])

    assert len(found) == 1
    assert cell in found[0]
    assert words in found[0]


def test_a_year_as_a_whole_and_by_month_is_counted_twice():
    assert "D3" in problems(counts=[["zelfevaluaties", 2024, 1, 5], ["zelfevaluaties", 2024, None, 60]])[0]
    assert "D3" in problems(counts=[["zelfevaluaties", 2024, 1, 5], ["zelfevaluaties", 2024, "januari", 5]])[0]


def test_every_problem_of_an_evaluation_is_said_at_once():
    rows = [
        ["", "geen dag", "31-12-2099", "Bergen", "Breien", "veel", "omweg"],
        ["Z-1", "1-1-2024", "2-1-2024", *[None] * 4],
    ]
    found = problems(evaluations=[*rows, ["Z-1", "1-1-2024", *[None] * 5]])

    assert [one.partition(":")[0][-2:] for one in found] == ["A2", "B2", "C2", "D2", "E2", "F2", "G2", "C3", "A4"]


def test_a_workbook_without_our_sheets_and_one_without_rows():
    assert "geen blad" in problems()[0]
    with pytest.raises(InvalidSheet, match="nog niets"):
        past.read_past(past_workbook(dated=TODAY), LISTS, today=TODAY)


# --- Taking over --------------------------------------------------------------------------------------------------------------

GOOD = {
    "counts": [["zelfevaluaties", 2025, month, 100 * month] for month in range(1, 13)]
    + [["keurmerken", 2024, None, 22]],
    "evaluations": [["Z-1", "3-5-2024", None, None, "Sport", 80, "ster"], ["Z-2", "23-11-2026", *[None] * 5]],
}


@pytest.fixture
def sanne(db, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    cast.places()
    tallies.refresh(now=NOW)
    return browser(someone("Sanne"))


def post(client, content: bytes, button: str = "lees-in"):
    return client.post(PAGE, {"sheet": SimpleUploadedFile("vroeger.xlsx", content), button: "1"})


def test_looking_first_and_then_taking_over(sanne):
    page = post(sanne, book(**GOOD), "kijk").content.decode()

    assert "13 nieuwe aantallen" in page
    assert "2 zelfevaluaties" in page
    assert EarlierCount.objects.count() == UseFact.objects.count() == 0
    assert post(sanne, book(**GOOD)).status_code == 302
    figures = Figures(Selection(), now=NOW)
    assert [figures.total(USES.of, of_year(year)) for year in (2024, 2026)] == [1, 1]
    assert figures.by_key(USES.of, "size", of_year(2024)) == {"small": 1}
    uses, marks = courses(figures, 2026)
    assert uses.earlier[2025] == 7800
    assert marks.earlier[2024] == 22
    assert uses.usual.years == (2025,)
    assert figures.earlier_totals(MARKS, 2026) == {2024: 22}


def test_twice_changes_nothing_and_a_better_number_takes_its_place(sanne):
    post(sanne, book(**GOOD))
    before = (
        list(Tally.objects.values_list()),
        list(EarlierCount.objects.values_list("figure", "year", "month", "count")),
    )
    post(sanne, book(**GOOD))
    assert (
        list(Tally.objects.values_list()),
        list(EarlierCount.objects.values_list("figure", "year", "month", "count")),
    ) == before
    tallies.rebuild(now=NOW)
    assert UseFact.objects.count() == 2

    post(sanne, book(counts=[["keurmerken", 2024, None, 24]]))
    assert EarlierCount.objects.get(figure="marks").count == 24


def test_a_workbook_with_a_mistake_is_refused_whole(sanne):
    answer = post(
        sanne, book(counts=[*GOOD["counts"], ["zelfevaluaties", 1950, 1, 1]], evaluations=GOOD["evaluations"])
    )

    assert answer.status_code == 422
    assert "B15" in answer.content.decode()
    assert EarlierCount.objects.count() == UseFact.objects.count() == 0


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 geen werkboek", b"a;b;c"])
def test_what_is_no_workbook(sanne, content):
    assert post(sanne, content).status_code == 422


def test_the_empty_workbook_has_our_sheets(sanne):
    assert sanne.get(f"{PAGE}leeg/").content[:2] == b"PK"


def test_on_the_command_line(sanne, tmp_path):
    file, out = tmp_path / "vroeger.xlsx", StringIO()
    file.write_bytes(book(**GOOD))
    call_command("import_history", str(file), stdout=out)
    assert out.getvalue().strip() == "Aantallen: 13. Zelfevaluaties: 2. Stonden er al: 0."
    file.write_bytes(book(counts=[["uren", 2024, 1, 1]]))
    with pytest.raises(CommandError, match="A2"):
        call_command("import_history", str(file))
