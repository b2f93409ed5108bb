"""What people do on the site, in plain functions, so that a test reads like what happened."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

SMALL_CLUB: dict[str, Any] = {
    "organisation_name": "Roeivereniging De Kromme Dissel",
    "volunteers": "45",
    "paid_fte": "0,5",
    "sector": "sport",
    "municipality": "GM0363",
    "locations": "1",
    "works_with_minors": "ja",
    "vulnerable_people": "nee",
    "serves_alcohol": "ja",
    "paid_staff_alongside": "nee",
    "newcomers_or_benefit": "nee",
}
HOSPITAL: dict[str, Any] = {
    **SMALL_CLUB,
    "organisation_name": "Ziekenhuis Sint Anna",
    "volunteers": "1.200",
    "paid_fte": "2500",
    "sector": "care",
    "locations": "5",
    "vulnerable_people": "ja",
    "paid_staff_alongside": "ja",
    "newcomers_or_benefit": "ja",
}
LEVELS = 4


def press(page: Page, name: str) -> None:
    """Press the button (or the link that looks like one) with exactly this name."""
    button, link = (page.get_by_role(role, name=name, exact=True) for role in ("button", "link"))  # type: ignore[arg-type]
    button.or_(link).last.click()


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def fill_profile(page: Page, facts: dict[str, Any]) -> None:
    """Every fact of the profile, in the field with its name."""
    for name, value in facts.items():
        field = page.locator(f"[name='{name}']")
        if value in {"ja", "nee"}:
            page.locator(f"label:has([name='{name}'][value='{value}'])").click()
        elif field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def begin(page: Page, facts: dict[str, Any] = SMALL_CLUB, *, route: str | None = None) -> str:
    """From the front door to the overview; returns the number of the evaluation."""
    page.goto("/")
    press(page, "Begin met de zelfevaluatie")
    fill_profile(page, facts)
    press(page, "Verder")
    if route:
        page.locator(f"label:has([name='route'][value='{route}'])").click()
    press(page, "Naar de stellingen")
    page.wait_for_url("**/zelfevaluatie/*/")
    return page.url.rstrip("/").rpartition("/")[2]


def started(page: Page, facts: dict[str, Any] = SMALL_CLUB) -> str:
    """The same as `begin`, without looking at the pages; the device's cookies are those of its browser."""
    form = page.request.get("/zelfevaluatie/nieuw/").text()
    sent = page.request.post("/zelfevaluatie/nieuw/", form={**facts, "csrfmiddlewaretoken": token_in(form)})
    assert sent.ok, sent.text()
    return sent.url.removesuffix("/route/").rpartition("/")[2]


def token_in(html: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)
    assert found, html
    return found[1]


def theme(page: Page, number: str, code: str) -> None:
    page.goto(f"/zelfevaluatie/{number}/thema/{code}/")


def codes(page: Page) -> list[str]:
    """The statements on this page."""
    return page.locator("[data-statement]").evaluate_all("all => all.map(one => one.dataset.statement)")


def option(page: Page, code: str, value: object) -> Locator:
    return page.locator(f"input[name='{code}'][value='{value}']")


def choose(page: Page, code: str, value: object) -> None:
    """Tap the answer, as a person does: on its words."""
    page.locator(f"label:has(input[name='{code}'][value='{value}'])").click()


def told(page: Page, code: str) -> Locator:
    """The quiet line at a statement that says how its saving goes."""
    return page.locator(f"[data-statement='{code}'] .saved")


def choose_and_see_saved(page: Page, code: str, value: object) -> None:
    choose(page, code, value)
    expect(told(page, code)).to_have_text("Opgeslagen")


def remark(page: Page, code: str) -> Locator:
    """The box for a remark, unfolded."""
    box = page.locator(f"#{code}-opmerking")
    if not box.is_visible():
        page.locator(f"details:has(#{code}-opmerking) summary").click()
    return box


def personal_link(page: Page, number: str) -> str:
    page.goto(f"/zelfevaluatie/{number}/link/")
    return page.get_by_label("Jouw link").input_value()


def answer_everything(page: Page, *, javascript: bool) -> int:
    """Walk from theme to theme, answer each statement, and end at the check page; returns how many were answered."""
    answered = 0
    while heading(page).inner_text() != "Kijk je antwoorden na":
        here = page.url
        found = codes(page)
        if javascript:
            picked = [[code, str((answered + at) % LEVELS)] for at, code in enumerate(found)]
            page.evaluate(
                "all => all.forEach(([code, value]) => document.querySelector(`[name='${code}'][value='${value}']`).click())",
                picked,
            )
        else:
            for at, code in enumerate(found):
                choose(page, code, (answered + at) % LEVELS)
        answered += len(found)
        page.locator(".next-bar button").click()
        page.wait_for_url(lambda address, here=here: address != here)
    return answered
