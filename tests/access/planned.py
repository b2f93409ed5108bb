"""What hangs on an evaluation beside its answers: links to its report."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from selfeval.actions import share_report

if TYPE_CHECKING:
    from tests.access.world import World

DONE = ("bank-done", "zuid-done", "mine-done", "foreign-done")


def plan(world: "World") -> None:
    """A link to each report; "shared" is the one to De Bank's, which works."""
    now = timezone.now()
    until = timezone.localdate(now) + timedelta(days=7)
    for key in DONE:
        link, token = share_report(world.evaluations[key], label="Bestuur", until=until, by=None, now=now)
        world.things[key]["share"] = link.pk
        if key == "bank-done":
            world.things["shared"] = {"token": token}
