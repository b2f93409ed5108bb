"""An instrument that is published, for who asks whether the star route is open."""

from typing import Any

import pytest

from selfeval.actions import load_instrument
from selfeval.models import InstrumentVersion
from tests.keurmerk.cast import NOW
from tests.reports.cast import shipped


@pytest.fixture
def published(db: Any) -> InstrumentVersion:
    return load_instrument(shipped(), publish=True, by=None, now=NOW)
