"""The network of these tests; see cast."""

from typing import Any

import pytest

from tests.auditors.cast import Network, make_network


@pytest.fixture
def network(db: Any) -> Network:
    """Everybody, in the database."""
    return make_network()
