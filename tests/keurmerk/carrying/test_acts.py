"""Suspending, reinstating and withdrawing a mark: who may, when, what is kept, who is told, and what the register says."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from goedgeregeld.accounts.models import Membership
from goedgeregeld.accounts.states import Right
from goedgeregeld.events.models import Event
from keurmerk.actions import mark_acts as acts
from keurmerk.actions.marks import award
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.models import Mark, MarkChange
from keurmerk.queries.mark_acts import last_change
from reports.history.queries import lines_of
from tests.keurmerk.cast import NOW, World
from tests.keurmerk.register import shelf

ACTS = {"suspend": acts.suspend, "reinstate": acts.reinstate, "revoke": acts.revoke}
DONE = {"suspend": "suspended", "reinstate": "valid", "revoke": "withdrawn"}
FITS = {("valid", "suspend"), ("suspended", "reinstate"), ("valid", "revoke"), ("suspended", "revoke")}


def mark_of(world: World, state: str = "valid", **fields: Any) -> Mark:
    made = shelf.mark(organisation=world.bank, valid_from=date(2026, 1, 1), **fields)
    Mark.objects.filter(pk=made.pk).update(state=state)
    return Mark.objects.get(pk=made.pk)


@pytest.mark.parametrize("state", ["valid", "suspended", "withdrawn", "expired"])
@pytest.mark.parametrize("verb", ACTS)
@pytest.mark.parametrize("name", ["sanne", "bea", "fatima", "boris", "ad", "aud"])
def test_who_may_do_what_when(world: World, state: str, verb: str, name: str) -> None:
    mark = mark_of(world, state)
    by, office = getattr(world, name), name in ("sanne", "bea")
    if office and (state, verb) in FITS:
        assert ACTS[verb](mark, reasons="Daarom.", by=by, now=NOW).state == DONE[verb]
        kept = MarkChange.objects.get()
        assert (kept.verb, kept.reasons, kept.by, kept.at) == (verb, "Daarom.", by, NOW)
        event = Event.objects.get(object_type="keurmerk.mark")
        assert (event.verb, event.data, event.actor) == (verb, {"number": mark.number}, by)
        assert mark.number in lines_of([event])[0].text
        assert "autorisatie" not in lines_of([event])[0].text
    else:
        with pytest.raises(WrongState if office else NotPermitted):
            ACTS[verb](mark, reasons="Daarom.", by=by, now=NOW)
        assert Mark.objects.get().state == state
        assert not MarkChange.objects.exists()
        assert not Event.objects.filter(object_type="keurmerk.mark").exists()
        assert not Email.objects.exists()


def test_what_is_over_by_its_date_is_over_noted_or_not(world: World) -> None:
    mark = mark_of(world)
    the_day_after = datetime.combine(mark.valid_until + timedelta(days=1), NOW.timetz())
    for act in ACTS.values():
        with pytest.raises(WrongState, match="verlopen"):
            act(mark, reasons="Daarom.", by=world.sanne, now=the_day_after)


@pytest.mark.parametrize("reasons", ["", "  \n "])
def test_not_without_reasons(world: World, reasons: str) -> None:
    with pytest.raises(Blocked):
        acts.suspend(mark_of(world), reasons=reasons, by=world.sanne, now=NOW)
    assert Mark.objects.get().state == "valid"


def test_not_of_ones_own_organisation(world: World) -> None:
    Membership.objects.create(organisation=world.bank, user=world.sanne, right=Right.READER, since=NOW)
    with pytest.raises(Blocked, match="Je hoort zelf bij deze organisatie"):
        acts.suspend(mark_of(world), reasons="Daarom.", by=world.sanne, now=NOW)


def test_a_page_that_was_opened_before_something_happened_is_refused(world: World) -> None:
    mark = mark_of(world)
    seen = last_change(mark)
    acts.suspend(mark, reasons="Brand.", by=world.sanne, now=NOW)
    acts.reinstate(mark, reasons="Het was rook.", by=world.stef, now=NOW)
    with pytest.raises(WrongState, match="intussen"):
        acts.suspend(mark, reasons="Brand.", by=world.sol, now=NOW, seen=seen)
    acts.suspend(mark, reasons="Weer brand.", by=world.sol, now=NOW, seen=last_change(mark))


@pytest.mark.parametrize("verb", ["suspend", "revoke"])
def test_the_beheerders_and_the_office_are_told_but_not_why(world: World, settings: Any, verb: str) -> None:
    mark = mark_of(world)
    ACTS[verb](mark, reasons="De KAS klopt niet.", by=world.sanne, now=NOW)
    mails = {one.to[0]: one for one in Email.objects.all()}
    assert set(mails) == {"fatima@example.org", settings.OFFICE_EMAIL}
    for one in mails.values():
        assert "KAS" not in one.subject + one.message + one.html_message
        assert mark.number in one.message
    link = reverse("keurmerk:our_mark", args=[mark.number])
    assert settings.SITE_URL + link in mails["fatima@example.org"].message
    assert (
        settings.SITE_URL + reverse("keurmerk:office_mark", args=[mark.number]) in mails[settings.OFFICE_EMAIL].message
    )


def test_a_mark_of_no_organisation_here_is_told_to_the_office_alone(world: World, settings: Any) -> None:
    acts.suspend(mark_of(world, application=None), reasons="x", by=world.sanne, now=NOW)
    Email.objects.all().delete()
    lone = shelf.mark("Van vroeger", valid_from=date(2026, 1, 1))
    acts.suspend(lone, reasons="x", by=world.sanne, now=NOW)
    assert [one.to for one in Email.objects.all()] == [[settings.OFFICE_EMAIL]]


def test_the_register_shows_a_suspension_at_once_where_there_is_no_copy(world: World) -> None:
    mark = mark_of(world)
    pages = [reverse("register:entry", args=[mark.number]), reverse("register:check", args=[mark.code])]
    pages.append(reverse("register:mark_json", args=[mark.number]))

    def said() -> list[bool]:
        caches["copies"].clear()
        return ["geschorst" in Client().get(path).content.decode().lower() for path in pages]

    assert said() == [False, False, False]
    acts.suspend(mark, reasons="x", by=world.sanne, now=NOW)
    assert said() == [True, True, True]
    acts.reinstate(mark, reasons="x", by=world.sanne, now=NOW)
    assert said() == [True, False, False]  # the page tells that it was
    assert "schorsing opgeheven" in Client().get(pages[0]).content.decode().lower()


@pytest.mark.parametrize(
    ("acted", "begins"), [("suspend", date(2027, 1, 1)), ("revoke", NOW.date()), ("", date(2027, 1, 1))]
)
def test_while_a_renewal_runs(world: World, acted: str, begins: date) -> None:
    """A suspension leaves the days of the next mark as they were; after a withdrawal it begins on the day of the decision."""
    mark = shelf.mark(organisation=world.bank, valid_from=date(2023, 1, 1))
    application = world.application("decision", kind="renewal", renews=mark)
    if acted:
        ACTS[acted](mark, reasons="x", by=world.sanne, now=NOW)
    application.renews.refresh_from_db()
    made = award(application, decided_on=NOW.date(), by=world.sol, now=NOW)
    assert made.valid_from == begins
    assert made.state == "valid"
    mark.refresh_from_db()
    assert mark.state == {"suspend": "suspended", "revoke": "withdrawn", "": "valid"}[acted]
