"""What `tidy` does for the quality mark: evidence and messages first, then the application, then the name of who was erased."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage

from goedgeregeld.events.models import Event
from keurmerk.models import (
    Application,
    Assessment,
    Decision,
    Due,
    Evidence,
    Explanation,
    Mark,
    Message,
    PastApplication,
    Submission,
)
from keurmerk.queries import dossier
from reports.privacy.actions import erase_organisation
from reports.privacy.tidying import tidy
from tests.keurmerk.cast import NOW, World, browser, make_world
from tests.reports.privacy import whole_way
from tests.reports.privacy.scan import places_of
from tests.reports.privacy.whole_way import CLUB

pytestmark = pytest.mark.django_db
LAST = date(2030, 11, 22)  # of the mark


def after(days: float, day: date = LAST) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=NOW.tzinfo) + timedelta(days=days)


@pytest.fixture
def world(db: None) -> World:
    made = make_world()
    whole_way.named(made)
    return made


def test_evidence_goes_a_year_after_the_mark_and_the_rest_after_seven(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    application = whole_way.go(world)
    file = Evidence.objects.exclude(file="").get().file.name
    assert tidy(now=after(364)).cleared == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert tidy(now=after(367)).cleared == 1
    assert tidy(now=after(367)).cleared == 0
    assert not default_storage.exists(file)
    assert not any(model.objects.exists() for model in (Evidence, Explanation, Message))
    book = dossier.frozen(Submission.objects.order_by("number")[0])
    line = book.lines[0]
    assert (line.item.choice, line.item.explanation, line.pieces) == ("3", "", ())
    assert Decision.objects.filter(application=application).exclude(reasons="").exists()
    assert Assessment.objects.exclude(talk_report="").exists()
    for page in ("dossier/", "dossier/ingediend/1/", "", "tijdlijn/", "besluit/", "beoordeling/"):
        answer = browser(world.fatima).get(f"/aanvraag/{application.code}/{page}")
        assert answer.status_code == 200, page
    assert "gewist" in browser(world.fatima).get(f"/aanvraag/{application.code}/").content.decode()
    assert tidy(now=after(2550)).applications == 0
    assert tidy(now=after(2560)).applications == 1
    assert not Application.objects.exists()
    assert whole_way.mark().organisation == world.bank
    assert PastApplication.objects.count() == 1
    by_itself = Event.objects.filter(object_type="keurmerk.application", object_id=str(application.pk), actor=None)
    assert list(by_itself.order_by("pk").values_list("verb", flat=True)) == ["clear", "erase"]


def test_one_that_stopped_goes_after_the_same_time_and_a_live_one_or_the_demo_stays(world: World) -> None:
    stopped = world.application("withdrawn")
    live = world.application("conditional")
    demo = world.application("refused", demo=True, organisation=world.club)
    for one in (stopped, live, demo):
        Message.objects.create(application=one, author=world.fatima, text="Dag", at=NOW)
    tidy(now=after(366, NOW.date()))
    assert set(Message.objects.values_list("application", flat=True)) == {live.pk, demo.pk}
    tidy(now=after(2558, NOW.date()))
    assert set(Application.objects.all()) == {live, demo}


def test_the_name_goes_when_the_mark_ends_and_the_amounts_after_eight_years(world: World) -> None:
    whole_way.go(world)
    erase_organisation(world.bank, by=world.fatima, now=NOW)
    assert tidy(now=after(0)).names == 0
    assert places_of(CLUB)
    assert tidy(now=after(1)).names == 1
    assert places_of(CLUB) == []
    mark = whole_way.mark()
    assert (mark.name, mark.municipality, mark.decided_on) == ("", world.place, date(2026, 11, 23))
    tidy(now=after(2900, NOW.date()))
    assert Due.objects.count() == 2
    tidy(now=after(2930, NOW.date()))
    assert not Due.objects.exists()


def test_the_name_of_a_mark_that_was_withdrawn_goes_at_once(world: World) -> None:
    whole_way.go(world)
    erase_organisation(world.bank, by=world.fatima, now=NOW)
    Mark.objects.update(state="withdrawn")
    assert tidy(now=NOW).names == 1
