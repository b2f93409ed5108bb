"""What hangs on an evaluation beside its answers: an action of its plan, and links to its report."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from selfeval.actions import add_action, share_report
from selfeval.models import FollowUp, OwnerLink
from selfeval.queries import token_seal

if TYPE_CHECKING:
    from tests.access.world import World

ELS = "els@example.org"  # she has no account
DONE = ("bank-done", "zuid-done", "mine-done", "foreign-done")


def plan(world: "World") -> None:
    """An action in each plan and a link to each report; "shared" is the one to De Bank's, which works."""
    now = timezone.now()
    until = timezone.localdate(now) + timedelta(days=7)
    for key in DONE:
        link, token = share_report(world.evaluations[key], label="Bestuur", until=until, by=None, now=now)
        world.things[key]["share"] = link.pk
        made = add_action(
            world.evaluations[key],
            {"what": "Een afspraak maken", "owner_name": "Els", "owner_email": ELS},
            by=None,
            now=now,
        )
        world.things[key]["improvement"] = made.pk
        if key == "bank-done":
            world.things["shared"] = {"token": token}
            _mailed(world, made.pk)


def _mailed(world: "World", number: int) -> None:
    """The links in a reminder to Els, and in the questions half a year later."""
    now, of = timezone.now(), world.evaluations["bank-done"]
    fields = {"evaluation": of, "made_at": now, "until": timezone.localdate(now)}
    OwnerLink.objects.create(email=ELS, token_sha256=token_seal("els-link"), **fields)
    world.things["errand"] = {"token": "els-link", "number": number}
    FollowUp.objects.create(evaluation=of, token_sha256=token_seal("asked"), sent_at=now)
    world.things["asked"] = {"token": "asked"}
