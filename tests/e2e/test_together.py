"""Several browsers at once: three people answer alone, nobody sees anything before it is closed, two write in the talk."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import LAPTOP, PHONE, Complaints, NamedDevice
from tests.e2e.rounds import close_round, hand_in, join, link_for_everybody, open_round
from tests.e2e.steps import choose, choose_and_see_saved, heading, option, personal_link, press, remark, started, told

ROOM = (1920, 1080)  # the screen of a meeting


def test_from_three_phones_to_one_agreed_answer(device: NamedDevice, complaints: Complaints) -> None:
    complaints.allow("responded with a status of 4")
    fatima = device(LAPTOP)
    number = started(fatima)
    open_round(fatima, number)
    address = link_for_everybody(fatima, number)

    phones = {name: device(PHONE) for name in ("Riet", "Wim", "Dina")}
    rounds = {name: join(phone, address, name=name) for name, phone in phones.items()}
    assert len(set(rounds.values())) == 1
    round_number = rounds["Riet"]
    for phone, level in zip(phones.values(), (0, 3, 3), strict=True):  # all at the same page at once
        phone.goto(f"/samen/ronde/{round_number}/thema/A-missie/")
        choose_and_see_saved(phone, "A1", level)
    remark(phones["Riet"], "A1").fill("Dat heb ik nog nooit gezien.")
    expect(told(phones["Riet"], "A1")).to_have_text("Opgeslagen")

    # Stopping and going on later, elsewhere; nobody sees anything of the others.
    phones["Wim"].goto(f"/samen/ronde/{round_number}/")
    own = phones["Wim"].get_by_label("Jouw eigen link").input_value()
    elsewhere = device(LAPTOP)
    elsewhere.goto(own)
    press(elsewhere, "Dat ben ik: ga verder")
    elsewhere.goto(f"/samen/ronde/{round_number}/thema/A-missie/")
    expect(option(elsewhere, "A1", 3)).to_be_checked()
    expect(elsewhere.locator("body")).not_to_contain_text("nog nooit gezien")

    for phone in (phones["Riet"], phones["Wim"], phones["Dina"]):
        hand_in(phone, round_number)
        expect(phone.locator("body")).to_contain_text("Je hebt ingeleverd")
    fatima.goto(f"/zelfevaluatie/{number}/samen/uitkomst/")
    expect(heading(fatima)).to_have_text("Samen invullen")  # not before it is closed
    close_round(fatima, number)
    expect(heading(fatima)).to_have_text("Waar verschillen jullie?")
    expect(fatima.locator("body")).to_contain_text("3 mensen hebben geantwoord")

    # Too late: what was typed is not lost from sight, and it is said.
    phones["Riet"].goto(f"/samen/ronde/{round_number}/")
    expect(heading(phones["Riet"])).to_have_text("De ronde is gesloten")
    _talk(device, fatima, number)


def _talk(device: NamedDevice, fatima: Page, number: str) -> None:
    """On the screen of the room and on Bea's laptop the same statement is open; both write."""
    link = personal_link(fatima, number)
    bea = device(ROOM)
    bea.goto(link)
    fatima.goto(f"/zelfevaluatie/{number}/samen/gesprek/")
    fatima.locator(".tasks a").first.click()
    bea.goto(fatima.url)
    for page in (fatima, bea):
        expect(page.locator(".voices").first).to_contain_text("Dat heb ik nog nooit gezien.")
        expect(page.locator(".voices").first).to_contain_text("Riet")

    fatima.locator("#A1-opmerking").fill("Het bestuur legt het dit jaar vast.")
    expect(told(fatima, "A1")).to_have_text("Opgeslagen")
    choose(bea, "A1", 1)
    expect(told(bea, "A1")).to_contain_text("intussen iets van een ander")  # Fatima's words are on Bea's screen now
    expect(bea.locator("#A1-opmerking")).to_have_value("Het bestuur legt het dit jaar vast.")
    choose(fatima, "A1", 2)
    expect(told(fatima, "A1")).to_contain_text(re.compile("iemand anders intussen"))
    press(fatima, "Afgesproken: volgende")
    bea.reload()
    expect(bea.locator(".replaced")).to_contain_text("Iemand anders heeft dit veranderd")
    expect(option(bea, "A1", 2)).to_be_checked()

    # Fatima leaves; Bea goes on where the talk was.
    bea.goto(f"/zelfevaluatie/{number}/samen/gesprek/")
    expect(bea.locator("body")).to_contain_text("1 van de")
    bea.goto(f"/zelfevaluatie/{number}/nakijken/")
    expect(bea.locator("#A1")).to_contain_text("Het bestuur legt het dit jaar vast.")
