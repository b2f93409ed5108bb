"""What hangs on an evaluation beside its answers: an action of its plan, and links to its report."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from selfeval.actions import add_action, share_report

if TYPE_CHECKING:
    from tests.access.world import World

DONE = ("bank-done", "zuid-done", "mine-done", "foreign-done")


def plan(world: "World") -> None:
    """An action in each plan and a link to each report; "shared" is the one to De Bank's, which works."""
    now = timezone.now()
    until = timezone.localdate(now) + timedelta(days=7)
    for key in DONE:
        link, token = share_report(world.evaluations[key], label="Bestuur", until=until, by=None, now=now)
        world.things[key]["share"] = link.pk
        made = add_action(world.evaluations[key], {"what": "Een afspraak maken"}, by=None, now=now)
        world.things[key]["improvement"] = made.pk
        if key == "bank-done":
            world.things["shared"] = {"token": token}
