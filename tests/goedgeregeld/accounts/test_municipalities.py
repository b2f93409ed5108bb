"""Municipalities: the shipped files, and bringing the database up to a year's list without losing a link."""

import re
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from goedgeregeld.accounts.actions import load_municipalities
from goedgeregeld.accounts.models import Municipality
from goedgeregeld.accounts.municipality_files import (
    PROVINCES,
    InvalidMunicipalities,
    Listed,
    Merger,
    read_list,
    read_mergers,
)
from goedgeregeld.file_command import Refused

PER_PROVINCE = {
    "Groningen": 10,
    "Fryslân": 18,
    "Drenthe": 12,
    "Overijssel": 25,
    "Flevoland": 6,
    "Gelderland": 51,
    "Utrecht": 26,
    "Noord-Holland": 44,
    "Zuid-Holland": 50,
    "Zeeland": 13,
    "Noord-Brabant": 56,
    "Limburg": 31,
}
ONE, TWO, THREE = (Listed(f"GM000{n}", name, "Utrecht") for n, name in ((1, "Een"), (2, "Twee"), (3, "Drie")))
DAY = date(2027, 1, 1)


@pytest.fixture(scope="module")
def shipped(root: Path) -> list[Listed]:
    return read_list((root / "fixtures/municipalities.csv").read_bytes())


@pytest.fixture(scope="module")
def merged(root: Path) -> list[Merger]:
    return read_mergers((root / "fixtures/municipality_mergers.csv").read_bytes())


def rows() -> list[dict[str, object]]:
    return list(Municipality.objects.order_by("code").values())


# --- The shipped files ------------------------------------------------------------------------------------------------


def test_shipped_list(shipped: list[Listed]) -> None:
    assert len(shipped) == 342
    assert Counter(row.province for row in shipped) == PER_PROVINCE
    assert len({row.code for row in shipped}) == len({row.name for row in shipped}) == 342
    assert all(re.fullmatch(r"GM\d{4}", row.code) for row in shipped)
    assert tuple(PER_PROVINCE) == PROVINCES
    names = {row.code: row.name for row in shipped}
    assert names["GM0820"] == "Nuenen, Gerwen en Nederwetten"
    assert names["GM0344"] == "Utrecht"


@pytest.mark.django_db
def test_shipped_files_load_together_and_again(shipped: list[Listed], merged: list[Merger]) -> None:
    loaded = load_municipalities(shipped, merged)
    assert (len(loaded.added), loaded.changed, loaded.ended, loaded.total) == (342, (), (), 342)
    before = rows()
    again = load_municipalities(shipped, merged)
    assert (again.added, again.changed, again.ended) == ((), (), ())
    assert rows() == before
    assert not Municipality.objects.filter(ended_on__isnull=False).exists()


@pytest.mark.django_db
def test_an_old_chain_is_followed_where_the_old_ones_are_known(shipped: list[Listed], merged: list[Merger]) -> None:
    Municipality.objects.create(code="GM0265", name="Millingen aan de Rijn", province="Gelderland")
    load_municipalities(shipped, merged)
    old = Municipality.objects.get(code="GM0265")
    assert (old.merged_into_id, old.ended_on) == ("GM1945", date(2015, 1, 1))
    assert not Municipality.objects.filter(code="GM0241").exists()


@pytest.mark.django_db
def test_next_year_keeps_the_old_row_and_what_points_to_it(shipped: list[Listed], merged: list[Merger]) -> None:
    load_municipalities(shipped, merged)
    next_list = [row for row in shipped if row.code != "GM1696"]
    next_mergers = [*merged, Merger("GM1696", "GM0402", DAY)]
    assert load_municipalities(next_list, next_mergers).ended == ("GM1696",)
    old = Municipality.objects.get(code="GM1696")
    assert (old.name, old.merged_into_id, old.ended_on) == ("Wijdemeren", "GM0402", DAY)
    assert load_municipalities(next_list, next_mergers).ended == ()
    assert load_municipalities(next_list, []).ended == ()  # once ended it needs no merger any more
    assert Municipality.objects.count() == 342


@pytest.mark.django_db
def test_nobody_vanishes(shipped: list[Listed]) -> None:
    load_municipalities(shipped, [])
    before = rows()
    with pytest.raises(InvalidMunicipalities) as caught:
        load_municipalities([row for row in shipped if row.code not in {"GM1696", "GM0344"}] + [ONE], [])
    assert caught.value.problems == [
        "GM0344 (Utrecht) staat niet meer in de lijst en niet bij de samenvoegingen",
        "GM1696 (Wijdemeren) staat niet meer in de lijst en niet bij de samenvoegingen",
    ]
    assert rows() == before


# --- Small lists ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_new_name_and_province_are_taken_over() -> None:
    load_municipalities([ONE, TWO], [])
    loaded = load_municipalities([ONE, Listed("GM0002", "Tweede", "Drenthe")], [])
    assert loaded.changed == ("GM0002",)
    assert Municipality.objects.get(code="GM0002").name == "Tweede"


@pytest.mark.django_db
def test_a_chain_in_one_go() -> None:
    load_municipalities([ONE, TWO, THREE], [])
    load_municipalities([THREE], [Merger("GM0001", "GM0002", DAY), Merger("GM0002", "GM0003", date(2028, 1, 1))])
    found = {one.code: (one.merged_into_id, one.ended_on) for one in Municipality.objects.all()}
    assert found == {
        "GM0001": ("GM0002", DAY),
        "GM0002": ("GM0003", date(2028, 1, 1)),
        "GM0003": (None, None),
    }


@pytest.mark.django_db
def test_one_that_was_ended_by_mistake_lives_again() -> None:
    load_municipalities([ONE, TWO], [])
    load_municipalities([TWO], [Merger("GM0001", "GM0002", DAY)])
    assert load_municipalities([ONE, TWO], []).changed == ("GM0001",)
    assert Municipality.objects.get(code="GM0001").ended_on is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mergers", "problem"),
    [
        ([Merger("GM0001", "GM0002", DAY)], "GM0001 (Een) staat in de lijst, maar is volgens de samenvoegingen"),
        ([Merger("GM0009", "GM0008", DAY)], "de samenvoeging van GM0009 leidt niet naar een gemeente uit de lijst"),
        (
            [Merger("GM0009", "GM0008", DAY), Merger("GM0008", "GM0009", DAY)],
            "de samenvoeging van GM0009 leidt niet naar een gemeente uit de lijst",
        ),
    ],
)
def test_mergers_that_lead_nowhere(mergers: list[Merger], problem: str) -> None:
    with pytest.raises(InvalidMunicipalities) as caught:
        load_municipalities([ONE, TWO], mergers)
    assert caught.value.problems[0].startswith(problem)
    assert not Municipality.objects.exists()


# --- The command ------------------------------------------------------------------------------------------------------


HEAD = "code,name,province\n"


@pytest.mark.django_db
def test_command(root: Path) -> None:
    fixtures, out = root / "fixtures", StringIO()
    for _ in range(2):
        call_command(
            "load_municipalities",
            fixtures / "municipalities.csv",
            mergers=fixtures / "municipality_mergers.csv",
            stdout=out,
        )
    assert out.getvalue().splitlines() == [
        "342 gemeenten: 342 nieuw, 0 gewijzigd, 0 opgeheven.",
        "342 gemeenten: 0 nieuw, 0 gewijzigd, 0 opgeheven.",
    ]


@pytest.mark.django_db
def test_command_tells_the_problems_of_both_files_at_once(tmp_path: Path) -> None:
    listed, mergers = tmp_path / "a.csv", tmp_path / "b.csv"
    listed.write_text(HEAD + "GM1,Een,Utrecht\n")
    mergers.write_text("old,new\n")
    with pytest.raises(Refused) as caught:
        call_command("load_municipalities", str(listed), "--mergers", str(mergers))
    assert caught.value.lines == [
        f"{listed}: regel 2: 'GM1' is geen gemeentecode, zoals GM0344",
        f"{mergers}: regel 1: hier hoort old_code,new_code,date te staan",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "het bestand is leeg"),
        (b"\xff\xfe", "geen UTF-8"),
        (b"\x7fELF\x80", "geen UTF-8"),
        (b"x" * 2_000_001, "2 MB"),
    ],
)
def test_command_refuses_other_files(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(Refused, match=message):
        call_command("load_municipalities", str(path))
