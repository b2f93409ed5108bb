"""History is written once: nothing in the ORM or the admin changes or erases it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.contrib import admin
from django.db.models import ProtectedError
from django.test import RequestFactory

from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from goedgeregeld.events.models import AppendOnly, Event

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture
def user() -> User:
    return User.objects.create_user("alice@example.org")


@pytest.fixture
def event(user: User) -> Event:
    return record("complete", user, by=user, now=NOW, score="1250/21")


def test_record_writes_what_happened(user: User) -> None:
    event = record("complete", user, by=user, now=NOW, score="1250/21")
    event.refresh_from_db()
    assert (event.at, event.actor, event.verb) == (NOW, user, "complete")
    assert (event.object_type, event.object_id) == ("accounts.user", str(user.pk))
    assert event.data == {"score": "1250/21"}


def test_nobody_may_have_done_it(user: User) -> None:
    assert record("lapse", user, by=None, now=NOW).actor is None


CHANGES: dict[str, Callable[[Event], Any]] = {
    "save": lambda e: e.save(),
    "save some fields": lambda e: e.save(update_fields=["verb"]),
    "save a copy with its key": lambda e: Event(pk=e.pk, at=NOW, verb="x").save(),
    "save a new one with a key of its own": lambda e: Event(pk=e.pk + 100, at=NOW, verb="x").save(),
    "the update behind a save": lambda e: Event.objects.filter(pk=e.pk)._update([]),
    "delete": lambda e: e.delete(),
    "queryset update": lambda _: Event.objects.update(verb="x"),
    "filtered update": lambda e: Event.objects.filter(pk=e.pk).update(verb="x"),
    "base manager update": lambda _: Event._base_manager.update(verb="x"),
    "default manager update": lambda _: Event._default_manager.all().update(verb="x"),
    "queryset delete": lambda _: Event.objects.all().delete(),
    "raw delete": lambda _: Event.objects.all()._raw_delete("default"),
    "bulk_update": lambda e: Event.objects.bulk_update([e], ["verb"]),
    "update_or_create": lambda e: Event.objects.update_or_create(pk=e.pk, defaults={"verb": "x"}),
    "bulk_create over existing ones": lambda e: Event.objects.bulk_create(
        [Event(pk=e.pk, at=NOW, verb="x")], update_conflicts=True, unique_fields=["pk"], update_fields=["verb"]
    ),
    "the same by position": lambda e: Event.objects.bulk_create(
        [Event(pk=e.pk, at=NOW, verb="x")], None, False, True, ["verb"], ["id"]
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_no_way_to_change_or_erase(event: Event, change: Callable[[Event], Any]) -> None:
    before = list(Event.objects.values())
    event.verb = "x"
    with pytest.raises(AppendOnly, match="alleen aangevuld"):
        change(event)
    assert list(Event.objects.values()) == before


async def _refused(call: Any) -> None:
    with pytest.raises(AppendOnly):
        await call


@pytest.mark.parametrize("name", ["adelete", "aupdate", "aupdate_or_create", "abulk_update"])
def test_nor_asynchronously(event: Event, name: str) -> None:
    arguments: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
        "adelete": ((), {}),
        "aupdate": ((), {"verb": "x"}),
        "aupdate_or_create": ((), {"pk": event.pk, "defaults": {"verb": "x"}}),
        "abulk_update": (([event], ["verb"]), {}),
    }
    args, kwargs = arguments[name]
    async_to_sync(_refused)(getattr(Event.objects.all(), name)(*args, **kwargs))


def test_many_at_once_may_be_added() -> None:
    Event.objects.bulk_create([Event(at=NOW, verb="a"), Event(at=NOW, verb="b")])
    assert Event.objects.count() == 2


def test_who_has_a_history_stays(event: Event, user: User) -> None:
    with pytest.raises(ProtectedError):
        user.delete()
    assert Event.objects.filter(pk=event.pk).exists()


def test_the_admin_shows_and_changes_nothing(event: Event) -> None:
    request = RequestFactory().get("/")
    request.user = User.objects.create_superuser("beheer@example.org")
    shown = admin.site.get_model_admin(Event)
    assert shown.has_view_permission(request, event)
    assert not shown.has_add_permission(request)
    assert not shown.has_change_permission(request, event)
    assert not shown.has_delete_permission(request, event)
    assert "delete_selected" not in shown.get_actions(request)
