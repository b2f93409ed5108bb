"""Nonsense, too much and the wrong thing: a message in its place, and nothing half saved."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.e2e.site import Site
from tests.e2e.steps import (
    SMALL_CLUB,
    choose,
    fill_profile,
    heading,
    option,
    press,
    remark,
    started,
    theme,
    token_in,
    told,
)


@pytest.mark.parametrize(
    ("fact", "nonsense"),
    [
        ("volunteers", "-5"),
        ("volunteers", "1000000000"),
        ("volunteers", "1e9"),
        ("volunteers", "heel veel"),
        ("volunteers", "4,5"),
        ("volunteers", "9" * 400),
        ("paid_fte", "-1"),
        ("paid_fte", "1.200"),
        ("paid_fte", "NaN"),
        ("paid_fte", "1e9"),
        ("locations", "0"),
    ],
)
def test_nonsense_in_the_profile(fatima: Page, site: Site, fact: str, nonsense: str) -> None:
    name = f"Onzin {fact} {nonsense[:12]}"
    fatima.goto("/zelfevaluatie/nieuw/")
    fill_profile(fatima, {**SMALL_CLUB, "organisation_name": name, fact: nonsense})
    press(fatima, "Verder")
    expect(fatima).to_have_title("Fout: Over jullie organisatie – Goed Geregeld")
    field = fatima.locator(f"[name='{fact}']")
    expect(field).to_have_value(nonsense)
    expect(field).to_have_attribute("aria-invalid", "true")
    fatima.get_by_role("alert").get_by_role("link").first.click()
    expect(field).to_be_focused()
    assert not site.rows("SELECT 1 FROM selfeval_evaluation WHERE organisation_name = ?", name)

    field.fill("1")  # everything else is still there
    press(fatima, "Verder")
    expect(heading(fatima)).to_have_text("Jullie mogen kiezen")


def test_a_thousand_as_dutch_people_write_it(fatima: Page, site: Site) -> None:
    number = started(fatima, {**SMALL_CLUB, "volunteers": "1.200"})
    fatima.goto(f"/zelfevaluatie/{number}/route/")
    expect(heading(fatima)).to_have_text("Jullie beantwoorden alle stellingen")
    stored = site.rows("SELECT profile FROM selfeval_evaluation WHERE id = ?", number.replace("-", ""))[0][0]
    assert '"volunteers": 1200' in stored


def test_a_profile_that_is_half_filled_in_names_every_field(fatima: Page) -> None:
    fatima.goto("/zelfevaluatie/nieuw/")
    fatima.locator("main form").evaluate("form => form.noValidate = true")
    press(fatima, "Verder")
    expect(fatima).to_have_title("Fout: Over jullie organisatie – Goed Geregeld")
    assert fatima.get_by_role("alert").get_by_role("link").count() >= 5


def test_a_remark_that_is_too_long(fatima: Page, site: Site) -> None:
    number = started(fatima)
    theme(fatima, number, "A-missie")
    box = remark(fatima, "A2")
    box.evaluate("one => one.removeAttribute('maxlength')")
    box.fill("x" * 5000)
    expect(told(fatima, "A2")).to_have_text("Deze tekst is te lang. Gebruik hoogstens 4000 tekens.")
    choose(fatima, "A1", 1)
    expect(told(fatima, "A1")).to_have_text("Opgeslagen")
    press(fatima, "Opslaan en verder")
    expect(fatima).to_have_title("Fout: Waar we voor staan – Goed Geregeld")
    expect(fatima.locator("#A2-fout")).to_contain_text("Deze tekst is te lang.")
    expect(remark(fatima, "A2")).to_have_value("x" * 5000)  # to be shortened, not to be typed again
    assert site.answers(number) == {"A1": "1"}


@pytest.mark.parametrize("value", ["7", "-1", "1.5", "nvt", "²", "drie"])
def test_an_answer_that_does_not_exist(fatima: Page, site: Site, value: str) -> None:
    """A1 knows no n.v.t. either."""
    number = started(fatima)
    theme(fatima, number, "A-missie")
    option(fatima, "A1", 3).evaluate("(one, value) => { one.value = value; one.checked = true; }", value)
    choose(fatima, "A2", 1)
    press(fatima, "Opslaan en verder")
    expect(fatima).to_have_title("Fout: Waar we voor staan – Goed Geregeld")
    expect(fatima.locator("#A1-fout")).to_be_visible()
    expect(fatima.get_by_role("alert").get_by_role("link", name="A1:")).to_be_visible()
    assert site.answers(number) == {"A2": "1"}


def test_two_answers_at_one_statement(fatima: Page, site: Site) -> None:
    number = started(fatima)
    address = f"/zelfevaluatie/{number}/thema/A-missie/"
    token = token_in(fatima.request.get(address).text())
    reply = fatima.request.post(
        address,
        data=f"csrfmiddlewaretoken={token}&A1=1&A1=2&A1-was=..",
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert reply.status == 422
    assert "Er kwamen twee antwoorden tegelijk binnen." in reply.text()
    assert site.answers(number) == {}


def test_a_theme_and_a_statement_that_are_not_there(fatima: Page) -> None:
    number = started(fatima)
    for path in ("thema/Z-onzin/", "thema/%00/", "stelling/Z9/mening/"):
        reply = fatima.goto(f"/zelfevaluatie/{number}/{path}")
        assert reply
        assert reply.status == 404
        expect(heading(fatima)).to_have_text("Deze pagina is er niet")
    theme(fatima, number, "A-missie")
    fatima.evaluate(
        "document.getElementById('antwoorden').insertAdjacentHTML('beforeend',"
        " '<input type=hidden name=Z9 value=1><input type=hidden name=Z9-was value=..>')"
    )
    press(fatima, "Opslaan en verder")  # a statement from elsewhere is not taken in
    expect(fatima.locator("[data-statement='A5']")).to_be_visible()


def test_a_route_that_does_not_exist(fatima: Page) -> None:
    number = started(fatima)
    fatima.goto(f"/zelfevaluatie/{number}/route/")
    fatima.locator("[name='route'][value='star']").evaluate("one => { one.value = 'sluiproute'; one.checked = true; }")
    press(fatima, "Naar de stellingen")
    expect(heading(fatima)).to_have_text("Dit verzoek begrijpen we niet")


def upload(page: Page, number: str | None, file: Path) -> None:
    page.goto(f"/zelfevaluatie/{number}/excel/" if number else "/zelfevaluatie/nieuw/excel/")
    page.get_by_label("Het ingevulde Excel-formulier").set_input_files(file)
    press(page, "Lees het formulier in")


@pytest.mark.parametrize("new", [True, False], ids=["new", "existing"])
def test_a_file_that_is_no_spreadsheet(fatima: Page, site: Site, tmp_path: Path, new: bool) -> None:
    number = None if new else started(fatima)
    before = site.rows("SELECT count(*) FROM selfeval_evaluation")[0][0]
    (tmp_path / "vakantie.xlsx").write_bytes(b"\xff\xd8\xff\xe0 dit is een foto")
    upload(fatima, number, tmp_path / "vakantie.xlsx")
    expect(fatima.get_by_role("alert")).to_contain_text("Er is niets opgeslagen.")
    assert site.rows("SELECT count(*) FROM selfeval_evaluation")[0][0] == before


def test_a_file_of_100_megabytes(fatima: Page, tmp_path: Path) -> None:
    with (tmp_path / "groot.xlsx").open("wb") as file:
        file.truncate(100_000_000)
    upload(fatima, started(fatima), tmp_path / "groot.xlsx")
    expect(fatima).to_have_title("Fout: Ingevuld Excel-formulier inlezen – Goed Geregeld")
    expect(fatima.get_by_text("Dit bestand is te groot (100 MB).").last).to_be_visible()


def test_an_empty_file_and_no_file(fatima: Page, tmp_path: Path) -> None:
    number = started(fatima)
    (tmp_path / "leeg.xlsx").touch()
    upload(fatima, number, tmp_path / "leeg.xlsx")
    expect(fatima.get_by_text("Dit bestand is leeg.").last).to_be_visible()
    fatima.locator("main form").evaluate("form => form.noValidate = true")
    press(fatima, "Lees het formulier in")
    expect(fatima.get_by_role("alert")).to_be_visible()


def test_a_filled_in_sheet_with_mistakes_and_then_without(fatima: Page, site: Site, tmp_path: Path) -> None:
    number = started(fatima)
    file = tmp_path / "formulier.xlsx"
    file.write_bytes(fatima.request.get(f"/zelfevaluatie/{number}/vragenlijst/excel/").body())
    workbook = load_workbook(file)
    sheet, row, column = answer_cell(workbook, "A1")
    sheet.cell(row, column, "Misschien")
    workbook.save(file)
    upload(fatima, number, file)
    where = f"{sheet.cell(row, column).coordinate}"
    expect(fatima.get_by_role("alert")).to_contain_text(where)
    assert site.answers(number) == {}

    theme(fatima, number, "A-missie")
    label = fatima.locator("label:has(input[name='A1'][value='2']) .level-word").inner_text()
    sheet.cell(row, column, label)
    workbook.save(file)
    upload(fatima, number, file)
    expect(fatima.get_by_text("1 antwoord is overgenomen.")).to_be_visible()
    assert site.answers(number) == {"A1": "2"}


def answer_cell(workbook, code):
    """The cell in which the answer to this statement is written: right of its text, under the heading 'Antwoord'."""
    for sheet in workbook:
        for row in sheet.iter_rows():
            if row[0].value == code:
                for above in sheet.iter_rows(max_row=row[0].row):
                    for cell in above:
                        if cell.value == "Antwoord":
                            return sheet, row[0].row, cell.column
    raise AssertionError(code)
