"""Handing over all work of somebody who stops: in one act with a preview, all of it or nothing."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from post_office.models import Email

from auditors import actions as network
from auditors.models import Profile, Tie
from goedgeregeld.events.models import Event
from keurmerk.actions.succession import NotHandedOver, hand_over_work
from keurmerk.models import Application
from keurmerk.queries.reading import Reading
from keurmerk.queries.succession import Chosen, to_hand_over, work_of
from tests.keurmerk.cast import NOW, World, browser, signed
from tests.keurmerk.decided import to_assign
from tests.reports.people import organisation, someone

TODAY = NOW.date()


def third(world: World, work: str = "adviser") -> Any:
    """Bibi, who may do this work too."""
    user = someone("Bibi", work)
    profile = network.keep_profile(user, {"municipalities": [world.place]}, by=None, now=NOW)
    network.authorise(profile, work, until=date(2030, 12, 31), by=None, now=NOW)
    signed(profile)
    return user


def more(world: World, state: str = "working", **fields: Any) -> Application:
    """An application of yet another organisation."""
    where = organisation(f"Club {Application.objects.count()}", municipality=world.place)
    return world.application(state, organisation=where, **fields)


def chosen(one: Application, to: Any, work: str = "adviser") -> dict[str, Chosen]:
    return {f"{work}-{one.pk}": Chosen(to.pk, one.moves)}


def test_everything_that_lies_with_somebody(world: World) -> None:
    asked, working = world.application("requested"), more(world)
    more(world, "decision")  # their part is done
    more(world, "working", adviser=world.anouk)
    both = more(world, "audit", adviser=world.anouk, auditor=world.ad)
    pieces = [(piece.application, str(piece.work), str(piece.verb)) for piece in work_of(world.ad)]
    assert pieces == [
        (asked, "adviser", "assign"),
        (working, "adviser", "replace_adviser"),
        (both, "auditor", "replace_auditor"),
    ]


def test_all_of_it_goes_in_one_act(world: World) -> None:
    one, two = world.application("requested"), more(world)
    done = hand_over_work(
        world.ad, chosen(one, world.anouk) | chosen(two, world.anouk), reason="Andere baan.", by=world.sanne, now=NOW
    )
    assert done == 2
    assert list(Application.objects.values_list("adviser", flat=True)) == [world.anouk.pk] * 2
    assert two.appointments.get(state="accepted").why in ("", "Overdracht van al het werk.")
    assert set(Event.objects.filter(actor=world.sanne).values_list("verb", flat=True)) >= {
        "assign",
        "replace_adviser",
        "hand_over_work",
    }
    assert "Andere baan" not in "".join(mail.message for mail in Email.objects.all())
    assert work_of(world.ad) == []


def test_an_audit_goes_too(world: World) -> None:
    application = to_assign(world)
    from keurmerk.actions.appointing import assign_auditor  # noqa: PLC0415

    assign_auditor(application, auditor=world.aud.pk, by=world.sanne, now=NOW)
    application.refresh_from_db()
    hand_over_work(world.aud, chosen(application, world.otto, "auditor"), reason="Ziek.", by=world.stef, now=NOW)
    application.refresh_from_db()
    assert (application.auditor, application.audits.get().auditor) == (world.otto, world.otto)


def test_where_one_cannot_nothing_goes(world: World) -> None:
    one, two = world.application("working"), more(world)
    Tie.objects.create(profile=world.anouk.profile, organisation=two.organisation, kind="board")
    both = chosen(one, world.anouk) | chosen(two, world.anouk)
    with pytest.raises(NotHandedOver, match=r"bestuurslid.*Er is niets overgedragen"):
        hand_over_work(world.ad, both, reason="Andere baan.", by=world.sanne, now=NOW)
    assert set(Application.objects.values_list("adviser", flat=True)) == {world.ad.pk}
    assert not Event.objects.filter(verb__in=["replace_adviser", "hand_over_work"]).exists()
    assert not Email.objects.exists()


def test_what_changed_since_the_preview_stops_it(world: World) -> None:
    one = world.application("working")
    stale = {f"adviser-{one.pk}": Chosen(world.anouk.pk, one.moves + 1)}
    with pytest.raises(NotHandedOver, match="intussen iets veranderd"):
        hand_over_work(world.ad, stale, reason="Ziek.", by=world.sanne, now=NOW)
    with pytest.raises(NotHandedOver, match="ligt niet meer bij"):
        hand_over_work(world.anouk, chosen(one, world.ad), reason="Ziek.", by=world.sanne, now=NOW)
    with pytest.raises(NotHandedOver, match="minstens één"):
        hand_over_work(world.ad, {}, reason="Ziek.", by=world.sanne, now=NOW)


@pytest.mark.parametrize("who", ["ad", "anouk", "aud", "fatima"])
def test_only_the_office(world: World, who: str) -> None:
    one = world.application("working")
    with pytest.raises(PermissionDenied):
        hand_over_work(world.ad, chosen(one, world.anouk), reason="Ziek.", by=getattr(world, who), now=NOW)


# --- The page -----------------------------------------------------------------------------------------------------------


def test_one_for_all_with_a_preview_and_then_it_happens(world: World) -> None:
    one, two = world.application("working"), more(world)
    sanne, page = browser(world.sanne), f"/kantoor/netwerk/{world.ad.pk}/overdragen/"
    assert "Anouk (2 van 2)" in sanne.get(page).content.decode()
    data = {"alles-adviser": world.anouk.pk, "reason": "Andere baan."}
    data |= {f"moves-adviser-{each.pk}": each.moves for each in (one, two)}
    preview = sanne.post(page, data).content.decode()
    assert "Er is nog niets veranderd" in preview
    assert set(Application.objects.values_list("adviser", flat=True)) == {world.ad.pk}
    assert sanne.post(page, data | {"back": "1"}).status_code == 200
    assert sanne.post(page, data | {"apply": "1"})["Location"] == f"/kantoor/netwerk/{world.ad.pk}/"
    assert set(Application.objects.values_list("adviser", flat=True)) == {world.anouk.pk}
    assert sanne.post(page, data | {"apply": "1"}).status_code == 422  # a second press: there is nothing any more


def test_one_for_all_but_another_for_whom_it_cannot(world: World) -> None:
    bibi, one, two = third(world), world.application("working"), more(world)
    Tie.objects.create(profile=world.anouk.profile, organisation=two.organisation, kind="board")
    sanne, page = browser(world.sanne), f"/kantoor/netwerk/{world.ad.pk}/overdragen/"
    data = {"alles-adviser": world.anouk.pk, "reason": "Andere baan."}
    answer = sanne.post(page, data)
    assert (answer.status_code, "Kan dit niet overnemen: Deze persoon is bestuurslid" in answer.content.decode()) == (
        422,
        True,
    )
    stays = sanne.post(page, data | {f"adviser-{two.pk}": "0"}).content.decode()
    assert "blijft bij Ad" in stays
    sanne.post(page, data | {f"adviser-{two.pk}": bibi.pk, "apply": "1"})
    assert dict(Application.objects.values_list("pk", "adviser")) == {one.pk: world.anouk.pk, two.pk: bibi.pk}


def test_more_than_somebody_has_room_for_is_a_warning(world: World) -> None:
    world.application("working"), more(world)
    Profile.objects.filter(user=world.anouk).update(load_cap=1)
    page = f"/kantoor/netwerk/{world.ad.pk}/overdragen/"
    preview = browser(world.sanne).post(page, {"alles-adviser": world.anouk.pk, "reason": "Ziek."}).content.decode()
    assert "Krijgt hiermee 2 trajecten; hoogstens 1 is de bedoeling." in preview


def test_an_objection_goes_apart(world: World) -> None:
    one = world.application("objection", auditor=world.otto)
    shown = browser(world.sanne).get(f"/kantoor/netwerk/{world.otto.pk}/overdragen/").content.decode()
    assert "Dit draag je apart over" in shown
    assert f"/aanvraag/{one.code}/" in shown


# --- What is to be handed over ------------------------------------------------------------------------------------------


def reasons(user: Any) -> list[str]:
    return [
        why for each in to_hand_over(today=TODAY) if each.user == user for _piece, said in each.pieces for why in said
    ]


def test_work_of_who_may_not_any_more_is_on_the_list(world: World) -> None:
    world.application("working")
    assert to_hand_over(today=TODAY) == []
    network.suspend(world.ad.profile, "adviser", reason="Klacht.", by=world.sanne, now=NOW)
    assert reasons(world.ad) == ["Is niet (meer) geautoriseerd als adviseur."]
    shown = browser(world.sanne).get("/kantoor/over-te-dragen/").content.decode()
    assert "Stichting De Bank" in shown
    assert f"/kantoor/netwerk/{world.ad.pk}/overdragen/" in shown


def test_a_withdrawn_declaration_puts_running_work_on_the_list(world: World) -> None:
    world.application("audit")
    network.withdraw_pledge(world.aud.profile, reason="Bestuurslid geworden.", by=world.aud, now=NOW)
    assert reasons(world.aud) == ["Trok de verklaring van onafhankelijkheid in."]


def test_a_tie_that_came_up_since_puts_it_on_the_list(world: World) -> None:
    world.application("audit")
    values = {"organisation": world.bank, "kind": "member"}
    network.add_tie(world.aud.profile, values, by=world.aud, now=NOW)
    assert reasons(world.aud) == ["Deze persoon is lid van deze organisatie."]


def test_a_closed_account_is_on_the_list(world: World) -> None:
    world.application("working")
    world.ad.is_active = False
    world.ad.save()
    assert reasons(world.ad) == ["Het account is gesloten."]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_much_there_is(world: World, number: int) -> None:
    for _each in range(number):
        more(world, "audit", auditor=world.aud)
    network.end(world.aud.profile, "auditor", reason="Gestopt.", by=world.sanne, now=NOW)
    client = browser(world.sanne)
    with CaptureQueriesContext(connection) as asked:
        client.get("/kantoor/over-te-dragen/")
    assert len(asked) == 12


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_one_person_costs_the_same_however_much_they_have(world: World, number: int) -> None:
    for _each in range(number):
        more(world, "working")
    client = browser(world.sanne)
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/kantoor/netwerk/{world.ad.pk}/overdragen/")
    assert len(asked) == 15


def test_what_was_asked_only_and_an_audit_beside_it_are_read_together(world: World) -> None:
    """As each act judges by itself: the adviser of the trajectory that is audited cannot take over its audit."""
    more(world, "requested")
    page = f"/kantoor/netwerk/{world.ad.pk}/overdragen/"
    assert browser(world.sanne).get(page).status_code == 200
    audited = more(world, "audit", adviser=world.anouk, auditor=world.ad)
    form = browser(world.sanne).get(page).context["form"]
    audit = next(one for one in form.found if one.piece.application == audited)
    alone = Reading(audited, me=world.sanne.pk, today=TODAY).candidates
    assert [one.user for one in audit.candidates] == [one.user for one in alone if one.user != world.ad.pk]
    assert [one.reasons for one in audit.candidates] == [one.reasons for one in alone if one.user != world.ad.pk]
