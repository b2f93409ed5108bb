"""A round of the small evaluation, with names or without, and people who answer in it."""

import pytest

from selfeval.models import Evaluation, Round
from tests.selfeval.together import stage


@pytest.fixture
def anonymous(evaluation: Evaluation) -> Round:
    return stage.opened(evaluation, anonymous=True)


@pytest.fixture
def named(evaluation: Evaluation) -> Round:
    return stage.opened(evaluation, anonymous=False)
