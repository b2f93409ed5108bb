"""`remind`: what happens by itself each day for applications. Safe to repeat: twice in a day sends once."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from keurmerk.actions.reminding import remind


class Command(BaseCommand):
    help = (
        "Herinnert iedereen op wie een keurmerkaanvraag wacht, en laat verlopen wat over tijd is. Draai dit elke dag."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        done = remind(now=timezone.now())
        self.stdout.write(
            f"Aanvullingen verlopen: {done.lapsed}. Adviseurs die niet antwoordden: {done.unanswered}. "
            f"Keurmerken verlopen: {done.expired}. Herinnerd aan: {done.lines}."
        )
