"""Together in one organisation: claiming what was made without account, inviting, reading along, handing over."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.site import Site
from tests.e2e.steps import SMALL_CLUB, begin, heading, press
from tests.e2e.test_sign_in import sign_in

FATIMA, WIM = "fatima@dissel.example", "wim@dissel.example"


def claimed(page: Page, site: Site) -> tuple[str, str]:
    """Fatima fills in without account, signs in, and claims it for a new organisation; returns both numbers."""
    number = begin(page, {**SMALL_CLUB, "volunteers": "46"})
    page.get_by_role("link", name="Bewaar bij je organisatie").click()
    expect(heading(page)).to_have_text("Inloggen")
    sign_in(page, FATIMA, at=page.url)
    expect(heading(page)).to_have_text("Bewaar bij je organisatie")
    expect(page.get_by_label("Naam van de organisatie")).to_have_value(SMALL_CLUB["organisation_name"])
    expect(page.get_by_label("Aantal vrijwilligers")).to_have_value("46")
    sound(page)
    press(page, "Bewaar bij deze organisatie")
    expect(page.locator(".messages")).to_contain_text("hoort nu bij jullie organisatie")
    row = site.rows("SELECT organisation_id AS one FROM selfeval_evaluation WHERE id = ?", number.replace("-", ""))[0]
    raw = row["one"]
    return number, f"{raw[:8]}-{raw[8:12]}-{raw[12:16]}-{raw[16:20]}-{raw[20:]}"


def sound(page: Page) -> None:
    """No accessibility complaint, and nothing sticks out sideways."""
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def invited(page: Page, to: str) -> str:
    """The link in the newest mail to this address."""
    tab = page.context.new_page()
    tab.goto("/postvak/")
    mail = tab.locator("article.mail", has_text=f"Aan {to},").first.inner_text()
    tab.close()
    found = re.search(r"/uitnodiging/[\w-]+/", mail)
    assert found, mail
    return found[0]


def test_claim_invite_read_along_and_hand_over(site: Site, fatima: Page, wim: Page) -> None:
    number, organisation = claimed(fatima, site)

    fatima.goto(f"/organisatie/{organisation}/")
    sound(fatima)
    press(fatima, "Nodig iemand uit")
    sound(fatima)
    fatima.get_by_label("E-mailadres").fill(WIM)
    fatima.locator("label:has([name='right'][value='reader'])").click()
    press(fatima, "Verstuur de uitnodiging")
    expect(fatima.locator("main")).to_contain_text("Wacht op antwoord")

    link = invited(wim, WIM)
    wim.goto(link)
    expect(wim.locator("main")).to_contain_text("Roeivereniging De Kromme Dissel")
    sound(wim)
    press(wim, "Log in en ga verder")
    sign_in(wim, WIM, at=wim.url)
    press(wim, "Ja, ik doe mee")
    expect(heading(wim)).to_have_text(SMALL_CLUB["organisation_name"])
    sound(wim)
    wim.goto(f"/zelfevaluatie/{number}/")
    expect(wim.locator("main")).to_contain_text("0 van de")
    expect(wim.locator("aside")).to_contain_text("Je leest mee")
    answer = wim.goto(f"/zelfevaluatie/{number}/profiel/")
    assert answer
    assert answer.status == 403
    again = fatima.goto(link)  # it was Wim's, and it was used
    assert again
    assert again.status == 409

    fatima.goto(f"/organisatie/{organisation}/overdragen/")
    fatima.locator("label", has_text=WIM).click()
    fatima.locator("label", has_text="Ik verlaat de organisatie").click()
    press(fatima, "Verder")
    expect(fatima.locator("main")).to_contain_text(f"{WIM} (lezer) wordt beheerder")
    sound(fatima)
    press(fatima, "Draag het beheer over")
    expect(fatima.locator(".messages")).to_contain_text("Het beheer is overgedragen")
    gone = fatima.goto(f"/organisatie/{organisation}/")
    assert gone
    assert gone.status == 404
    wim.goto(f"/organisatie/{organisation}/")
    expect(wim.get_by_role("link", name="Het beheer overdragen")).to_be_visible()
    answer = wim.goto(f"/zelfevaluatie/{number}/profiel/")
    assert answer
    assert answer.status == 200
