"""The doors: what a device remembers and what it may open."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import RequestFactory

from selfeval import actions
from selfeval.loaders import device_of, load_evaluation, remember, remembered, token_of
from tests.selfeval.cast import NOW, started


@pytest.fixture
def device():
    """A request of a new device; its session is a plain dict."""
    request = RequestFactory().get("/")
    request.session = {}
    request.user = AnonymousUser()
    return request


def test_a_device_opens_what_it_remembers(evaluation, device):
    token = actions.issue_link(evaluation, now=NOW)
    remember(device, evaluation, token)

    assert load_evaluation(device, evaluation.pk) == evaluation
    assert token_of(device, evaluation.pk) == token
    assert remembered(device) == [evaluation]


def test_everything_else_does_not_exist(version, evaluation, device):
    other = started(version)
    remember(device, evaluation, actions.issue_link(evaluation, now=NOW))
    for pk in (other.pk, uuid4()):
        with pytest.raises(Http404):
            load_evaluation(device, pk)


def test_a_link_under_the_number_of_another_evaluation_opens_nothing(version, evaluation, device):
    other = started(version)
    device.session["evaluations"] = {str(other.pk): actions.issue_link(evaluation, now=NOW)}

    with pytest.raises(Http404):
        load_evaluation(device, other.pk)


def test_a_withdrawn_link_opens_nothing_and_is_not_shown(evaluation, device):
    remember(device, evaluation, actions.issue_link(evaluation, now=NOW))
    actions.withdraw_links(evaluation, now=NOW)

    assert remembered(device) == []
    with pytest.raises(Http404):
        load_evaluation(device, evaluation.pk)


def test_a_device_keeps_its_name_and_no_two_have_the_same(device):
    other = RequestFactory().get("/")
    other.session = {}

    assert device_of(device) == device_of(device)
    assert device_of(device) != device_of(other)
    assert len(device_of(device)) == 32  # as long as the column that keeps it
