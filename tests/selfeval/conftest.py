"""Fixtures of selfeval's tests: a published version, an open and a completed evaluation, and the cast's browsers."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from selfeval import actions
from selfeval.models import Evaluation, InstrumentVersion
from tests.goedgeregeld.accounts.cast import cast as cast  # noqa: PLC0414 - the fixture
from tests.selfeval import cast as story


@pytest.fixture
def version(db: None) -> InstrumentVersion:
    return story.loaded(story.file())


@pytest.fixture
def evaluation(version: InstrumentVersion) -> Evaluation:
    """Started for a large organisation: A1, A2, A4 and B1 apply."""
    return story.started(version)


@pytest.fixture
def done(version: InstrumentVersion) -> Evaluation:
    return story.completed(version)


@pytest.fixture
def opened() -> Callable[[Evaluation], Client]:
    """A new browser that opened the evaluation by a personal link of its own."""

    def browser(evaluation: Evaluation, **options: object) -> Client:
        client = Client(**options)
        token = actions.issue_link(evaluation, now=story.NOW)
        assert client.get(reverse("selfeval:resume", args=[token])).status_code == 302
        return client

    return browser


@pytest.fixture
def fatima(evaluation: Evaluation, opened: Callable[[Evaluation], Client]) -> Client:
    return opened(evaluation)


@pytest.fixture
def wim(evaluation: Evaluation, opened: Callable[[Evaluation], Client]) -> Client:
    return opened(evaluation)


@pytest.fixture
def boris(db: None) -> Client:
    """A stranger: he holds no link."""
    return Client()
