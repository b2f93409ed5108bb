"""Members of an organisation: rights, removing, leaving, handing over; and never without a beheerder."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goedgeregeld.accounts.actions import members
from goedgeregeld.accounts.actions.ritual import Blocked, WrongState
from goedgeregeld.accounts.models import Membership, Organisation, User
from goedgeregeld.accounts.states import Right
from goedgeregeld.events.models import Event
from tests.goedgeregeld.accounts.cast import NOW, Cast, enter, person, rights


def last() -> Event:
    return Event.objects.order_by("-pk")[0]


def url(name: str, cast: Cast, *more: object) -> str:
    return reverse(f"accounts:{name}", args=[cast.bank.pk, *more])


# --- Acts ---------------------------------------------------------------------------------------------------------------


def test_change_right(cast: Cast) -> None:
    members.change_right(cast.bank, member=cast.wim.pk, right="manager", by=cast.fatima, now=NOW)
    assert rights(cast.bank) == {"fatima": "manager", "iris": "editor", "wim": "manager"}
    event = last()
    assert (event.verb, event.actor, event.object_id) == ("change_right", cast.fatima, str(cast.bank.pk))
    assert event.data == {"member": cast.wim.pk, "right": "manager", "before": "reader"}


def test_the_same_right_again_is_no_act(cast: Cast) -> None:
    count = Event.objects.count()
    members.change_right(cast.bank, member=cast.wim.pk, right="reader", by=cast.fatima, now=NOW)
    assert Event.objects.count() == count


def test_the_last_beheerder_stays(cast: Cast) -> None:
    before, count = rights(cast.bank), Event.objects.count()
    for act in (
        lambda: members.change_right(cast.bank, member=cast.fatima.pk, right="reader", by=cast.fatima, now=NOW),
        lambda: members.remove_member(cast.bank, member=cast.fatima.pk, by=cast.fatima, now=NOW),
        lambda: members.leave(cast.bank, by=cast.fatima, now=NOW),
    ):
        with pytest.raises(members.LastManager):
            act()
    assert (rights(cast.bank), Event.objects.count()) == (before, count)


def test_a_beheerder_whose_account_is_closed_does_not_count(cast: Cast) -> None:
    members.change_right(cast.bank, member=cast.iris.pk, right="manager", by=cast.fatima, now=NOW)
    cast.iris.is_active = False
    cast.iris.save()
    with pytest.raises(members.LastManager):
        members.leave(cast.bank, by=cast.fatima, now=NOW)


def test_remove_and_leave(cast: Cast) -> None:
    members.remove_member(cast.bank, member=cast.wim.pk, by=cast.fatima, now=NOW)
    assert last().verb == "remove_member"
    members.leave(cast.bank, by=cast.iris, now=NOW)
    assert (last().verb, last().actor) == ("leave", cast.iris)
    assert rights(cast.bank) == {"fatima": "manager"}


@pytest.mark.parametrize(("stay", "after"), [(True, "editor"), (False, None)])
def test_hand_over(cast: Cast, stay: bool, after: str | None) -> None:
    members.hand_over(cast.bank, to=cast.wim.pk, stay=stay, by=cast.fatima, now=NOW)
    found = rights(cast.bank)
    assert (found["wim"], found.get("fatima")) == ("manager", after)
    assert (last().verb, last().data) == ("hand_over", {"to": cast.wim.pk, "stays": stay})


def test_hand_over_to_nobody(cast: Cast) -> None:
    with pytest.raises(Blocked):
        members.hand_over(cast.bank, to=cast.fatima.pk, stay=True, by=cast.fatima, now=NOW)
    with pytest.raises(WrongState):
        members.hand_over(cast.bank, to=cast.boris.pk, stay=True, by=cast.fatima, now=NOW)
    User.objects.filter(pk=cast.wim.pk).update(is_active=False)  # nobody could sign in as its beheerder
    with pytest.raises(Blocked):
        members.hand_over(cast.bank, to=cast.wim.pk, stay=True, by=cast.fatima, now=NOW)
    assert rights(cast.bank)["fatima"] == "manager"


@pytest.mark.parametrize("who", ["iris", "wim", "boris", "sanne"])
def test_only_a_beheerder_acts(cast: Cast, who: str) -> None:
    by = getattr(cast, who)
    for act in (
        lambda: members.change_right(cast.bank, member=by.pk, right="manager", by=by, now=NOW),
        lambda: members.remove_member(cast.bank, member=cast.fatima.pk, by=by, now=NOW),
        lambda: members.hand_over(cast.bank, to=cast.fatima.pk, stay=True, by=by, now=NOW),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert rights(cast.bank) == {"fatima": "manager", "iris": "editor", "wim": "reader"}


VERBS = st.lists(
    st.tuples(
        st.sampled_from(["manager", "editor", "reader", "remove", "leave", "stay", "go"]),
        st.integers(0, 3),
        st.integers(0, 3),
    ),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(verbs=VERBS)
def test_whatever_happens_there_is_a_beheerder(cast: Cast, verbs: list[tuple[str, int, int]]) -> None:
    people = [cast.fatima, cast.iris, cast.wim, cast.boris]
    for verb, one, other in verbs:
        by, whom = people[one], people[other].pk
        try:
            if verb == "remove":
                members.remove_member(cast.bank, member=whom, by=by, now=NOW)
            elif verb == "leave":
                members.leave(cast.bank, by=by, now=NOW)
            elif verb in {"stay", "go"}:
                members.hand_over(cast.bank, to=whom, stay=verb == "stay", by=by, now=NOW)
            else:
                members.change_right(cast.bank, member=whom, right=verb, by=by, now=NOW)
        except (PermissionDenied, Blocked, WrongState):
            pass
        assert Membership.objects.filter(organisation=cast.bank, right=Right.MANAGER).exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(5))
def test_two_beheerders_leave_at_once(attempt: int) -> None:
    one, other = person("one"), person("other")
    bank = Organisation.objects.create(name="De Bank", search="de bank", created_at=NOW)
    for user in (one, other):
        Membership.objects.create(organisation=bank, user=user, right=Right.MANAGER, since=NOW)
    gate = threading.Barrier(2)

    def go(user: object) -> str:
        gate.wait()
        try:
            while True:
                with suppress(OperationalError):  # SQLite in memory does not wait for its turn
                    members.leave(bank, by=user, now=NOW)  # type: ignore[arg-type]
                    return "left"
        except members.LastManager:
            return "stayed"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(go, (one, other))) == ["left", "stayed"]
    assert Membership.objects.filter(organisation=bank).count() == 1


# --- Pages --------------------------------------------------------------------------------------------------------------

PAGES = [("change_right", True), ("remove_member", True), ("leave", False), ("hand_over", False)]


@pytest.mark.parametrize(("name", "with_member"), PAGES)
def test_who_gets_in(cast: Cast, name: str, with_member: bool) -> None:
    address = url(name, cast, *([cast.wim.pk] if with_member else []))
    expected = {"fatima": 200, "iris": 403, "wim": 403, "boris": 404, "sanne": 403}
    if name == "leave":
        expected |= {"iris": 200, "wim": 200, "sanne": 404}
    assert {who: enter(getattr(cast, who)).get(address).status_code for who in expected} == expected
    visitor = enter(None).get(address)
    assert (visitor.status_code, visitor.url.split("?")[0]) == (302, "/account/inloggen/")


@pytest.mark.parametrize("who", ["iris", "wim"])
def test_an_attempt_is_written_down(cast: Cast, who: str) -> None:
    answer = enter(getattr(cast, who)).post(url("change_right", cast, cast.iris.pk), {"right": "manager"})
    assert (answer.status_code, last().verb, last().actor) == (403, "refused", getattr(cast, who))
    assert rights(cast.bank) == {"fatima": "manager", "iris": "editor", "wim": "reader"}


def test_change_right_page(cast: Cast) -> None:
    client = enter(cast.fatima)
    assert client.post(url("change_right", cast, cast.wim.pk), {"right": "editor"}).status_code == 302
    assert rights(cast.bank)["wim"] == "editor"
    assert client.post(url("change_right", cast, cast.wim.pk), {"right": "owner"}).status_code == 422
    assert client.post(url("change_right", cast, cast.wim.pk), {"role": "staff"}).status_code == 422
    assert client.post(url("change_right", cast, cast.boris.pk), {"right": "editor"}).status_code == 404
    assert client.post(url("change_right", cast, 999999), {"right": "editor"}).status_code == 404
    refused = client.post(url("change_right", cast, cast.fatima.pk), {"right": "reader"})
    assert refused.status_code == 409
    assert "Er moet altijd een beheerder zijn" in refused.content.decode()
    assert rights(cast.bank)["fatima"] == "manager"


def test_mass_assignment(cast: Cast) -> None:
    posted = {"right": "editor", "user": cast.boris.pk, "organisation": cast.club.pk, "member": cast.boris.pk}
    enter(cast.fatima).post(url("change_right", cast, cast.wim.pk), posted)
    assert (rights(cast.bank)["wim"], rights(cast.club)) == ("editor", {"boris": "manager"})
    enter(cast.boris).post(reverse("accounts:leave", args=[cast.bank.pk]), {"user": cast.fatima.pk})
    assert "fatima" in rights(cast.bank)


def test_remove_page(cast: Cast) -> None:
    client = enter(cast.fatima)
    assert "wim" in client.get(url("remove_member", cast, cast.wim.pk)).content.decode().lower()
    assert "wim" in rights(cast.bank)  # looking removes nobody
    assert client.post(url("remove_member", cast, cast.wim.pk)).status_code == 302
    assert "wim" not in rights(cast.bank)
    assert client.post(url("remove_member", cast, cast.fatima.pk)).url == url("leave", cast)


def test_leave_page(cast: Cast) -> None:
    client = enter(cast.iris)
    assert client.post(url("leave", cast)).url == "/"
    assert "iris" not in rights(cast.bank)
    assert client.get(reverse("accounts:organisation", args=[cast.bank.pk])).status_code == 404
    assert enter(cast.fatima).post(url("leave", cast)).status_code == 409


def test_hand_over_pages(cast: Cast) -> None:
    client, address = enter(cast.fatima), url("hand_over", cast)
    assert client.get(address, {"to": cast.wim.pk}).status_code == 422
    shown = client.get(address, {"to": cast.wim.pk, "stay": "yes"}).content.decode()
    assert "Wim (lezer) wordt beheerder van Stichting De Bank" in shown
    assert rights(cast.bank)["wim"] == "reader"
    assert client.get(address, {"to": cast.boris.pk, "stay": "yes"}).status_code == 422
    assert client.post(address, {"to": cast.boris.pk, "stay": "yes"}).status_code == 400
    assert client.post(address, {"to": cast.wim.pk, "stay": "no"}).url == "/"
    assert rights(cast.bank) == {"iris": "editor", "wim": "manager"}


def test_csrf(cast: Cast) -> None:
    client = enter(cast.fatima, enforce_csrf_checks=True)
    for name, more in (("leave", []), ("hand_over", []), ("remove_member", [cast.wim.pk])):
        assert client.post(url(name, cast, *more), {"to": cast.wim.pk, "stay": "no"}).status_code == 403
    assert len(rights(cast.bank)) == 3
