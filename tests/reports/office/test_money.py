"""The office's list of amounts: filters, sums, the sentence above it, the export, and what it costs."""

import csv
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from keurmerk.models import Due
from tests.keurmerk.cast import World, browser, make_world

pytestmark = pytest.mark.django_db
YEAR = date.today().year


@pytest.fixture
def world() -> World:
    return make_world()


def amounts(world: World, number: int) -> list[Due]:
    made = []
    for n in range(number):
        application = world.application("withdrawn")
        made += [
            Due.objects.create(
                application=application,
                kind=kind,
                payee="=Vereniging NOV",
                amount=Decimal("450.10"),
                vat=Decimal("78.12"),
                state="paid" if n % 2 else "due",
                due_since=date(YEAR, 1, 1 + n),
            )
            for kind in ("audit", "advice")
        ]
    return made


def shown(client: Client, **chosen: str) -> str:
    return " ".join(client.get(reverse("reports:office_money"), chosen).content.decode().split())


def test_sums_and_filters(world: World) -> None:
    amounts(world, 3)
    sanne = browser(world.sanne)
    assert f"6 bedragen van {YEAR}." in shown(sanne)
    assert "€ 900,20" in shown(sanne)
    assert f"1 bedrag van {YEAR}, voor audit, met de stand “betaald”." in shown(sanne, kind="audit", state="paid")
    assert f"6 bedragen van {YEAR}." in shown(sanne, year="1900")
    Due.objects.update(due_since=date(YEAR - 1, 12, 31))
    assert "Hier is niets verschuldigd" in shown(sanne)
    assert f"6 bedragen van {YEAR - 1}." in shown(sanne, year=str(YEAR - 1))


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_at_one_and_at_three(
    world: World, number: int, django_assert_num_queries: object
) -> None:
    amounts(world, number)
    sanne = browser(world.sanne)
    sanne.get(reverse("reports:office_money"))
    with django_assert_num_queries(7):  # type: ignore[operator]
        sanne.get(reverse("reports:office_money"))


def test_the_export_holds_exact_amounts_and_days(world: World) -> None:
    amounts(world, 1)
    sanne = browser(world.sanne)
    response = sanne.get(reverse("reports:office_money_export", args=["xlsx"]))
    sheet = load_workbook(BytesIO(response.content)).active
    row = [one.value for one in sheet[2]]
    assert row[2:7] == ["audit", "=Vereniging NOV", 450.1, 78.12, "nog te factureren"]
    assert row[7] == datetime(YEAR, 1, 1)
    assert sheet["D2"].data_type == "s"
    text = b"".join(sanne.get(reverse("reports:office_money_export", args=["csv"])).streaming_content).decode(
        "utf-8-sig"
    )
    assert list(csv.reader(StringIO(text), delimiter=";"))[1][3:6] == ["'=Vereniging NOV", "450.10", "78.12"]
