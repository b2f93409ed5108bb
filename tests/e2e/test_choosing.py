"""Choosing people: somebody finds an adviser without a mouse, and the office chooses from a ranking and divides what waits."""

from playwright.sync_api import expect

from tests.e2e.conftest import LAPTOP, PHONE, NamedDevice
from tests.e2e.site import Site
from tests.e2e.steps import heading
from tests.e2e.test_office import application_of, enter, looks_right
from tests.e2e.test_sign_in import press


def test_an_adviser_is_found_by_name_by_the_map_and_without_a_mouse(device: NamedDevice, site: Site) -> None:
    page = device(PHONE, at=site)
    page.goto("/adviseurs/")
    page.get_by_label("Wij werken in").fill("de meern")
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Adviseur in Utrecht")
    expect(page.get_by_role("link", name="Anna Adviseur")).to_be_visible()
    page.goto("/adviseurs/")
    on_the_map = page.locator(".province-map a").filter(has_text="Zeeland")
    on_the_map.focus()
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Adviseurs in Zeeland")
    page.get_by_role("link", name="Middelburg").click()
    expect(page.get_by_text("werkt nog geen eigen adviseur")).to_be_visible()
    page.get_by_role("link", name="Nico Landelijk").click()
    expect(heading(page)).to_have_text("Nico Landelijk")
    expect(page.get_by_text("het hele land")).to_be_visible()


def test_the_office_chooses_from_a_ranking_and_divides_what_waits(device: NamedDevice, own_site: Site) -> None:
    page = enter(device(LAPTOP, at=own_site), "medewerker")
    path = application_of(own_site, "Natuurwerkgroep ’t Wilgenbos")
    page.goto(f"{path}adviseur/")
    page.locator("summary", has_text="Zo is de volgorde gemaakt").click()
    expect(page.get_by_role("columnheader", name="Plaats")).to_be_visible()
    looks_right(page, "assign")
    page.locator("input[name=adviser]").last.check()
    press(page, "Vraag deze adviseur")
    expect(page.get_by_text("Schrijf waarom je niet").first).to_be_visible()
    page.goto("/kantoor/aanvragen/")
    page.get_by_role("link", name="over de adviseurs").click()
    expect(page.get_by_text("Voor 1 aanvraag is er een voorstel.")).to_be_visible()
    looks_right(page, "divide")
    press(page, "Vraag ze allemaal")
    expect(page.get_by_text("1 adviseur is gevraagd.")).to_be_visible()
    expect(page.get_by_text("Er is nu geen aanvraag waarvoor NOV een adviseur zoekt.")).to_be_visible()
    page.goto("/kantoor/kwaliteit/")
    looks_right(page, "quality")
