"""What every test may use: the profiles of Hypothesis and where the project stands."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Examples are drawn from the test's own name, so a run repeats itself; `--hypothesis-profile=search` looks further.
settings.register_profile("fixed", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("fixed")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The directory of the project, where manage.py and fixtures/ are."""
    return ROOT
