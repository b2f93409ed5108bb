"""From the report to a plan that is carried out, and the report behind a link: walked in the browser."""

from playwright.sync_api import Page, expect

from tests.e2e import mailed
from tests.e2e.pages import demo
from tests.e2e.site import Site
from tests.e2e.steps import heading, press


def test_an_advice_becomes_an_action_that_gets_done(fatima: Page, wim: Page) -> None:
    number = demo(fatima, "voetbalclub", "/rapport/{}/")
    button = fatima.get_by_role("button", name="Zet het advies bij stelling").first
    button.click()
    expect(fatima.get_by_text("staat in het verbeterplan.")).to_be_visible()
    expect(fatima.get_by_text("Staat in het verbeterplan", exact=True)).to_be_visible()
    fatima.get_by_role("link", name="Naar het verbeterplan").click()
    expect(heading(fatima)).to_have_text("Verbeterplan")

    fatima.get_by_role("link", name="Pas aan").click()
    what = fatima.get_by_label("Wat gaan jullie doen?").input_value()
    fatima.get_by_label("Wie doet het?").fill("Els")
    fatima.get_by_label("Wanneer moet het klaar zijn?").fill("2020-01-31")
    demo(wim, "voetbalclub", "/zelfevaluatie/{}/plan/")
    wim.get_by_role("button", name="Begonnen").click()  # meanwhile, on another device
    press(fatima, "Sla op")
    expect(fatima.get_by_text("Iemand anders heeft deze actie intussen aangepast.").first).to_be_visible()
    press(fatima, "Sla op")
    card = fatima.locator(".board-busy .plan-card", has_text=what[:40])
    expect(card).to_contain_text("Els")
    expect(card).to_contain_text("31 januari 2020")
    expect(card).to_contain_text("Te laat")

    card.get_by_role("button", name="Klaar").click()
    done = fatima.locator(".board-done .plan-card")
    expect(done).to_contain_text("Els")
    expect(done).not_to_contain_text("Te laat")
    fatima.goto(f"/zelfevaluatie/{number}/plan/?weergave=lijst&stand=done")
    expect(fatima.locator("tbody tr")).to_have_count(1)

    fatima.locator("tbody a").click()
    fatima.get_by_role("link", name="Haal de actie uit het plan").click()
    press(fatima, "Haal weg")
    expect(fatima.get_by_text("Het plan is nog leeg.")).to_be_visible()


def test_somebody_without_account_says_with_one_press_that_it_is_done(fatima: Page, site: Site) -> None:
    mailed.reminder(site)
    fatima.goto(f"/mijn-acties/{mailed.ERRAND}/")
    expect(fatima.locator(".plan-card")).to_have_count(2)
    fatima.get_by_role("button", name="Het is klaar").first.click()
    expect(fatima.get_by_text("Bedankt! De actie staat nu op ‘klaar’.")).to_be_visible()
    expect(fatima.get_by_role("button", name="Het is klaar")).to_have_count(1)


def test_the_report_is_read_from_outside_until_the_link_is_withdrawn(fatima: Page, wim: Page) -> None:
    demo(fatima, "ziekenhuis", "/rapport/{}/")
    fatima.get_by_role("link", name="Deel met een link").click()
    fatima.get_by_label("Voor wie is deze link?").fill("De gemeente")
    press(fatima, "Maak de link")
    address = fatima.get_by_label("De link").first.input_value()

    wim.goto(address)
    expect(heading(wim)).to_contain_text("Adviesrapport")
    expect(wim.locator("picture img").first).to_be_visible()
    expect(wim.get_by_role("link", name="Naar het verbeterplan")).to_have_count(0)
    expect(wim.get_by_role("button")).to_have_count(0)

    fatima.reload()
    expect(fatima.get_by_text("Voor het laatst geopend op")).to_be_visible()
    fatima.get_by_role("button", name="Trek de link voor De gemeente in").first.click()
    answer = wim.goto(address)
    assert answer
    assert answer.status == 410
    expect(heading(wim)).to_have_text("Deze link werkt niet meer")
