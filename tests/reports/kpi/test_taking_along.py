"""The page of reports and raw data: what comes out is whole and explained, the mail goes once a period to who was chosen."""

import csv
import random
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from post_office.models import Email

from goedgeregeld.accounts.models import Role
from goedgeregeld.events.models import Event
from reports.kpi import mailing, tallies
from reports.kpi.exports import EXPORTS
from reports.models import PaperReader, UseFact
from tests.keurmerk.cast import browser, make_world
from tests.reports.kpi import cast

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PAGE = "/kantoor/cijfers/rapporten/"


@pytest.fixture
def world(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    made = make_world()
    made.application("audit")
    cast.mark("NL-1", NOW.date(), municipality=made.place, organisation=made.bank)
    return made


@pytest.fixture
def sanne(world):
    return browser(world.sanne)


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("code", sorted(EXPORTS))
def test_csv_and_workbook_hold_the_same_rows_and_every_column_is_explained(sanne, world, code):
    cast.evaluation(opened=NOW, completed=NOW, answers=4, organisation=world.bank, profile={"sector": "sport"})
    cast.evaluation(opened=NOW)
    tallies.rebuild(now=NOW)
    text = body(sanne.get(f"/kantoor/cijfers/gegevens/{code}/csv/")).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    book = load_workbook(BytesIO(body(sanne.get(f"/kantoor/cijfers/gegevens/{code}/xlsx/"))))
    sheet = list(book.worksheets[0].iter_rows(values_only=True))

    assert len(rows) > 1
    assert len(sheet) == len(rows)
    assert list(sheet[0]) == rows[0] == [name for name, _meaning in EXPORTS[code].columns]
    assert all(len(row) == len(rows[0]) for row in rows)
    explained = [row[0] for row in book["Uitleg"].iter_rows(min_row=2, values_only=True)]
    assert explained == rows[0]
    assert Event.objects.filter(verb="export", data__list=code).count() == 2


def test_what_looks_like_a_formula_is_a_text(sanne, world):
    world.bank.name = '=HYPERLINK("http://kwaad.example")'
    world.bank.save()
    book = load_workbook(BytesIO(body(sanne.get("/kantoor/cijfers/gegevens/aanvragen/xlsx/"))))
    text = body(sanne.get("/kantoor/cijfers/gegevens/aanvragen/csv/")).decode()

    assert book.worksheets[0]["B2"].data_type == "s"
    assert "'=HYPERLINK" in text


def test_what_was_erased_is_there_without_a_name(sanne, world):
    one = cast.evaluation(opened=NOW, completed=NOW, organisation=world.bank)
    tallies.rebuild(now=NOW)
    UseFact.objects.update(evaluation=None)
    rows = list(
        csv.reader(StringIO(body(sanne.get("/kantoor/cijfers/gegevens/zelfevaluaties/csv/")).decode()), delimiter=";")
    )

    assert rows[1][:2] == ["", ""]
    assert str(one.pk) not in str(rows)


@pytest.mark.parametrize("address", ["geheim/csv/", "keurmerken/exe/"])
def test_what_is_not_there(sanne, address):
    assert sanne.get(f"/kantoor/cijfers/gegevens/{address}").status_code == 404


@pytest.mark.parametrize(
    ("code", "status"), [("2026", 200), ("2026-k3", 200), ("2027", 404), ("2026-k9", 404), ("x", 404)]
)
def test_the_report_over_a_period(sanne, code, status):
    cast.some(random.Random(2), 5, last=NOW)
    for form in ("pdf", "xlsx"):
        assert sanne.get(f"{PAGE}{code}/{form}/").status_code == status


def test_who_is_chosen_gets_one_mail_a_period(sanne, world):
    assert mailing.send_papers(now=NOW) == 0
    chosen = {f"lezer-{one.pk}": "none" for one in (world.sol, world.bea)}
    chosen |= {f"lezer-{world.sanne.pk}": "quarter", f"lezer-{world.stef.pk}": "year"}
    assert sanne.post(PAGE, chosen).status_code == 302
    assert sanne.post(PAGE, chosen).status_code == 302  # again: nothing changes
    assert PaperReader.objects.count() == 2

    assert mailing.send_papers(now=NOW) == 0  # what ended before they were chosen is not sent
    january = datetime(2027, 1, 2, tzinfo=UTC)
    assert mailing.send_papers(now=january) == 2
    assert mailing.send_papers(now=january + timedelta(days=1)) == 0
    assert mailing.send_papers(now=datetime(2027, 4, 1, tzinfo=UTC)) == 1
    subjects = sorted(Email.objects.values_list("subject", flat=True))
    assert subjects == [
        "De cijfers over 2026 staan klaar",
        "De cijfers over het eerste kwartaal van 2027 staan klaar",
        "De cijfers over het vierde kwartaal van 2026 staan klaar",
    ]
    assert "/kantoor/cijfers/rapporten/2026/pdf/" in Email.objects.get(subject__contains="over 2026").message


def test_who_left_the_office_gets_nothing(world):
    mailing.choose_readers({world.sanne.pk: "quarter"}, by=world.stef, now=NOW)
    Role.objects.filter(user=world.sanne).delete()

    assert mailing.send_papers(now=datetime(2027, 1, 2, tzinfo=UTC)) == 0


def test_nobody_else_can_be_chosen(sanne, world):
    sanne.post(PAGE, {f"lezer-{world.fatima.pk}": "quarter", "lezer-x": "year"})

    assert PaperReader.objects.count() == 0
