"""Possible doubles: what is proposed, what the office sees before, and a merge that moves everything once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.urls import reverse

from goedgeregeld.accounts.actions import merging
from goedgeregeld.accounts.actions.organisations import change_organisation, create_organisation
from goedgeregeld.accounts.actions.ritual import Blocked, WrongState
from goedgeregeld.accounts.models import (
    BenchmarkConsent,
    Invitation,
    Membership,
    Municipality,
    Organisation,
    PossibleDouble,
)
from goedgeregeld.events.models import Event
from tests.goedgeregeld.accounts.cast import NOW, Cast, enter, rights


@pytest.fixture
def double(cast: Cast) -> PossibleDouble:
    """Boris makes De Bank once more, with Wim as invuller."""
    twin = create_organisation(
        {"name": "De Bank", "municipality": cast.place, "kvk": "12345678"}, by=cast.boris, now=NOW
    )
    Membership.objects.create(organisation=twin, user=cast.wim, right="editor", since=NOW)
    return PossibleDouble.objects.get()


def twin() -> Organisation:
    return Organisation.objects.get(name="De Bank")


def merge(cast: Cast) -> Organisation:
    return merging.merge_organisations(kept=cast.bank.pk, gone=twin().pk, by=cast.sanne, now=NOW)


# --- What is proposed -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "here", "proposed"),
    [
        ("De Bank", True, True),
        ("Vereniging De Bank", True, True),
        ("DE BÁNK", True, True),
        ("Stichting De Bank", None, True),  # place unknown
        ("De Bank", False, False),  # the same name in another town
        ("Voetbalclub Zuidd", True, True),
        ("Voetbalclb Zuid", True, True),
        ("Voetbalclub Noord", True, False),
        ("Voetbalclub Zuidd", False, False),
        ("De Brug", True, False),
    ],
)
def test_proposals(cast: Cast, name: str, here: bool | None, proposed: bool) -> None:
    other = Municipality.objects.create(code="GM0363", name="Amsterdam", province="Noord-Holland")
    place = {True: cast.place, False: other, None: None}[here]
    create_organisation({"name": name, "municipality": place}, by=cast.boris, now=NOW)
    assert PossibleDouble.objects.exists() == proposed


@pytest.mark.parametrize("name", ["Voetbalvereniging Oost", "V.v. Oost", "sportvereniging Oost"])
def test_clubs_write_in_full_or_not(cast: Cast, name: str) -> None:
    create_organisation({"name": "vv Oost", "municipality": cast.place}, by=cast.boris, now=NOW)
    create_organisation({"name": name, "municipality": cast.place}, by=cast.iris, now=NOW)
    assert PossibleDouble.objects.exists() == (name == "Voetbalvereniging Oost")


def test_another_name_takes_the_proposal_away(cast: Cast, double: PossibleDouble) -> None:
    change_organisation(twin(), {"name": "Iets Anders"}, by=cast.boris, now=NOW)
    assert not PossibleDouble.objects.exists()


def test_not_a_double_stays_said(cast: Cast, double: PossibleDouble) -> None:
    merging.dismiss_double(double, by=cast.sanne, now=NOW)
    change_organisation(twin(), {"name": "Stg De Bank"}, by=cast.boris, now=NOW)
    assert PossibleDouble.objects.get().dismissed_at == NOW
    assert Event.objects.filter(verb="dismiss_double").count() == 1


# --- Merging --------------------------------------------------------------------------------------------------------------


def test_every_way_to_an_organisation_is_handled() -> None:
    """A new foreign key moves by itself; one whose rows may clash needs somebody to say how they unite."""
    fields = list(merging.pointing_here())
    labels = {field.model._meta.label_lower for field in fields}
    assert labels >= {
        "accounts.membership",
        "accounts.invitation",
        "accounts.benchmarkconsent",
        "accounts.possibledouble",
        "accounts.organisationword",
        "accounts.organisation",
        "selfeval.evaluation",
    }
    unhandled = {f.model._meta.label_lower for f in fields if merging.can_clash(f)} - set(merging.UNITING)
    assert unhandled == set()


def test_merge(cast: Cast, double: PossibleDouble) -> None:
    gone = twin()
    Invitation.objects.create(
        email="x@example.org", organisation=gone, right="reader", token_sha256="x", created_at=NOW, expires_at=NOW
    )
    pointer = Organisation.objects.create(name="Older", search="older", created_at=NOW, merged_into=gone)
    before = Event.objects.count()
    kept = merge(cast)
    assert kept == cast.bank
    assert rights(kept) == {"fatima": "manager", "iris": "editor", "wim": "editor", "boris": "manager"}
    assert Invitation.objects.get().organisation == kept
    gone.refresh_from_db()
    pointer.refresh_from_db()
    kept.refresh_from_db()
    assert (gone.merged_into, pointer.merged_into, gone.kvk, kept.kvk) == (kept, kept, None, "12345678")
    assert not PossibleDouble.objects.exists()
    assert Event.objects.count() == before + 1
    event = Event.objects.order_by("-pk")[0]
    assert (event.verb, event.actor, event.object_id) == ("merge", cast.sanne, str(kept.pk))
    assert event.data["merged"] == str(gone.pk)
    for field in merging.pointing_here():
        assert not field.model._base_manager.filter(**{field.name: gone}).exists()


@pytest.mark.parametrize(("of", "stays"), [([], False), (["kept"], False), (["gone"], False), (["kept", "gone"], True)])
def test_consent_stays_only_where_both_gave_it(cast: Cast, double: PossibleDouble, of: list[str], stays: bool) -> None:
    for side in of:
        BenchmarkConsent.objects.create(organisation=cast.bank if side == "kept" else twin(), given_at=NOW)
    kept = merge(cast)
    assert [one.organisation for one in BenchmarkConsent.objects.all()] == ([kept] if stays else [])


def test_what_was_said_of_one_holds_for_the_whole(cast: Cast, double: PossibleDouble) -> None:
    third = create_organisation({"name": "De Bank St", "municipality": cast.place}, by=cast.boris, now=NOW)
    for pair in PossibleDouble.objects.filter(one__in=[third, twin()], other__in=[third, twin()]):
        merging.dismiss_double(pair, by=cast.sanne, now=NOW)
    merge(cast)
    assert PossibleDouble.objects.get().dismissed_at == NOW


def test_refusals(cast: Cast, double: PossibleDouble) -> None:
    gone = twin()
    with pytest.raises(Blocked):
        merging.merge_organisations(kept=gone.pk, gone=gone.pk, by=cast.sanne, now=NOW)
    for by in (cast.fatima, cast.boris):
        with pytest.raises(PermissionDenied):
            merging.merge_organisations(kept=cast.bank.pk, gone=gone.pk, by=by, now=NOW)
    merge(cast)
    with pytest.raises(WrongState):
        merging.merge_organisations(kept=cast.bank.pk, gone=gone.pk, by=cast.sanne, now=NOW)
    with pytest.raises(WrongState):
        merging.merge_organisations(kept=gone.pk, gone=cast.club.pk, by=cast.sanne, now=NOW)


def test_halfway_is_not_at_all(cast: Cast, double: PossibleDouble, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rights(cast.bank), rights(twin()), Event.objects.count()

    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(merging, "record", fail)
    with pytest.raises(RuntimeError):
        merge(cast)
    assert (rights(cast.bank), rights(twin()), Event.objects.count()) == before


# --- Pages ----------------------------------------------------------------------------------------------------------------


def test_who_gets_in(cast: Cast, double: PossibleDouble) -> None:
    expected = {"fatima": 404, "wim": 404, "boris": 404, "sanne": 200, "bea": 200}
    for address in (reverse("accounts:doubles"), reverse("accounts:double", args=[double.pk])):
        assert {who: enter(getattr(cast, who)).get(address).status_code for who in expected} == expected
        assert enter(None).get(address).status_code == 302
    for name in ("merge_double", "dismiss_double"):
        address = reverse(f"accounts:{name}", args=[double.pk])
        assert enter(cast.fatima).post(address, {"blijft": cast.bank.pk}).status_code == 404
        assert enter(cast.sanne).get(address).status_code == 405


def test_preview_and_merge(cast: Cast, double: PossibleDouble) -> None:
    client, address = enter(cast.sanne), reverse("accounts:double", args=[double.pk])
    gone = twin()
    shown = client.get(address, {"blijft": str(cast.bank.pk)}).content.decode()
    assert "12345678" in shown
    assert shown.index("Stichting De Bank</strong> en gaat") > 0
    assert client.get(address, {"blijft": str(cast.club.pk)}).status_code == 400
    act = reverse("accounts:merge_double", args=[double.pk])
    assert client.post(act, {"blijft": str(cast.club.pk)}).status_code == 400
    assert client.post(act, {}).status_code == 400
    card = reverse("accounts:organisation", args=[cast.bank.pk])
    assert client.post(act, {"blijft": str(cast.bank.pk)}).url == card
    assert client.post(act, {"blijft": str(cast.bank.pk)}).status_code == 404
    old = reverse("accounts:organisation", args=[gone.pk])
    assert {who: enter(getattr(cast, who)).get(old).status_code for who in ("boris", "sanne")} == {
        "boris": 302,
        "sanne": 302,
    }
    assert enter(cast.bea).get(old).url == card


def test_dismiss_page(cast: Cast, double: PossibleDouble) -> None:
    client = enter(cast.sanne)
    assert client.post(reverse("accounts:dismiss_double", args=[double.pk])).url == reverse("accounts:doubles")
    assert "geen organisaties die op elkaar lijken" in client.get(reverse("accounts:doubles")).content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_merges_at_once_in_both_directions(cast: Cast, double: PossibleDouble) -> None:
    one, other = cast.bank.pk, twin().pk
    gate = threading.Barrier(2)

    def go(pair: tuple[object, object]) -> str:
        gate.wait()
        try:
            while True:
                with suppress(OperationalError):
                    merging.merge_organisations(kept=pair[0], gone=pair[1], by=cast.sanne, now=NOW)  # type: ignore[arg-type]
                    return "merged"
        except WrongState:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(go, [(one, other), (other, one)])) == ["merged", "refused"]
    assert Organisation.objects.filter(merged_into__isnull=False).count() == 1
