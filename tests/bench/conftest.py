"""What the benches share: the browsers of selfeval's tests, and whether to measure at length."""

import pytest

from tests.selfeval.conftest import opened as opened  # noqa: PLC0414 - the fixture


@pytest.fixture
def thorough(request: pytest.FixtureRequest) -> bool:
    """Whether the benches were asked for (-m bench). If not they are run through, which shows that they still work."""
    return "bench" in request.config.option.markexpr
