"""Organisations: making, changing, seeing; the KvK number; finding them again."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from goedgeregeld.accounts.actions.organisations import KvkTaken, change_organisation, create_organisation
from goedgeregeld.accounts.models import Membership, Organisation, OrganisationWord
from goedgeregeld.events.models import Event
from tests.goedgeregeld.accounts.cast import NOW, Cast, enter, person, rights

GOOD = {"name": "De Brug", "kvk": "12345678", "sector": "sport", "municipality": "GM0344", "volunteers": "1.200",
        "paid_fte": "1,5", "locations": "2", "website": "https://debrug.example"}  # fmt: skip


def card(organisation: Organisation) -> str:
    return reverse("accounts:organisation", args=[organisation.pk])


def change(organisation: Organisation) -> str:
    return reverse("accounts:change_organisation", args=[organisation.pk])


def test_make_one(cast: Cast) -> None:
    answer = enter(cast.boris).post(reverse("accounts:new_organisation"), GOOD)
    made = Organisation.objects.get(name="De Brug")
    assert answer.url == card(made)
    assert (made.kvk, made.volunteers, made.paid_fte, made.search) == ("12345678", 1200, Decimal("1.5"), "de brug")
    assert rights(made) == {"boris": "manager"}
    assert Event.objects.filter(verb="create", object_id=str(made.pk), actor=cast.boris).count() == 1


def test_only_a_name_is_needed(cast: Cast) -> None:
    assert enter(cast.boris).post(reverse("accounts:new_organisation"), {"name": "X"}).status_code == 302
    assert Organisation.objects.filter(name="X", kvk=None, volunteers=None).exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "veld is verplicht"),
        ("name", "a\x00b", ""),
        ("name", "x" * 201, ""),
        ("kvk", "1234567", "acht cijfers"),
        ("kvk", "1234567a", "acht cijfers"),
        ("kvk", "١٢٣٤٥٦٧٨", "acht cijfers"),
        ("sector", "magic", ""),
        ("municipality", "GM9999", ""),
        ("volunteers", "-1", ""),
        ("volunteers", "1,5", "heel getal"),
        ("paid_fte", "NaN", ""),
        ("website", "javascript:alert(1)", ""),
    ],
)
def test_bad_input(cast: Cast, field: str, value: str, words: str) -> None:
    answer = enter(cast.boris).post(reverse("accounts:new_organisation"), {**GOOD, field: value})
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert Organisation.objects.count() == 2


def test_a_number_that_is_taken_tells_nothing(cast: Cast) -> None:
    change_organisation(cast.bank, {"kvk": "12345678"}, by=cast.fatima, now=NOW)
    for address in (reverse("accounts:new_organisation"), change(cast.club)):
        answer = enter(cast.boris).post(address, GOOD)
        assert answer.status_code == 422
        assert "Dit KvK-nummer staat al bij een andere organisatie" in answer.content.decode()
        assert "Bank" not in answer.content.decode()
    with pytest.raises(KvkTaken):
        create_organisation({"name": "Y", "kvk": "12345678"}, by=cast.boris, now=NOW)
    assert Organisation.objects.count() == 2


def test_change(cast: Cast) -> None:
    answer = enter(cast.fatima).post(change(cast.bank), GOOD)
    cast.bank.refresh_from_db()
    assert (answer.status_code, cast.bank.name, cast.bank.core) == (302, "De Brug", "de brug")
    assert set(OrganisationWord.objects.filter(organisation=cast.bank).values_list("word", flat=True)) == {
        "",
        "de",
        "brug",
    }
    event = Event.objects.order_by("-pk")[0]
    assert (event.verb, "name" in event.data["fields"], "De Brug" in str(event.data)) == ("change", True, False)
    count = Event.objects.count()
    enter(cast.fatima).post(change(cast.bank), GOOD)
    assert Event.objects.count() == count  # nothing changed, nothing written


def test_mass_assignment(cast: Cast) -> None:
    attack = {**GOOD, "id": str(cast.club.pk), "demo": "on", "merged_into": str(cast.club.pk), "members": cast.boris.pk,
              "search": "zzz", "created_at": "2000-01-01", "organisation": str(cast.club.pk)}  # fmt: skip
    enter(cast.fatima).post(change(cast.bank), attack)
    cast.bank.refresh_from_db()
    assert (cast.bank.demo, cast.bank.merged_into_id, cast.bank.search) == (False, None, "de brug")
    assert rights(cast.bank) == {"fatima": "manager", "iris": "editor", "wim": "reader"}
    assert Organisation.objects.get(pk=cast.club.pk).name == "Voetbalclub Zuid"


def test_who_gets_in(cast: Cast) -> None:
    seen = {"fatima": 200, "iris": 200, "wim": 200, "boris": 404, "sanne": 200}
    assert {who: enter(getattr(cast, who)).get(card(cast.bank)).status_code for who in seen} == seen
    changed = {"fatima": 200, "iris": 403, "wim": 403, "boris": 404, "sanne": 403}
    for ask in ("get", "post"):
        found = {who: getattr(enter(getattr(cast, who)), ask)(change(cast.bank)).status_code for who in changed}
        assert found == {**changed, "fatima": 200 if ask == "get" else 422}
    for address in (card(cast.bank), change(cast.bank), reverse("accounts:new_organisation")):
        assert enter(None).get(address).status_code == 302
    with pytest.raises(PermissionDenied):
        change_organisation(cast.bank, {"name": "Z"}, by=cast.iris, now=NOW)


def test_the_office_looking_is_written_down_once_a_day(cast: Cast) -> None:
    for _ in range(2):
        enter(cast.sanne).get(card(cast.bank))
    enter(cast.fatima).get(card(cast.bank))
    assert list(Event.objects.filter(verb="view").values_list("actor", flat=True)) == [cast.sanne.pk]


@pytest.mark.parametrize("members", [1, 30])
def test_the_card_costs_the_same(cast: Cast, django_assert_num_queries, members: int) -> None:

    for n in range(members):
        Membership.objects.create(organisation=cast.bank, user=person(f"m{n}"), right="reader", since=NOW)
    client = enter(cast.fatima)
    with django_assert_num_queries(9):
        assert client.get(card(cast.bank)).status_code == 200
