"""kill -9 of the server between every two saves: what was acknowledged is there, and nothing is half there."""

import threading
from contextlib import suppress

from playwright.sync_api import Error, Page, expect

from tests.e2e.conftest import NamedDevice
from tests.e2e.site import Site
from tests.e2e.steps import SMALL_CLUB, choose, codes, option, started, theme, token_in


def test_killed_after_every_answer(device: NamedDevice, own_site: Site) -> None:
    """One statement at a time, as the page saves them."""
    fatima = device(at=own_site)
    number = started(fatima)
    acknowledged: dict[str, str] = {}
    for at, (where, code) in enumerate(first_statements(fatima, number, 10)):
        address = f"/zelfevaluatie/{number}/thema/{where}/"
        token = token_in(fatima.request.get(address).text())
        value = str(at % 4)
        sent = {code: value, f"{code}-was": "..", f"{code}-opmerking": f"Na {at} keer.", "csrfmiddlewaretoken": token}
        reply = fatima.request.post(f"{address}opslaan/", form=sent)
        assert reply.ok
        assert reply.json()["errors"] == {}
        acknowledged[code] = value
        own_site.kill()
        assert own_site.answers(number) == acknowledged
        own_site.start()
    assert own_site.rows("PRAGMA integrity_check")[0][0] == "ok"
    theme(fatima, number, "A-missie")
    expect(option(fatima, "A1", acknowledged["A1"])).to_be_checked()
    expect(fatima.locator("#voortgang-woorden")).to_contain_text(f"{len(acknowledged)} van de")


def first_statements(page: Page, number: str, count: int) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for where in ("A-missie", "A-bestuur", "A-inspraak", "A-meedoen", "B-afspraken", "B-omgang"):
        theme(page, number, where)
        found += [(where, code) for code in codes(page)]
    return found[:count]


def test_killed_after_every_page(device: NamedDevice, own_site: Site) -> None:
    """A whole theme at a time, as the button saves it."""
    fatima = device(at=own_site, javascript=False)
    number = started(fatima)
    theme(fatima, number, "A-missie")
    acknowledged: dict[str, str] = {}
    for at in range(4):
        for code in codes(fatima):
            choose(fatima, code, at)
            acknowledged[code] = str(at)
        here = fatima.url
        fatima.locator(".next-bar button").click()
        fatima.wait_for_url(lambda address, here=here: address != here)
        own_site.kill()
        assert own_site.answers(number) == acknowledged
        own_site.start()


def test_killed_in_the_middle_of_a_save(device: NamedDevice, own_site: Site) -> None:
    """A theme that was being saved is there whole, or not at all."""
    fatima = device(at=own_site)
    number = started(fatima, {**SMALL_CLUB, "volunteers": "450"})  # all statements
    theme(fatima, number, "A-bestuur")
    wanted = codes(fatima)
    for at, delay in enumerate((0.0, 0.002, 0.005, 0.01, 0.02)):
        value = str(at % 4)
        token = token_in(fatima.request.get(f"/zelfevaluatie/{number}/thema/A-bestuur/").text())
        before = own_site.answers(number)
        sent = {"csrfmiddlewaretoken": token, **dict.fromkeys(wanted, value), **{f"{one}-was": ".." for one in wanted}}
        killer = threading.Timer(delay, own_site.kill)
        killer.start()
        answered = False
        with suppress(Error):
            answered = fatima.request.post(f"/zelfevaluatie/{number}/thema/A-bestuur/", form=sent).ok
        killer.join()
        after = own_site.answers(number)
        assert after in (before, dict.fromkeys(wanted, value))
        if answered:
            assert after == dict.fromkeys(wanted, value)
        assert own_site.rows("PRAGMA integrity_check")[0][0] == "ok"
        own_site.start()
