"""The Django admin is for administrators, and only shows what may never change."""

from datetime import UTC, datetime

import pytest
from django.contrib import admin
from django.test import RequestFactory

from goedgeregeld.accounts.actions.roles import grant_role
from goedgeregeld.accounts.models import User
from goedgeregeld.accounts.states import RoleKind
from goedgeregeld.events.models import Event
from selfeval.models import Evaluation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", RoleKind.values)
def test_administrators_only(kind: str) -> None:
    request = RequestFactory().get("/beheer/")
    request.user = User.objects.create_user("bea@example.org")
    grant_role(request.user, kind, by=None, now=datetime(2026, 11, 23, tzinfo=UTC))
    assert admin.site.has_permission(request) == (kind == RoleKind.ADMINISTRATOR)


@pytest.mark.parametrize("model", [Event, Evaluation])
def test_what_stands_cannot_be_changed(model: type) -> None:
    request = RequestFactory().get("/beheer/")
    request.user = User.objects.create_superuser("bea@example.org")
    shown = admin.site.get_model_admin(model)
    assert shown.has_view_permission(request)
    assert not shown.has_add_permission(request)
    assert not shown.has_change_permission(request)
    assert not shown.has_delete_permission(request)
