"""The office's terms, and more time for one application."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from goedgeregeld.events.models import Event
from keurmerk import deadlines, queries
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState, acting
from keurmerk.actions.terms import extend_term, set_terms
from keurmerk.models import Application, Extension
from keurmerk.states import Verb
from tests.keurmerk.cast import NOW, World, browser


def test_a_term_holds_for_who_comes_into_the_state_from_now_on(world: World) -> None:
    before = world.application()
    set_terms({"intake": 3}, by=world.sanne, now=NOW)
    with acting(before, Verb.ACCEPT, by=world.ad, now=NOW):
        pass
    assert Application.objects.get().due_on == date(2026, 11, 26)
    assert Event.objects.get(verb="set_term").data == {"number": 3, "before": deadlines.DEFAULTS["intake"]}


def test_only_what_changed_is_kept_and_written_down(world: World) -> None:
    assert set_terms(dict(deadlines.DEFAULTS), by=world.sanne, now=NOW) == []
    assert not Event.objects.filter(verb="set_term").exists()
    assert queries.terms() == deadlines.DEFAULTS


@pytest.mark.parametrize("name", ["fatima", "ad", "aud"])
def test_terms_are_the_offices(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        set_terms({"intake": 3}, by=getattr(world, name), now=NOW)
    assert browser(getattr(world, name)).get(reverse("keurmerk:terms")).status_code == 404


def test_the_page_keeps_the_terms_and_says_what_is_wrong(world: World) -> None:
    sanne = browser(world.sanne)
    values = {**deadlines.DEFAULTS, "intake": "20"}
    assert sanne.post(reverse("keurmerk:terms"), values).status_code == 302
    assert queries.terms()["intake"] == 20
    for wrong in ("0", "-3", "veel", "1001", ""):
        page = sanne.post(reverse("keurmerk:terms"), {**values, "audit": wrong})
        assert page.status_code == 422
        assert 'href="#id_audit"' in page.content.decode()
    assert queries.terms()["audit"] == deadlines.DEFAULTS["audit"]


def test_more_time_is_kept_with_its_reason(world: World) -> None:
    application = world.application("audit", due_on=date(2026, 11, 20))
    extend_term(application, until=date(2026, 12, 24), reason="Ziekte.", by=world.sanne, now=NOW)
    assert Application.objects.get().due_on == date(2026, 12, 24)
    kept = Extension.objects.get()
    assert (kept.was_due_on, kept.state, kept.reason, kept.by) == (date(2026, 11, 20), "audit", "Ziekte.", world.sanne)
    assert Application.objects.get().moves == 0


@pytest.mark.parametrize("until", [NOW.date(), NOW.date() - timedelta(days=1), date(2026, 12, 1)])
def test_less_time_is_no_more_time(world: World, until: date) -> None:
    application = world.application("audit", due_on=date(2026, 12, 1))
    with pytest.raises(Blocked, match="later"):
        extend_term(application, until=until, reason="x", by=world.sanne, now=NOW)
    assert not Extension.objects.exists()


def test_who_and_when(world: World) -> None:
    application = world.application("audit")
    for name in ("fatima", "ad", "aud"):
        with pytest.raises(NotPermitted):
            extend_term(application, until=date(2027, 1, 1), reason="x", by=getattr(world, name), now=NOW)
    Application.objects.all().delete()
    with pytest.raises(WrongState):
        extend_term(world.application("granted"), until=date(2027, 1, 1), reason="x", by=world.sanne, now=NOW)


def test_the_page_gives_more_time_and_refuses_with_words(world: World) -> None:
    application = world.application("audit", due_on=date(2099, 1, 1))
    at, sanne = reverse("keurmerk:extend_term", args=[application.code]), browser(world.sanne)
    assert "1 januari 2099" in sanne.get(at).content.decode()
    early = sanne.post(at, {"until": "2098-01-01", "reason": "Ziek.", "moves": "0"})
    assert early.status_code == 409
    assert "later is dan vandaag" in early.content.decode()
    assert "Ziek." in early.content.decode()
    assert sanne.post(at, {"until": "31-02-2099", "reason": "", "moves": "0"}).status_code == 422
    assert sanne.post(at, {"until": "2099-02-01", "reason": "Ziek.", "moves": "0"}).status_code == 302
    stale = sanne.post(at, {"until": "2099-03-01", "reason": "Weer.", "moves": "7"})
    assert stale.status_code == 409
    assert "intussen" in stale.content.decode()
    assert "Weer." in stale.content.decode()
