"""Signing in as people do it: the mail beside the page, an app, a passkey, a lost phone, a second device."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from selfeval.management import demo_cast
from tests.e2e.conftest import LAPTOP, PHONE, NamedDevice
from tests.e2e.site import Site
from tests.goedgeregeld.accounts.keys import app_code

ANNA = next(player for player in demo_cast.CAST if player.role == "adviser")


@pytest.fixture
def near(installed: Path, tmp_path: Path) -> Iterator[Site]:
    """A site of one's own at localhost: without https a browser allows passkeys only there."""
    running = Site(installed, tmp_path / "var")
    running.url = f"http://localhost:{running.port}"
    running.start()
    yield running
    running.stop()


def mailed_code(page: Page, to: str) -> str:
    """The code in the newest mail to this address, as read in another tab."""
    tab = page.context.new_page()
    tab.goto("/postvak/")
    mail = tab.locator("article.mail", has_text=f"Aan {to},").first.inner_text()
    tab.close()
    return re.search(r"\b\d{4}-\d{4}\b", mail).group()


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()


def sign_in(page: Page, email: str, *, at: str = "/account/inloggen/") -> None:
    page.goto(at)
    page.get_by_label("E-mailadres").fill(email)
    press(page, "Mail mij een code")
    expect(page.locator("h1")).to_have_text("Vul de code in")
    page.get_by_label("Code").fill(mailed_code(page, email))
    press(page, "Inloggen")


def give_role(site: Site, email: str, role: str) -> None:
    site.run(
        "INSERT INTO accounts_role (user_id, kind, since) "
        f"SELECT id, '{role}', '2026-11-01 12:00:00' FROM accounts_user WHERE email = '{email}';"
    )


def make_app(page: Page) -> str:
    """Turn on an app for the second step; returns its secret. The recovery codes are on the page after."""
    page.goto("/account/tweede-stap/app/")
    secret = page.locator("#geheim").input_value()
    page.get_by_label("Code uit je app").fill(app_code(secret))
    press(page, "Zet de app aan")
    expect(page.locator("h1")).to_have_text("Je herstelcodes")
    return secret


def add_authenticator(page: Page) -> dict[str, Any]:
    """A thumb on this device: a virtual authenticator that recognises its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    return session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_fatima_signs_in_with_a_code_and_comes_out_where_she_wanted(fatima: Page) -> None:
    sign_in(fatima, "fatima@e2e.example", at="/account/inloggen/?next=/account/apparaten/")
    expect(fatima.locator("h1")).to_have_text("Waar je bent ingelogd")
    expect(fatima.locator("header")).to_contain_text("Je account")
    fatima.goto("/account/")
    press(fatima, "Uitloggen")
    expect(fatima.locator("header")).to_contain_text("Inloggen")


def test_a_wrong_code_is_said_in_words_and_above_the_page(fatima: Page) -> None:
    fatima.goto("/account/inloggen/")
    fatima.get_by_label("E-mailadres").fill("tikfout@e2e.example")
    press(fatima, "Mail mij een code")
    fatima.get_by_label("Code").fill("0000-0000")
    press(fatima, "Inloggen")
    expect(fatima.locator(".error-summary")).to_contain_text("Deze code klopt niet")
    assert fatima.title().startswith("Fout:")


def test_it_works_without_javascript(device: NamedDevice) -> None:
    page = device(PHONE, javascript=False)
    sign_in(page, "zonder-js@e2e.example")
    expect(page.locator("header")).to_contain_text("Je account")


def test_somebody_with_a_role_makes_an_app_first_and_gets_in_with_a_recovery_code(
    site: Site, device: NamedDevice
) -> None:
    page = device(LAPTOP)
    sign_in(page, "otto@e2e.example")
    give_role(site, "otto@e2e.example", "auditor")
    page.goto("/account/naam/")
    expect(page.locator("main")).to_contain_text("Maak eerst een tweede stap")
    page.get_by_role("link", name="Gebruik een app").click()
    make_app(page)
    code = page.locator(".recovery-codes code").first.inner_text()
    page.goto("/account/naam/")
    expect(page.locator("h1")).to_have_text("Je naam")

    other = device(PHONE)  # the phone with the app is lost; this is a new one
    sign_in(other, "otto@e2e.example")
    expect(other.locator("h1")).to_have_text("De tweede stap")
    other.get_by_label("Code uit je app").fill(code)
    press(other, "Inloggen")
    other.goto("/account/naam/")
    expect(other.locator("h1")).to_have_text("Je naam")


def test_anna_of_the_demo_signs_in_with_what_the_inbox_shows(device: NamedDevice) -> None:
    page = device(LAPTOP)
    page.goto("/account/inloggen/wachtwoord/")
    page.get_by_label("E-mailadres").fill(ANNA.email)
    page.get_by_label("Wachtwoord").fill(demo_cast.PASSWORD)
    press(page, "Inloggen")
    tab = page.context.new_page()
    tab.goto("/postvak/")
    code = tab.locator("tr", has_text=ANNA.email).locator("code").inner_text()
    page.get_by_label("Code uit je app").fill(code)
    press(page, "Inloggen")
    page.goto("/account/naam/")
    expect(page.locator("h1")).to_have_text("Je naam")


def test_a_passkey_is_made_and_signs_in_by_itself(near: Site, device: NamedDevice) -> None:
    page = device(LAPTOP, at=near)
    add_authenticator(page)
    sign_in(page, "anna@e2e.example")
    give_role(near, "anna@e2e.example", "adviser")
    page.goto("/account/")
    page.get_by_role("link", name="Maak een toegangssleutel").click()
    page.get_by_label("Naam").fill("Mijn laptop")
    press(page, "Maak de toegangssleutel")
    expect(page.locator("h1")).to_have_text("Je herstelcodes")
    page.goto("/account/tweede-stap/toegangssleutels/")
    expect(page.locator("main")).to_contain_text("Mijn laptop")
    page.goto("/account/uitloggen/")
    press(page, "Uitloggen")

    page.goto("/account/inloggen/?next=/account/naam/")
    press(page, "Met een toegangssleutel")
    expect(page.locator("h1")).to_have_text("Je naam")

    page.goto("/account/uitloggen/")
    press(page, "Uitloggen")
    sign_in(page, "anna@e2e.example")  # by mail it is the second step
    expect(page.locator("h1")).to_have_text("De tweede stap")
    press(page, "Met je toegangssleutel")
    expect(page.locator("header")).to_contain_text("Je account")
    page.goto("/account/naam/")
    expect(page.locator("h1")).to_have_text("Je naam")

    page.goto("/account/e-mailadres/")  # a sensitive act asks once more
    expect(page.locator("h1")).to_have_text("Ben jij het nog?")
    press(page, "Met je toegangssleutel")
    expect(page.locator("h1")).to_have_text("Ander e-mailadres")


def test_a_passkey_that_fails_is_said_in_words(device: NamedDevice) -> None:
    page = device(LAPTOP)  # at 127.0.0.1, where a browser allows none
    page.goto("/account/inloggen/")
    press(page, "Met een toegangssleutel")
    expect(page.locator("#passkey-problem")).to_be_visible()


def test_a_device_that_is_signed_out_elsewhere_is_out(device: NamedDevice) -> None:
    laptop, phone = device(LAPTOP), device(PHONE)
    for page in (laptop, phone):
        sign_in(page, "twee@e2e.example")
    laptop.goto("/account/apparaten/")
    laptop.locator("main li form button").click()
    expect(laptop.locator(".messages")).to_contain_text("Uitgelogd op 1 apparaat.")
    phone.goto("/account/")
    expect(phone.locator("h1")).to_have_text("Inloggen")


def test_an_address_changes_with_both_codes(fatima: Page) -> None:
    old, new = "oud@e2e.example", "nieuw@e2e.example"
    sign_in(fatima, old)
    fatima.goto("/account/e-mailadres/")
    fatima.get_by_label("Nieuw e-mailadres").fill(new)
    press(fatima, "Mail mij de codes")
    fatima.get_by_label(f"Code uit de mail aan {old}").fill(mailed_code(fatima, old))
    fatima.get_by_label(f"Code uit de mail aan {new}").fill(mailed_code(fatima, new))
    press(fatima, "Verander mijn adres")
    expect(fatima.locator("main")).to_contain_text(new)


SCREENS = (
    "", "naam/", "e-mailadres/", "wachtwoord/instellen/", "apparaten/", "uitloggen/", "bevestigen/mail/", "tweede-stap/",
    "tweede-stap/app/", "tweede-stap/toegangssleutels/nieuw/", "tweede-stap/toegangssleutels/",
)  # fmt: skip


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_every_screen_is_accessible_and_fits(device: NamedDevice, size: tuple[int, int]) -> None:
    page = device(size)
    paths = ["/account/inloggen/", "/account/inloggen/wachtwoord/", "/account/wachtwoord/vergeten/", "/postvak/"]
    check(page, paths)
    sign_in(page, f"axe{size[0]}@e2e.example")
    check(page, [f"/account/{screen}" for screen in SCREENS])
    make_app(page)
    check(page, ["/account/tweede-stap/herstelcodes/", "/account/tweede-stap/", "/account/tweede-stap/app/uitzetten/"])


def check(page: Page, paths: list[str]) -> None:
    for path in paths:
        assert page.goto(path).status == 200, path
        violations = Axe().run(page).response["violations"]
        assert not violations, (path, [(one["id"], [node["html"] for node in one["nodes"]]) for one in violations])
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
