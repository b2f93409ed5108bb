"""A completed evaluation in the database, and the browser of someone who may see it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from selfeval.actions import complete, load_instrument, start_evaluation
from selfeval.loaders import TOKENS
from selfeval.models import Answer, Evaluation
from selfeval.queries import Stand
from selfeval.states import AnswerKind
from tests.reports.cast import CLUB, HOSPITAL, shipped

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def evaluation_of(db: None, client: Client) -> Callable[..., Evaluation]:
    """Makes an evaluation that `client` may open: of the club or the hospital, answered, completed or not."""
    version = load_instrument(shipped(), publish=True, by=None, now=NOW)

    def make(*, star: bool = True, level: int = 2, remark: str = "", completed: bool = True) -> Evaluation:
        evaluation, token = start_evaluation(
            version, profile=CLUB if star else HOSPITAL, organisation_name="De Kromme Elleboog", now=NOW
        )
        codes = [s.code for one in Stand(evaluation).themes for s in one.statements]
        Answer.objects.bulk_create(
            Answer(
                evaluation=evaluation, statement=code, kind=AnswerKind.LEVEL, level=level, remark=remark, saved_at=NOW
            )
            for code in codes
        )
        evaluation.answer()
        evaluation.save()
        if completed:
            evaluation = complete(evaluation, now=NOW)
        session = client.session
        session[TOKENS] = {str(evaluation.pk): token}
        session.save()
        return evaluation

    return make
