"""The office asks whether we are on course: it reads in earlier years, sets a target, and follows a number to its list."""

from playwright.sync_api import expect

from tests.e2e.conftest import LAPTOP, NamedDevice
from tests.e2e.site import Site
from tests.e2e.steps import heading
from tests.e2e.test_office import enter, looks_right
from tests.e2e.test_sign_in import press
from tests.reports.kpi.test_past import book

PAGES = (
    "",
    "trajecten/",
    "effect/",
    "rapporten/",
    "streefcijfers/",
    "vroeger/",
    "lijst/uses/",
    "lijst/marks/",
    "tijd/",
    "meningen/",
)
MONTHS = [["zelfevaluaties", year, month, 200 + 10 * month] for year in (2023, 2024) for month in range(1, 13)]


def test_are_we_on_course(device: NamedDevice, site: Site) -> None:
    page = enter(device(LAPTOP), "medewerker3")
    page.get_by_role("link", name="Cijfers: zijn we op koers?").click()
    expect(heading(page)).to_have_text("Cijfers")
    page.get_by_role("link", name="Cijfers van vroegere jaren inlezen").click()
    file = {"name": "vroeger.xlsx", "mimeType": "application/vnd.ms-excel"}
    page.get_by_label("Excel-bestand").set_input_files({**file, "buffer": book([["uren", 2023, 1, 1]])})
    press(page, "Lees in")
    expect(page.get_by_role("alert")).to_contain_text("A2")
    page.get_by_label("Excel-bestand").set_input_files({**file, "buffer": book(MONTHS)})
    press(page, "Kijk wat erbij komt")
    expect(page.get_by_text("24 nieuwe aantallen")).to_be_visible()
    page.get_by_label("Excel-bestand").set_input_files({**file, "buffer": book(MONTHS)})
    press(page, "Lees in")
    expect(page.get_by_text("Ingelezen: 24 aantallen")).to_be_visible()
    expect(page.get_by_text("in 2023 tot en met 2024 was toen").first).to_be_visible()

    page.get_by_role("link", name="Streefcijfers bekijken of vastleggen").click()
    page.get_by_label("Waarvan?").select_option(label="Toegekende keurmerken")
    page.get_by_label("Streefcijfer", exact=True).fill("60")
    press(page, "Bewaar het streefcijfer")
    expect(page.get_by_text("Het streefcijfer is bewaard.")).to_be_visible()
    page.goto("/kantoor/cijfers/")
    expect(page.get_by_text("van 60")).to_be_visible()
    page.locator(".course-number a").first.click()
    expect(heading(page)).to_have_text("Afgeronde zelfevaluaties")
    for address in PAGES:
        page.goto(f"/kantoor/cijfers/{address}")
        looks_right(page, address)
    with page.expect_download() as taken:
        page.goto("/kantoor/cijfers/rapporten/")
        page.get_by_role("link", name="pdf over 2024").click()
    assert taken.value.suggested_filename == "goed-geregeld-cijfers-2024.pdf"
