"""The plan as a workbook and as a calendar file: everything in it, as text, and the same bytes for the same plan."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from openpyxl import load_workbook

from selfeval import actions
from selfeval.models import Evaluation, ImprovementAction
from tests.reports.conftest import NOW

Make = Callable[..., Evaluation]


def add(evaluation: Evaluation, **values: Any) -> ImprovementAction:
    return actions.add_action(evaluation, {"what": "Iets doen", **values}, by=None, now=NOW)


def get(client: Client, name: str, evaluation: Evaluation) -> bytes:
    return client.get(reverse(f"reports:{name}", args=[evaluation.pk])).content


def test_the_workbook_has_a_row_an_action_and_no_formula(client: Client, evaluation_of: Make) -> None:
    evaluation = evaluation_of()
    code = evaluation.answers.order_by("pk").first().statement
    actions.add_from_advice(evaluation, code=code, by=None, now=NOW)
    add(evaluation, what="=1+1", owner_name="Els", due=date(2027, 1, 31), effort="small")
    made = get(client, "plan_excel", evaluation)
    sheet = load_workbook(BytesIO(made)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:3] == ("Wat", "Waarom", "Stelling")
    assert rows[1][0] == "=1+1"
    assert sheet["A2"].data_type == "s"
    assert rows[1][4:8] == ("Els", rows[1][5], "een avond", "gepland")
    assert rows[1][5].date() == date(2027, 1, 31)
    assert rows[2][2] == code
    assert made == get(client, "plan_excel", evaluation)


def test_the_calendar_has_what_is_still_to_be_done(client: Client, evaluation_of: Make) -> None:
    evaluation = evaluation_of()
    one = add(evaluation, what="Een gesprek;\nmet, iedereen", why="Omdat het nodig is.", due=date(2027, 1, 31))
    actions.move_action(add(evaluation, what="Klaar", due=date(2027, 2, 1)), "finish", by=None, now=NOW)
    add(evaluation, what="Zonder dag")
    made = get(client, "plan_ics", evaluation)
    days = Calendar.from_ical(made).walk("VEVENT")
    assert len(days) == 1
    assert days[0]["SUMMARY"] == "Een gesprek; met, iedereen"
    assert days[0].decoded("DTSTART") == date(2027, 1, 31)
    assert days[0].decoded("DTEND") == date(2027, 2, 1)
    assert days[0]["UID"].startswith(f"verbeteractie-{one.pk}@")
    assert "Waarom: Omdat het nodig is." in days[0]["DESCRIPTION"]
    assert made == get(client, "plan_ics", evaluation)
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))


def test_an_empty_plan_is_an_empty_file(client: Client, evaluation_of: Make) -> None:
    evaluation = evaluation_of()
    assert Calendar.from_ical(get(client, "plan_ics", evaluation)).walk("VEVENT") == []
    assert load_workbook(BytesIO(get(client, "plan_excel", evaluation))).active.max_row == 1
