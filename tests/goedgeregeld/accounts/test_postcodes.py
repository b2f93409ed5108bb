"""Postcodes: read with every problem at once, loaded whole or not at all, and found by in the adviser finder."""

from io import StringIO

import pytest
from django.core.management import call_command

from auditors.queries.finder import find_places
from goedgeregeld.accounts.models import Municipality, Postcode
from goedgeregeld.accounts.municipality_files import InvalidMunicipalities, read_postcodes
from goedgeregeld.file_command import Refused

HEADER = "postcode,code\n"


def test_every_problem_is_said_with_its_line():
    with pytest.raises(InvalidMunicipalities) as refused:
        read_postcodes(f"{HEADER}0123,GM0344\n3511,Utrecht\n3512,GM0344\n3512,GM0344\n".encode())
    with pytest.raises(InvalidMunicipalities) as twice:
        read_postcodes(f"{HEADER}3512,GM0344\n3512,GM0344\n".encode())

    assert [one.partition(":")[0] for one in refused.value.problems] == ["regel 2", "regel 3"]
    assert "regel 3" in twice.value.problems[0]


@pytest.fixture
def places(db) -> None:
    for code, name in (("GM0344", "Utrecht"), ("GM0310", "De Bilt")):
        Municipality.objects.create(code=code, name=name, province="Utrecht")
    Municipality.objects.create(code="GM0999", name="Oud", province="Utrecht", merged_into_id="GM0310")


@pytest.fixture
def file(tmp_path, places):
    return tmp_path / "postcodes.csv"


def load(file, content: str) -> str:
    file.write_text(content)
    out = StringIO()
    call_command("load_postcodes", str(file), stdout=out)
    return out.getvalue()


def test_loading_takes_the_place_of_what_was_there(file):
    load(file, f"{HEADER}3511,GM0344\n3512,GM0344\n")
    assert "2 regels" in load(file, f"{HEADER}3511,GM0344\n3731,GM0999\n")
    assert sorted(Postcode.objects.values_list("digits", flat=True)) == ["3511", "3731"]


def test_a_municipality_that_is_not_known_refuses_the_whole(file):
    load(file, f"{HEADER}3511,GM0344\n")
    with pytest.raises(Refused, match="GM0001"):
        load(file, f"{HEADER}3512,GM0344\n3513,GM0001\n")

    assert Postcode.objects.get().digits == "3511"


def test_finding_by_postcode(file, client):
    load(file, f"{HEADER}3511,GM0344\n3731,GM0999\n3731,GM0344\n")

    assert [one.name for one in find_places("3511 AB")] == ["Utrecht"]
    assert [one.name for one in find_places("3731")] == ["De Bilt", "Utrecht"]
    assert client.get("/adviseurs/", {"plaats": "3511ab"}).url == "/adviseurs/gemeente/GM0344/"
    shown = client.get("/adviseurs/", {"plaats": "3731"}).content.decode()
    assert "De Bilt" in shown
    assert "Utrecht" in shown
    assert "We kennen geen postcode 9999" in client.get("/adviseurs/", {"plaats": "9999 ZZ"}).content.decode()


def test_without_postcodes_one_is_asked_for_a_name(places, client):
    assert "Zoeken op postcode kan hier niet" in client.get("/adviseurs/", {"plaats": "3511 AB"}).content.decode()
