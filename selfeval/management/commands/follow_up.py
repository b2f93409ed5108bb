"""`follow_up`: reminds who does an action of a plan, and asks what came of evaluations. Safe to repeat: twice sends once."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from selfeval.actions import ask_follow_ups, remind_owners


class Command(BaseCommand):
    help = (
        "Herinnert wie iets doet in een verbeterplan aan de datum, en vraagt een half jaar na een zelfevaluatie wat ervan "
        "is gekomen. Draai dit elke dag."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        now = timezone.now()
        self.stdout.write(f"Herinnerd: {remind_owners(now=now)}. Gevraagd: {ask_follow_ups(now=now)}.")
