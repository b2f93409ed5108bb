"""The network in a browser: a profile is kept on a phone; the office takes over people from Excel and hands work over."""

from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from PIL import Image
from playwright.sync_api import expect

from reports.network.sheet import COLUMNS, SHEET
from tests.e2e.conftest import LAPTOP, PHONE, NamedDevice
from tests.e2e.site import Site
from tests.e2e.steps import heading, press
from tests.e2e.test_office import enter, looks_right


def test_somebody_keeps_their_own_profile_on_a_phone(own_site: Site, device: NamedDevice, tmp_path: Path) -> None:
    """Employer and photo wait for the office; the rest holds at once; an absence, a tie and the declaration are told."""
    otto = enter(device(PHONE, at=own_site), "auditor")
    press(otto, "Mijn profiel, verklaring, afwezigheid en banden")
    expect(heading(otto)).to_have_text("Mijn profiel")
    looks_right(otto, "mijn profiel")
    press(otto, "Pas je gegevens aan")
    otto.locator("#id_employer_name").fill("De Schakel")
    otto.get_by_label("In welke talen kun je werken?").fill("Nederlands, Fries")
    otto.get_by_label("Sport", exact=True).check()
    looks_right(otto, "gegevens aanpassen")
    press(otto, "Bewaar")
    expect(otto.get_by_text("1 wijziging wacht op akkoord van NOV.")).to_be_visible()
    press(otto, "Kies een foto")
    photo = tmp_path / "ik.png"
    Image.new("RGB", (500, 700), "teal").save(photo)
    otto.get_by_label("Kies een foto").set_input_files(photo)
    press(otto, "Stuur de foto naar NOV")
    press(otto, "Ik neem een tijd geen nieuw werk aan")
    otto.get_by_label("Eerste dag").fill("2030-02-02")
    otto.get_by_label("Laatste dag").fill("2030-02-01")
    press(otto, "Leg vast")
    expect(otto.get_by_role("alert")).to_contain_text("De laatste dag ligt voor de eerste.")
    looks_right(otto, "afwezig")
    otto.get_by_label("Laatste dag").fill("2030-02-09")
    press(otto, "Leg vast")
    expect(otto.get_by_text("2 februari 2030 tot en met 9 februari 2030")).to_be_visible()
    press(otto, "Verklaring 2026" if otto.get_by_role("link", name="Verklaring 2026").count() else "Lees en onderteken")
    looks_right(otto, "verklaring")

    sanne = enter(device(LAPTOP, at=own_site), "medewerker")
    sanne.goto(f"{own_site.url}/kantoor/netwerk/overzicht/")
    looks_right(sanne, "overzicht")
    sanne.get_by_role("link", name="Otto").first.click()
    looks_right(sanne, "iemand van het netwerk")
    sanne.get_by_role("region", name="Werkgever").get_by_role("button", name="Keur goed").first.click()
    sanne.get_by_role("region", name="Foto").get_by_role("button", name="Keur goed").first.click()
    otto.goto(f"{own_site.url}/mijn/profiel/")
    expect(otto.get_by_text("De Schakel")).to_be_visible()
    expect(otto.get_by_role("img", name="Je foto")).to_be_visible()


def test_the_office_takes_people_over_and_hands_work_over(own_site: Site, device: NamedDevice) -> None:
    """Somebody new comes in from Excel, faults first; then everything of who stops goes to another, after a preview."""
    sanne = enter(device(LAPTOP, at=own_site), "medewerker")
    sanne.goto(f"{own_site.url}/kantoor/netwerk/")
    press(sanne, "Lees in uit Excel")
    looks_right(sanne, "inlezen")
    sanne.get_by_label("Het Excel-bestand met adviseurs en auditors").set_input_files(_book("Amersfort"))
    press(sanne, "Kijk wat er verandert")
    expect(sanne.get_by_role("alert")).to_contain_text("cel G2: De gemeente 'Amersfort' kennen we niet")
    looks_right(sanne, "inlezen met fouten")
    sanne.get_by_label("Het Excel-bestand met adviseurs en auditors").set_input_files(_book("Amersfoort"))
    press(sanne, "Kijk wat er verandert")
    expect(sanne.get_by_text("Nieuw: 1. Veranderd: 0.")).to_be_visible()
    looks_right(sanne, "nakijken")
    press(sanne, "Lees ze in")
    expect(sanne.get_by_role("link", name="Bibi Bos")).to_be_visible()
    looks_right(sanne, "netwerk")

    sanne.get_by_role("link", name="Anna", exact=False).first.click()
    press(sanne, "Draag al het werk over")
    sanne.get_by_label("Wie neemt al het werk als adviseur over?").select_option(label=_first_of(sanne, "Bibi Bos"))
    sanne.get_by_label("Waarom stopt deze persoon?").fill("Een andere baan.")
    looks_right(sanne, "overdragen")
    press(sanne, "Bekijk wat er gebeurt")
    expect(sanne.get_by_text("Er is nog niets veranderd.")).to_be_visible()
    looks_right(sanne, "overdracht nakijken")
    press(sanne, "Draag over")
    expect(sanne.get_by_text("2 trajecten zijn overgedragen. Iedereen krijgt bericht.")).to_be_visible()
    press(sanne, "Draag al het werk over")
    expect(sanne.get_by_text("Er ligt nu geen werk bij")).to_be_visible()
    sanne.goto(f"{own_site.url}/kantoor/over-te-dragen/")
    looks_right(sanne, "over te dragen")


def _first_of(page, name: str) -> str:
    field = page.get_by_label("Wie neemt al het werk als adviseur over?")
    return next(text for text in field.locator("option").all_text_contents() if name in text)


def _book(place: str) -> dict:
    made, out = Workbook(), BytesIO()
    made.active.title = SHEET
    made.active.append(COLUMNS)
    made.active.append(["bibi@example.org", "Bibi Bos", "adviseur", "zelfstandig", None, "31-12-2027", place])
    made.save(out)
    return {"name": "netwerk.xlsx", "mimeType": "application/octet-stream", "buffer": out.getvalue()}
