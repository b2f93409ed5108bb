"""The office's window: everything to read, nothing to change, and no organisation's name beside its weak spots."""

import pytest
from django.test import Client
from django.urls import reverse

from goedgeregeld.accounts.models import User
from goedgeregeld.events.models import Event
from selfeval import actions
from selfeval.models import Evaluation, InstrumentVersion, ReportFeedback, StatementFeedback
from tests.goedgeregeld.accounts.keys import sign_in_with_app, somebody
from tests.selfeval.actions.history import everything
from tests.selfeval.cast import later

MODELS = [InstrumentVersion, Evaluation, StatementFeedback, ReportFeedback, Event]


@pytest.fixture
def bea(db):
    """Bea Beheer, the administrator."""
    client = Client()
    somebody("bea@example.org", role="administrator", app=True)
    sign_in_with_app(client, "bea@example.org")
    return client


@pytest.fixture
def rows(done):
    copy, _token = actions.copy_evaluation(done, now=later(9))
    actions.rate_statement(copy, statement="A1", opinion="unclear", comment="Welk pand?", now=later(9))
    actions.rate_report(done, helped="yes", comment="Fijn", now=later(9))


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize("model", MODELS)
def test_everything_can_be_read(rows, bea, model):
    assert bea.get(address(model, "changelist")).status_code == 200
    for one in model.objects.all():
        assert bea.get(address(model, "change", one.pk)).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_nothing_can_be_added_changed_or_erased(rows, bea, model):
    before, one = everything(), model.objects.first()

    assert bea.get(address(model, "add")).status_code == 403
    assert bea.post(address(model, "change", one.pk), {"state": "started", "helped": "no"}).status_code == 403
    assert bea.post(address(model, "delete", one.pk), {"post": "yes"}).status_code == 403
    bea.post(address(model, "changelist"), {"action": "delete_selected", "_selected_action": [one.pk], "post": "yes"})
    assert everything() == before


@pytest.mark.parametrize("model", MODELS)
def test_no_organisation_is_named(rows, bea, model):
    assert b"De Brug" not in bea.get(address(model, "changelist")).content
    for one in model.objects.all():
        assert b"De Brug" not in bea.get(address(model, "change", one.pk)).content


@pytest.mark.parametrize("model", MODELS)
def test_nobody_else_gets_in(rows, boris, model):
    assert boris.get(address(model, "changelist")).status_code == 302
    boris.force_login(User.objects.create_user("boris@example.org"))
    assert boris.get(address(model, "changelist")).status_code == 302
