"""The personal link: another device, a mail to oneself, and taking it back."""

from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.e2e.site import Site
from tests.e2e.steps import SMALL_CLUB, choose_and_see_saved, heading, option, personal_link, press, started, theme


def test_the_link_opens_it_on_another_device(fatima: Page, wim: Page, site: Site) -> None:
    number = started(fatima)
    theme(fatima, number, "A-missie")
    choose_and_see_saved(fatima, "A1", 2)
    address = personal_link(fatima, number)
    assert address.startswith(f"{site.url}/zelfevaluatie/verder/")
    assert len(urlsplit(address).path.split("/")[-2]) >= 32
    assert number not in address

    wim.goto(f"/zelfevaluatie/{number}/")
    expect(heading(wim)).to_have_text("Deze pagina is er niet")
    wim.goto("/")
    wim.get_by_label("Plak hier je persoonlijke link").fill(f"  {address} ")
    press(wim, "Ga verder")
    expect(heading(wim)).to_have_text(SMALL_CLUB["organisation_name"])
    theme(wim, number, "A-missie")
    expect(option(wim, "A1", 2)).to_be_checked()
    wim.goto("/")  # from now on it is at hand here too
    expect(wim.get_by_role("link", name=SMALL_CLUB["organisation_name"])).to_be_visible()


def test_a_withdrawn_link_locks_the_other_device_out(fatima: Page, wim: Page) -> None:
    number = started(fatima)
    address = personal_link(fatima, number)
    wim.goto(address)
    theme(wim, number, "A-missie")

    fatima.goto(f"/zelfevaluatie/{number}/link/")
    press(fatima, "Trek de link in en maak een nieuwe")
    expect(fatima.get_by_text("De oude link werkt niet meer.")).to_be_visible()
    new = fatima.get_by_label("Jouw link").input_value()
    assert new != address

    wim.locator("label:has(input[name='A1'][value='3'])").click()
    expect(wim.locator("#A1 .saved")).to_contain_text("Niet opgeslagen. Druk onderaan op de knop")
    press(wim, "Opslaan en verder")
    expect(heading(wim)).to_have_text("Verder met je persoonlijke link")
    wim.goto(address)
    expect(heading(wim)).to_have_text("Deze link werkt niet (meer)")
    wim.goto("/")
    expect(wim.get_by_role("link", name=SMALL_CLUB["organisation_name"])).to_have_count(0)

    theme(fatima, number, "A-missie")  # Fatima simply goes on
    expect(option(fatima, "A1", 3)).not_to_be_checked()
    choose_and_see_saved(fatima, "A1", 1)
    wim.goto(new)
    expect(heading(wim)).to_have_text(SMALL_CLUB["organisation_name"])


def test_the_link_mailed_to_oneself_five_times_a_day(fatima: Page, wim: Page, site: Site) -> None:
    number = started(fatima)
    address = personal_link(fatima, number)
    to = f"fatima-{number[:8]}@example.org"
    for _ in range(5):
        fatima.get_by_label("Naar welk e-mailadres?").fill(to)
        press(fatima, "Mail de link")
        expect(fatima.get_by_text(f"De link is onderweg naar {to}.")).to_be_visible()
    fatima.get_by_label("Naar welk e-mailadres?").fill(to)
    press(fatima, "Mail de link")
    expect(fatima).to_have_title("Fout: Je persoonlijke link – Goed Geregeld")
    expect(fatima.get_by_text("Je hebt de link vandaag al 5 keer gemaild.").last).to_be_visible()

    mails = site.rows('SELECT * FROM post_office_email WHERE "to" = ?', to)
    assert len(mails) == 5
    assert all(address in mail["message"] + mail["html_message"] for mail in mails)
    wim.goto(address)
    expect(heading(wim)).to_have_text(SMALL_CLUB["organisation_name"])


def test_a_wrong_mail_address_is_told_beside_the_field(fatima: Page) -> None:
    number = started(fatima)
    fatima.goto(f"/zelfevaluatie/{number}/link/")
    field = fatima.get_by_label("Naar welk e-mailadres?")
    field.evaluate("one => one.form.noValidate = true")
    field.fill("fatima.example.org")
    press(fatima, "Mail de link")
    expect(fatima.get_by_role("alert")).to_be_visible()
    expect(fatima.get_by_label("Naar welk e-mailadres?")).to_have_value("fatima.example.org")
