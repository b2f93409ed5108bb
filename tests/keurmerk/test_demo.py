"""The demo's applications: one of each example organisation, in different stands, and never twice."""

from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from auditors.queries import authorised
from goedgeregeld.accounts.models import Municipality
from goedgeregeld.events.models import Event
from keurmerk.actions.request import request_mark
from keurmerk.management.demo import PLACES, who
from keurmerk.management.demo_mark import NAME
from keurmerk.models import Application, Carried, Due, Mark
from keurmerk.queries.renewal import renewable
from selfeval.actions import load_instrument
from tests.reports.cast import shipped

pytestmark = pytest.mark.django_db


def test_every_example_has_its_application_once(settings: Any) -> None:
    settings.DEMO = True
    for code in (*PLACES, "GM0197"):
        Municipality.objects.create(code=code, name=code, province="Utrecht")
    load_instrument(shipped(), publish=True, by=None, now=timezone.now())
    for _time in range(2):
        call_command("load_demo")
        call_command("load_demo_marks")
        found = Application.objects.order_by("requested_at").values_list("state", "waits_for", "demo")
        assert list(found) == [
            ("granted", "nobody", True),
            ("granted", "nobody", True),
            ("working", "organisation", True),
            ("intake", "organisation", True),
            ("requested", "adviser", True),
            ("requested", "office", True),
        ]
    ending, mark = Mark.objects.order_by("valid_until")
    assert (mark.name, mark.demo, mark.number[:3], mark.declarations.count()) == (NAME, True, "VB-", 1)
    assert mark.signals.get().state == "new"
    assert renewable(ending, today=timezone.localdate())
    assert mark.hand_over.place == "In de speelschuur"
    today = timezone.localdate()
    assert [authorised(work, on=today).count() for work in ("adviser", "auditor")] == [2, 2]
    assert (Due.objects.count(), Event.objects.filter(verb="request_mark").count()) == (2, 4)


def test_the_example_that_ends_soon_can_be_renewed(settings: Any) -> None:
    settings.DEMO = True
    for code in (*PLACES, "GM0197"):
        Municipality.objects.create(code=code, name=code, province="Utrecht")
    load_instrument(shipped(), publish=True, by=None, now=timezone.now())
    call_command("load_demo")
    call_command("load_demo_marks")
    mark = Mark.objects.earliest("valid_until")
    assert mark.organisation is not None
    made = request_mark(mark.organisation, adviser=None, evaluation=None, wish="", by=who("bram"), now=timezone.now())
    assert (made.kind, made.renews, made.demo, made.evaluation.repeats) == ("renewal", mark, True, True)
    assert Carried.objects.filter(application=made).count() > 5


def test_only_where_it_is_a_demo(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO staat niet aan"):
        call_command("load_demo_marks")
