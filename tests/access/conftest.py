"""The world of the tests of access, made once a file; every question in it is undone."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from goedgeregeld.accounts.models import Organisation
from tests.access.world import World, make_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    """The world; whatever happens to it is undone, and after every question it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = make_world()
        yield made
        left = Organisation.objects.count()
        transaction.set_rollback(True)
    assert left == len(made.organisations)
