"""The office's list of applications: who may see it, the filters, the sentence, the order, the pages, and what it costs."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from goedgeregeld.accounts.actions.organisations import create_organisation
from goedgeregeld.accounts.models import Municipality
from goedgeregeld.events.models import Event
from keurmerk.models import Application
from keurmerk.queries import lists
from keurmerk.states import Party
from tests.keurmerk.cast import NOW, World, browser, make_world

URL = "/kantoor/aanvragen/"


@pytest.fixture
def world(db: object) -> World:
    return make_world()


def told(client: Client, **chosen: object) -> str:
    response = client.get(URL, chosen)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def codes(client: Client, **chosen: object) -> list[str]:
    """The codes on the page; the export has the same in the same order."""
    shown = [row["one"].code for row in client.get(URL, chosen).context["rows"]]
    response = client.get(f"{URL}download/csv/", chosen)
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert [row[0] for row in csv.reader(StringIO(text), delimiter=";")][1:] == shown
    return shown


def many(world: World, number: int, **fields: object) -> list[Application]:
    """So many applications that ended, each a day older than the one before."""
    made = [
        Application(
            code=f"OUDE-{at:04}", organisation=world.club, requested_at=NOW - timedelta(days=at), state_since=NOW,
            state="withdrawn", waits_for=Party.NOBODY, **fields,
        )
        for at in range(number)
    ]  # fmt: skip
    return Application.objects.bulk_create(made)


@pytest.mark.parametrize("name", ["fatima", "boris", "ad", "aud", ""])
def test_the_office_only(world: World, name: str) -> None:
    client = browser(getattr(world, name)) if name else Client()
    refused = 404 if name else 302  # who is not signed in is asked to sign in, as at every list of the office
    assert [client.get(f"{URL}{end}").status_code for end in ("", "download/csv/", "download/xlsx/")] == [refused] * 3


def test_nonsense_is_not_chosen(world: World) -> None:
    world.application("audit")
    nonsense = {"state": "koning", "adviser": "x", "late": "soms", "vanaf": "t99999999999999999-1", "province": "Texas"}
    for after in ("", "t1-", "n99999999999999999-9", "x", "t-1-1"):
        assert browser(world.sanne).get(URL, {**nonsense, "vanaf": after}).status_code == 200


def test_what_is_late_stands_on_top_and_what_ended_below(world: World) -> None:
    today = timezone.localdate()
    others = [create_organisation({"name": f"Club {n}"}, by=world.boris, now=NOW) for n in range(3)]
    soon = world.application("audit", due_on=today + timedelta(days=9), organisation=others[0])
    late = world.application("plan_review", due_on=today - timedelta(days=30), organisation=others[1])
    undated = world.application("conditional", organisation=others[2])
    ended = world.application("granted", requested_at=NOW - timedelta(days=800))
    client = browser(world.sanne)
    assert codes(client) == [late.code, soon.code, undated.code, ended.code]
    page = told(client)
    assert page.count("Te laat</span>") == 1
    assert 'NOV<span class="under">het plan van aanpak beoordelen</span>' in page
    assert 'Auditor Aud<span class="under">het dossier beoordelen</span>' in page


def test_the_filters(world: World) -> None:
    today = timezone.localdate()
    assen = Municipality.objects.create(code="GM0106", name="Assen", province="Drenthe")
    zuid = create_organisation({"name": "Sportclub Noord", "municipality": assen}, by=world.boris, now=NOW)
    ended = world.application("withdrawn", adviser=world.anouk)
    bank = world.application("audit", due_on=today - timedelta(days=1))
    noord = world.application("requested", organisation=zuid, adviser=None, waits_for=Party.OFFICE, kind="renewal")
    client = browser(world.bea)
    assert codes(client, state="live") == [bank.code, noord.code]
    assert codes(client, state="ended") == [ended.code]
    assert codes(client, state="audit") == [bank.code]
    assert codes(client, waits_for="office") == [noord.code]
    assert codes(client, late="yes") == [bank.code]
    assert codes(client, late="no", state="live") == [noord.code]
    assert codes(client, adviser=world.ad.pk) == [bank.code]
    assert codes(client, auditor=world.aud.pk) == [bank.code]
    assert codes(client, province="Drenthe") == [noord.code]
    assert codes(client, kind="renewal") == [noord.code]
    assert codes(client, q="sport noo") == [noord.code]
    assert codes(client, q=bank.code.lower()) == [bank.code]
    assert codes(client, q="zzz") == []
    assert "Geen aanvraag past bij wat je zoekt." in told(client, q="zzz")


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({}, "Alle aanvragen. Wat het eerst klaar moet zijn, staat bovenaan."),
        ({"state": "live", "late": "yes"}, "Aanvragen die nog bezig zijn, die te laat zijn."),
        (
            {"state": "audit", "waits_for": "auditor"},
            "Aanvragen met de stand “bij de auditor”, die wachten op de auditor.",
        ),
        ({"kind": "renewal", "province": "Utrecht"}, "Aanvragen voor een herbeoordeling in de provincie Utrecht."),
    ],
)
def test_the_filter_is_read_back_as_a_sentence(world: World, chosen: dict[str, str], sentence: str) -> None:
    assert sentence in told(browser(world.sanne), **chosen)
    assert "met adviseur Ad." in told(browser(world.sanne), adviser=world.ad.pk)


def test_pages_follow_each_other_without_gaps(world: World) -> None:
    many(world, 70)
    today = timezone.localdate()
    for at in range(65):
        of = create_organisation({"name": f"Organisatie {at}"}, by=world.boris, now=NOW)
        world.application("working", organisation=of, due_on=today + timedelta(days=at % 7), code=f"NU-{at:04}")
    client, after, seen = browser(world.sanne), "", []
    while True:
        context = client.get(URL, {"vanaf": after} if after else {}).context
        seen += [row["one"].code for row in context["rows"]]
        after = context["next"]
        if not after:
            break
    assert len(seen) == len(set(seen)) == 135
    assert seen == codes_of_export(client)


def codes_of_export(client: Client) -> list[str]:
    response = client.get(f"{URL}download/csv/")
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return [row[0] for row in csv.reader(StringIO(text), delimiter=";")][1:]


def test_exports_are_written_down_and_examples_are_marked(world: World) -> None:
    world.application("audit", demo=True)
    client = browser(world.sanne)
    assert "(voorbeeld)" in told(client)
    rows = list(load_workbook(BytesIO(client.get(f"{URL}download/xlsx/").content)).active.values)
    assert rows[1][1] == "Stichting De Bank"
    assert rows[1][-1] == "ja"
    assert client.get(f"{URL}download/pdf/").status_code == 404
    assert Event.objects.filter(verb="export", actor=world.sanne).count() == 1


def test_the_list_is_not_a_look_into_a_dossier(world: World) -> None:
    world.application("audit")
    told(browser(world.sanne))
    assert not Event.objects.filter(verb="view").exists()


def test_nobody_asked_yet(world: World) -> None:
    assert "Nog niemand heeft het keurmerk aangevraagd." in told(browser(world.sanne))


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(world: World, django_assert_num_queries: Callable[..., object], number: int) -> None:
    many(world, number)
    world.application("audit", due_on=date(2026, 12, 1))
    client = browser(world.sanne)
    with django_assert_num_queries(8):
        client.get(URL)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the plan is asked of SQLite")
@pytest.mark.parametrize(
    "chosen", [{}, {"waits_for": "office"}, {"state": "audit"}, {"late": "yes", "waits_for": "office"}]
)
def test_an_index_gives_the_rows_in_order(world: World, chosen: dict[str, str]) -> None:
    found = lists.applications(chosen, today=date(2026, 11, 23))
    plan = lists._dated(found, date(2026, 11, 1).toordinal(), 5).explain()
    assert "USING INDEX application_" in plan
    assert "SCAN keurmerk_application\n" not in plan
