"""`kpi` and `tally` on the command line."""

import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from reports.kpi.targets import set_target
from reports.models import Target
from tests.reports.kpi import cast
from tests.reports.people import someone

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    cast.places()
    cast.evaluation(opened=NOW, completed=NOW, answers=4, profile={"sector": "sport", "municipality": "GM0344"})


def said(name: str, *arguments: str) -> str:
    out = StringIO()
    call_command(name, *arguments, stdout=out)
    return out.getvalue()


def test_the_figures_of_a_year_as_json():
    found = json.loads(said("kpi", "--year", "2026", "--format", "json"))

    assert found["figures"]["uses"]["count"] == 1
    assert found["figures"]["uses"]["target"] == 3500
    assert found["figures"]["uses"]["course"] == "behind"
    assert found["figures"]["marks"]["count"] == 0
    assert found["uses"]["by_province"] == {"Utrecht": 1}
    assert found["uses"]["by_sector"] == {"sport": 1}
    assert found["uses"]["by_size"] == {"middle": 1}
    assert found["funnel"]["completed"] == 1


def test_the_figures_in_words():
    said("tally")
    text = said("kpi")

    assert "Afgeronde zelfevaluaties: 1 van 3.500 (achter)" in text
    assert "Toegekende keurmerken: 0 van 45 (achter)" in text


def test_a_year_without_anything():
    text = said("kpi", "--year", "2031")

    assert "Afgeronde zelfevaluaties: 0 van 3.500" in text


@pytest.mark.parametrize("year", ["1999", "2101"])
def test_a_year_the_programme_does_not_know(year):
    with pytest.raises(CommandError, match="Kies een jaar"):
        said("kpi", "--year", year)


def test_the_target_that_was_set_last_holds_and_the_next_year_takes_it_over():
    sanne = someone("Sanne")
    for value in (4000, 4000, 4200):
        set_target("uses", 2026, value, reason="Meer gemeenten doen mee.", by=sanne, now=NOW)

    assert Target.objects.count() == 2
    assert json.loads(said("kpi", "--format", "json"))["figures"]["uses"]["target"] == 4200
    assert json.loads(said("kpi", "--year", "2027", "--format", "json"))["figures"]["uses"]["target"] == 4200
    assert json.loads(said("kpi", "--year", "2025", "--format", "json"))["figures"]["uses"]["target"] == 3500


def test_making_anew():
    assert "Bekeken zelfevaluaties: 1." in said("tally", "--rebuild")
