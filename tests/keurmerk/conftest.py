"""The world of the quality mark's tests; see cast."""

from typing import Any

import pytest

from tests.keurmerk.cast import World, make_world


@pytest.fixture
def world(db: Any) -> World:
    """Everybody, in the database."""
    return make_world()
