"""Own figures in a real browser: the year of an adviser, and the overview of an organisation, each from the start page."""

import json
import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import LAPTOP, PHONE, NamedDevice
from tests.e2e.site import ROOT, Site, _environment
from tests.e2e.steps import heading
from tests.e2e.test_office import looks_right
from tests.e2e.test_our_mark import follow

SEED = """
import django, json
django.setup()
from datetime import date, timedelta
from django.core.management import call_command
call_command("flush", interactive=False, verbosity=0)
from django.utils import timezone
from goedgeregeld.events.actions import record
from keurmerk.models import Appointment
from selfeval.actions import load_instrument
from tests.keurmerk.cast import browser, make_world
from tests.reports.cast import shipped
from tests.reports.kpi import cast
from tests.reports.mine.test_overview import action, done
now = timezone.now()
world = make_world()
version = load_instrument(shipped(), publish=True, by=None, now=now)
for score, days in (("40", 900), ("75", 500)):
    done(version, world.bank, score, days)
newest = done(version, world.bank, "200/3", 3)
for state in ("done", "busy", "planned"):
    action(newest, state, due=date(2026, 1, 1))
mark = cast.mark("GG-2023-0001", date(now.year - 3, 3, 1), organisation=world.bank)
runs = world.application("working", kind="renewal", renews=mark, due_on=date(2026, 1, 1))
over = world.application("granted", organisation=world.club, requested_at=now - timedelta(days=300))
cast.mark("GG-2026-0002", timezone.localdate(), application=over, organisation=world.club)
for one in (runs, over):
    asked = {"asked_at": now - timedelta(days=1), "answered_at": now}
    Appointment.objects.create(application=one, work="adviser", user=world.ad, state="accepted", **asked)
    record("accept", one, by=world.ad, now=now)
sessions = {name: browser(user).cookies["sessionid"].value for name, user in world.users.items()}
print(json.dumps({"sessions": sessions}))
"""
Enter = Callable[[str], Page]


@pytest.fixture
def enter(own_site: Site, device: NamedDevice) -> Enter:
    """Somebody of the cast on a device of their own, at their start page."""
    env = _environment(own_site.var, own_site.url)
    env |= {"DJANGO_SETTINGS_MODULE": "goedgeregeld.settings", "PYTHONPATH": str(ROOT)}
    made = subprocess.run([sys.executable, "-c", SEED], env=env, cwd=ROOT, capture_output=True, text=True, check=True)
    sessions = json.loads(made.stdout.splitlines()[-1])["sessions"]

    def somebody(name: str) -> Page:
        page = device(PHONE if name == "Fatima" else LAPTOP, at=own_site)
        page.context.add_cookies([{"name": "sessionid", "value": sessions[name], "url": own_site.url}])
        page.goto("/mijn/")
        return page

    return somebody


def test_own_figures(enter: Enter) -> None:
    fatima = enter("Fatima")
    follow(fatima, "Overzicht")
    expect(heading(fatima)).to_have_text("Overzicht van Stichting De Bank")
    expect(fatima.get_by_role("img", name="Totaalscore per zelfevaluatie")).to_be_visible()
    looks_right(fatima, "overzicht")
    expect(fatima.locator("#keurmerk + ul")).to_contain_text("Keurmerk van Stichting De Bank")

    ad = enter("Ad")
    follow(ad, "Mijn jaar")
    expect(heading(ad)).to_contain_text("Mijn jaar")
    looks_right(ad, "mijn jaar")
    ad.locator("#adviser-dagen ~ .table-scroll a, #adviser-dagen ~ table a").first.click()
    expect(ad.locator("#adviser-requested")).to_be_visible()  # the list behind the number unfolds
