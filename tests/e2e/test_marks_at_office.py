"""The office and the marks, in a browser: a suspension that the world sees within a minute, and marks read in from Excel."""

import re
import time

from playwright.sync_api import Page, expect

from tests.e2e import marks
from tests.e2e.conftest import LAPTOP, PHONE, NamedDevice
from tests.e2e.site import Site
from tests.e2e.steps import heading, press
from tests.e2e.test_office import enter, looks_right, new_organisation
from tests.e2e.test_sign_in import sign_in
from tests.keurmerk.carrying.importing.books import book, row

WHY = "De verzekering van de vrijwilligers is beëindigd."


def choose_file(page: Page, content: bytes) -> None:
    file = {"name": "oud.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    page.get_by_label("Het Excel-bestand met keurmerken").set_input_files(file)  # type: ignore[arg-type]
    press(page, "Kijk wat erbij komt")


def test_a_suspension_after_a_signal_is_seen_by_everybody(device: NamedDevice, own_site: Site) -> None:
    marks.put(own_site)
    wim, mo = device(PHONE, at=own_site), device(LAPTOP, at=own_site)
    wim.goto(f"/register/{marks.NUMBER}/")
    expect(wim.locator(".verdict")).to_contain_text("Geldig")
    wim.get_by_role("link", name="Meld wat er niet klopt").click()
    wim.get_by_label("Wat klopt er niet?").fill("Er is geen verzekering.")
    press(wim, "Verstuur naar NOV")

    enter(mo, "medewerker")
    mo.get_by_role("link", name="2 signalen over keurmerken zijn nog niet afgehandeld").click()
    expect(heading(mo)).to_have_text("Te doen rond keurmerken")
    looks_right(mo, "te doen")
    mo.get_by_role("row").filter(has_text=marks.NUMBER).get_by_role("link", name=marks.NAME).click()
    expect(mo.locator("main")).to_contain_text("Er is geen verzekering.")
    press(mo, "Neem dit in behandeling")
    looks_right(mo, "signaal")
    mo.get_by_role("link", name="Schors dit keurmerk").click()
    other_tab = mo.context.new_page()
    other_tab.goto(mo.url)
    press(mo, "Schors dit keurmerk")
    expect(mo.locator(".error-summary")).to_be_visible()
    looks_right(mo, "schorsen")
    mo.get_by_label("Waarom?").fill(WHY)
    press(mo, "Schors dit keurmerk")
    began = time.monotonic()
    expect(mo.locator("main")).to_contain_text("sinds dit signaal geschorst")
    other_tab.get_by_label("Waarom?").fill("Nog eens.")
    press(other_tab, "Schors dit keurmerk")
    expect(heading(other_tab)).to_have_text("Dit kan nu niet")
    expect(other_tab.locator("main")).to_contain_text("Nog eens.")
    looks_right(other_tab, "kan nu niet")
    mo.get_by_label("Wat is ermee gedaan?").fill("Geschorst tot de polis er is.")
    press(mo, "Handel dit signaal af")
    expect(mo.locator("main")).to_contain_text("Afgehandeld door")
    mo.get_by_role("link", name=marks.NAME).click()
    expect(mo.locator("main")).to_contain_text(WHY)
    looks_right(mo, "keurmerk")

    while True:
        wim.goto(f"/register/{marks.NUMBER}/")
        if "Geschorst" in wim.locator(".verdict").inner_text():
            break
        assert time.monotonic() - began < 60
        time.sleep(2)
    assert WHY not in wim.content()


def test_marks_of_before_are_read_in_from_excel(device: NamedDevice, own_site: Site) -> None:
    mo, truus = device(LAPTOP, at=own_site), device(PHONE, at=own_site)
    sign_in(truus, "truus@bank.example")
    new_organisation(truus, "De Bank in Zwolle")
    enter(mo, "medewerker")
    mo.goto("/kantoor/keurmerken/?origin=before")
    expect(mo.locator("main")).to_contain_text("Geen keurmerk past bij wat je zoekt.")
    looks_right(mo, "geen keurmerken")
    mo.get_by_role("link", name=re.compile("^Lees keurmerken in")).click()
    looks_right(mo, "inlezen")
    choose_file(mo, book(row(Gemeente="Utrect"), row(Nummer="2019-012")))
    expect(mo.locator(".error-summary")).to_contain_text("blad Keurmerken, cel C2: De gemeente 'Utrect'")
    looks_right(mo, "inlezen fout")
    choose_file(mo, book(row(), row(Nummer="2019-012", Stand="ingetrokken", Stand_sinds="3-2-2024")))
    expect(heading(mo)).to_have_text("Er komen 2 keurmerken bij")
    looks_right(mo, "klopt dit")
    press(mo, "Lees ze in")
    expect(mo.locator(".messages")).to_contain_text("2 keurmerken zijn ingelezen.")
    expect(mo.locator("tbody tr")).to_have_count(2)
    looks_right(mo, "keurmerken")
    mo.goto("/kantoor/keurmerken-inlezen/")
    choose_file(mo, book(row()))
    expect(heading(mo)).to_have_text("Alles staat er al")
    mo.goto("/kantoor/keurmerken/?origin=before")
    mo.locator("tbody a", has_text="Stichting De Bank").first.click()
    mo.get_by_role("link", name="Kies de organisatie").click()
    expect(heading(mo)).to_have_text("Bij welke organisatie hoort dit keurmerk?")
    looks_right(mo, "bij welke organisatie")
    mo.get_by_label("Zoek op naam of KvK-nummer").fill("zwolle")
    press(mo, "Zoek")
    mo.get_by_role("button", name="De Bank in Zwolle").click()
    expect(mo.locator(".messages")).to_contain_text("Het keurmerk hoort nu bij De Bank in Zwolle.")
    mo.goto("/register/?naam=bank&stand=alle")
    expect(mo.locator("tbody tr")).to_have_count(2)
