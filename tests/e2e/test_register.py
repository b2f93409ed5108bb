"""Is this mark genuine? By typing the code, by scanning, by the badge; and telling the office that something is wrong."""

import io
import re
import time

import pytest
import segno
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e import marks
from tests.e2e.site import Site
from tests.e2e.steps import heading, press


@pytest.fixture(autouse=True)
def there(site: Site) -> None:
    marks.put(site)
    marks.set_state(site, marks.NUMBER, "valid")


def test_from_the_first_page_to_the_answer_by_typing_the_code(wim: Page) -> None:
    wim.goto("/")
    wim.get_by_role("link", name="Kijk of het echt is en nu geldig").click()
    wim.get_by_label("De code op het certificaat").fill("2222 2222 222")
    press(wim, "Controleer")
    expect(heading(wim)).to_have_text("Controleer een keurmerk")
    expect(wim.locator(".error-summary")).to_contain_text("te kort")
    wim.get_by_label("De code op het certificaat").fill("2222 2222 2222")
    began = time.monotonic()
    press(wim, "Controleer")
    expect(heading(wim)).to_have_text(marks.NAME)
    expect(wim.locator(".verdict")).to_contain_text("het is vandaag geldig")
    assert time.monotonic() - began < 5
    assert wim.context.cookies() == [] or all(one["name"] == "csrftoken" for one in wim.context.cookies())


@pytest.mark.parametrize(
    ("code", "words"),
    [(marks.CODE, "vandaag geldig"), (marks.SUSPENDED_CODE, "heeft het geschorst"),
     (marks.UNKNOWN, "Vertrouw dit certificaat niet")],
)  # fmt: skip
def test_a_scanned_qr_leads_to_the_answer(fatima: Page, site: Site, code: str, words: str) -> None:
    """A picture of the QR, a little crooked and blurred, as a phone sees it."""
    picture = io.BytesIO()
    segno.make(f"{site.url}/controle/{code}/", error="m").save(picture, kind="png", scale=6)
    seen = Image.open(picture).convert("L").rotate(3, expand=True, fillcolor=255).resize((420, 420))
    found = zxingcpp.read_barcodes(seen)
    answer = fatima.goto(found[0].text)
    assert answer is not None
    expect(fatima.locator(".verdict")).to_contain_text(words)
    assert answer.status == (404 if code == marks.UNKNOWN else 200)


def test_a_suspension_is_seen_within_a_minute_also_by_who_has_a_copy(fatima: Page, site: Site) -> None:
    fatima.goto(f"/controle/{marks.CODE}/")
    expect(fatima.locator(".verdict")).to_contain_text("vandaag geldig")
    marks.set_state(site, marks.NUMBER, "suspended")
    began = time.monotonic()
    while "geschorst" not in fatima.locator(".verdict").inner_text():
        assert time.monotonic() - began < 60
        time.sleep(2)
        fatima.goto(f"/controle/{marks.CODE}/")


def test_the_register_finds_filters_and_leads_on(wim: Page) -> None:
    wim.goto("/register/")
    wim.get_by_label("Welke organisatie heet").fill("zonne")
    wim.get_by_label("in de provincie").select_option("Utrecht")
    wim.get_by_label("met een keurmerk dat is:").select_option("geschorst")
    press(wim, "Toon")
    expect(wim.locator("tbody tr")).to_have_count(1)
    wim.locator("tbody a").first.click()
    expect(wim.locator(".verdict")).to_contain_text("Geschorst")


def test_a_signal_reaches_the_office_and_no_page(wim: Page, site: Site) -> None:
    wim.goto(f"/register/{marks.SUSPENDED}/")
    wim.get_by_role("link", name="Meld wat er niet klopt").click()
    press(wim, "Verstuur naar NOV")
    expect(wim.locator(".error-summary")).to_contain_text("Schrijf in een paar woorden")
    wim.get_by_label("Wat klopt er niet?").fill("Er is geen verzekering voor vrijwilligers.")
    press(wim, "Verstuur naar NOV")
    expect(heading(wim)).to_have_text(re.compile("Dank je wel"))
    assert [row["text"] for row in site.rows("SELECT text FROM keurmerk_signal WHERE name = ''")] == [
        "Er is geen verzekering voor vrijwilligers."
    ]
