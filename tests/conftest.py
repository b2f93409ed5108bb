"""What every test may use: the profiles of Hypothesis and where the project stands."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.postgresql import cluster

# Examples are drawn from the test's own name, so a run repeats itself; `--hypothesis-profile=search` looks further.
settings.register_profile("fixed", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("fixed")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The directory of the project, where manage.py and fixtures/ are."""
    return ROOT


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """The DATABASE_URL of a PostgreSQL of our own; skips where the machine has none, and fails so with CI=true."""
    with cluster() as url:
        yield url
