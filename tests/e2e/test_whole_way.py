"""The main job, from the front door to the report, on a phone: on both routes, with and without JavaScript."""

from io import BytesIO
from pathlib import Path

import pdfua
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NamedDevice
from tests.e2e.steps import (
    HOSPITAL,
    SMALL_CLUB,
    answer_everything,
    begin,
    choose,
    choose_and_see_saved,
    codes,
    heading,
    option,
    press,
    remark,
    started,
    theme,
)


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
@pytest.mark.parametrize("route", ["star", "full"])
def test_from_the_front_door_to_the_report(device: NamedDevice, tmp_path: Path, route: str, javascript: bool) -> None:
    fatima = device(javascript=javascript)
    facts = SMALL_CLUB if route == "star" else HOSPITAL
    number = begin(fatima, facts, route=route if route == "star" else None)
    expect(heading(fatima)).to_have_text(facts["organisation_name"])

    fatima.get_by_role("link", name="Begin met").click()
    answered = answer_everything(fatima, javascript=javascript)
    assert 25 <= answered <= 32 if route == "star" else 60 <= answered <= 75
    expect(fatima.get_by_text(f"Alle {answered} stellingen zijn beantwoord.")).to_be_visible()
    press(fatima, "Afronden en rapport maken")
    expect(heading(fatima)).to_have_text("Klaar! Jullie rapport ligt er.")
    press(fatima, "Bekijk het rapport")
    expect(heading(fatima)).to_contain_text(facts["organisation_name"])
    for words in ("Wat goed gaat", "Wat eerst", "Hoe ver van het keurmerk", "Wat nu"):
        expect(fatima.get_by_role("heading", name=words, exact=True)).to_be_visible()

    assert_readable_pdf(downloaded(fatima, "Download als pdf", tmp_path / "rapport.pdf"))
    workbook = load_workbook(downloaded(fatima, "Download als Excel", tmp_path / "rapport.xlsx"))
    words = {str(cell) for sheet in workbook for row in sheet.iter_rows(values_only=True) for cell in row if cell}
    assert any(facts["organisation_name"] in one for one in words)

    # a fresh look at the front door: it is still here
    fatima.goto("/")
    fatima.get_by_role("link", name=facts["organisation_name"]).click()
    assert fatima.url.endswith(f"/zelfevaluatie/{number}/afgerond/")


def downloaded(page: Page, name: str, to: Path) -> Path:
    with page.expect_download() as waiting:
        press(page, name)
    assert waiting.value.suggested_filename.startswith("goed-geregeld-")
    waiting.value.save_as(to)
    return to


def assert_readable_pdf(file: Path) -> None:
    content = file.read_bytes()
    assert content.startswith(b"%PDF")
    assert [finding for outcome in pdfua.validate(str(file)).outcomes for finding in outcome.findings] == []


def test_the_questionnaire_on_paper_and_in_excel(fatima: Page, tmp_path: Path) -> None:
    fatima.goto("/")
    with fatima.expect_download() as pdf:
        fatima.get_by_role("link", name="De vragenlijst om te printen").click()
    pdf.value.save_as(tmp_path / "vragenlijst.pdf")
    assert_readable_pdf(tmp_path / "vragenlijst.pdf")
    with fatima.expect_download() as xlsx:
        fatima.get_by_role("link", name="De vragenlijst om in te vullen in Excel").click()
    xlsx.value.save_as(tmp_path / "vragenlijst.xlsx")
    assert load_workbook(BytesIO((tmp_path / "vragenlijst.xlsx").read_bytes())).sheetnames


@pytest.mark.parametrize("javascript", [True, False], ids=["with-javascript", "without-javascript"])
def test_not_applicable_asks_why_beside_the_statement(device: NamedDevice, javascript: bool) -> None:
    fatima = device(javascript=javascript)
    number = started(fatima, HOSPITAL)
    theme(fatima, number, "A-meedoen")
    choose(fatima, "A17", 2)
    choose(fatima, "A18", "nvt")
    fatima.locator(".next-bar button").click()

    expect(fatima).to_have_title("Fout: Iedereen kan meedoen – Goed Geregeld")
    why = "Schrijf er kort bij waarom dit bij jullie niet van toepassing is."
    summary = fatima.get_by_role("alert")
    expect(summary.get_by_role("link", name=f"A18: {why}")).to_have_attribute("href", "#A18")
    expect(fatima.locator("#A18-fout")).to_contain_text(f"Fout: {why}")
    expect(option(fatima, "A18", "nvt")).to_be_checked()
    expect(option(fatima, "A18", "nvt")).to_have_accessible_description(f"Fout: {why}")
    expect(fatima.locator("#A18-reden")).to_have_accessible_description(f"Fout: {why}")
    expect(option(fatima, "A17", 2)).to_be_checked()  # the others are saved

    summary.get_by_role("link").click()
    fatima.get_by_label("Waarom is dit bij jullie niet van toepassing?").and_(fatima.locator("#A18-reden")).fill(
        "Wij hebben alleen vaste vrijwilligers."
    )
    fatima.locator(".next-bar button").click()
    expect(heading(fatima)).not_to_have_text("Iedereen kan meedoen")
    theme(fatima, number, "A-meedoen")
    expect(option(fatima, "A18", "nvt")).to_be_checked()
    expect(fatima.locator("#A18-reden")).to_have_value("Wij hebben alleen vaste vrijwilligers.")


def test_not_knowing_yet_is_kept_shown_and_holds_up_completing(device: NamedDevice) -> None:
    fatima = device(javascript=False)
    number = begin(fatima, route="star")
    fatima.get_by_role("link", name="Begin met").click()
    first = codes(fatima)[0]
    answer_everything(fatima, javascript=False)
    theme(fatima, number, "A-missie")
    choose(fatima, first, "?")
    press(fatima, "Naar het overzicht")
    expect(fatima.get_by_text("1 keer ‘weet ik nog niet’")).to_be_visible()

    fatima.get_by_role("link", name="Nakijken en afronden").click()
    expect(fatima.get_by_text("Eén stelling heeft nog geen antwoord.")).to_be_visible()
    expect(fatima.get_by_role("button", name="Afronden en rapport maken")).to_have_count(0)
    expect(fatima.get_by_text("Weet ik nog niet")).to_be_visible()

    fatima.locator(".open-list a").click()
    choose(fatima, first, 3)
    press(fatima, "Opslaan en terug naar nakijken")
    expect(fatima.get_by_role("button", name="Afronden en rapport maken").first).to_be_visible()


def test_changing_from_the_check_page_returns_there(fatima: Page) -> None:
    number = started(fatima)
    theme(fatima, number, "A-missie")
    choose_and_see_saved(fatima, "A2", 1)
    fatima.goto(f"/zelfevaluatie/{number}/nakijken/")
    fatima.get_by_role("link", name="Wijzig A2").click()
    choose(fatima, "A2", 3)
    remark(fatima, "A2").fill("Staat in de statuten.")
    press(fatima, "Opslaan en terug naar nakijken")
    assert fatima.url.endswith("/nakijken/#A2")
    expect(fatima.get_by_text("Staat in de statuten.")).to_be_in_viewport()


def test_a_completed_evaluation_stands_and_a_new_version_copies_it(fatima: Page) -> None:
    number = begin(fatima, route="star")
    fatima.get_by_role("link", name="Begin met").click()
    answer_everything(fatima, javascript=True)

    old_tab = fatima.context.new_page()
    theme(old_tab, number, "A-missie")
    press(fatima, "Afronden en rapport maken")
    expect(heading(fatima)).to_have_text("Klaar! Jullie rapport ligt er.")

    # the old tab: told at the statement, and on the button a page that keeps what was typed
    choose(old_tab, "A1", 3)
    expect(old_tab.locator("#A1 .saved")).to_have_text(
        "Deze zelfevaluatie is intussen afgerond. Je antwoord is niet meer opgeslagen."
    )
    remark(old_tab, "A1").fill("Dit wilde ik er nog bij zetten.")
    old_tab.locator(".next-bar button").click()
    expect(heading(old_tab)).to_have_text("Deze zelfevaluatie is al afgerond")
    expect(old_tab.get_by_text("Dit wilde ik er nog bij zetten.")).to_be_visible()

    fatima.goto(f"/zelfevaluatie/{number}/afgerond/")
    press(fatima, "Begin een nieuwe versie")
    expect(fatima.get_by_text("Je werkt nu in een nieuwe versie.")).to_be_visible()
    copy = fatima.url.rstrip("/").rpartition("/")[2]
    assert copy != number
    theme(fatima, copy, "A-missie")
    expect(option(fatima, "A1", 0)).to_be_checked()
    choose_and_see_saved(fatima, "A1", 2)
    fatima.goto(f"/rapport/{number}/")
    expect(heading(fatima)).to_contain_text(SMALL_CLUB["organisation_name"])
