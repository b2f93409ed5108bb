"""The improvement plan of the demo: some of the advice, with who does it and by when; DEMO only. Made once."""

from datetime import datetime, timedelta

from django.utils import timezone

from selfeval import actions, improving
from selfeval.models import Evaluation, ImprovementAction
from selfeval.queries.plan import possible_owners, suggestions

NAME = "buurtkamer"
WEEKS = (-1, 2, 6, 10)  # from today, of the first four advices


def plan(evaluation: Evaluation, *, now: datetime) -> None:
    """Four advices: one late, one that somebody is busy with, one that is done, one for the beheerder."""
    if ImprovementAction.objects.filter(evaluation=evaluation).exists():
        return
    today, members = timezone.localdate(now), list(possible_owners(evaluation).values())
    for (_theme, advice), weeks in zip(suggestions(evaluation), WEEKS, strict=False):
        one = actions.add_from_advice(evaluation, code=advice.code, by=None, now=now)
        who = {"owner": members[0]} if weeks == WEEKS[-1] and members else {"owner_name": "Els Vrijwilliger"}
        values = {"due": today + timedelta(weeks=weeks), **who}
        one = actions.change_action(one, values, seen=actions.mark_of(one), by=None, now=now)
        if weeks in WEEKS[1:3]:
            actions.move_action(one, improving.BEGIN if weeks == WEEKS[1] else improving.FINISH, by=None, now=now)
