"""`remind`: what happens by itself each day for applications. Safe to repeat: twice in a day sends once."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from keurmerk.actions.reminding import remind
from selfeval import actions as selfeval


class Command(BaseCommand):
    help = (
        "Herinnert iedereen op wie een keurmerkaanvraag wacht of die samen met anderen een zelfevaluatie invult, stelt de "
        "jaarlijkse vraag over een keurmerk, en laat verlopen of sluit wat over tijd is. Draai dit elke dag."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        now = timezone.now()
        done = remind(now=now)
        asked, closed = selfeval.remind_before_end(now=now), selfeval.close_ended(now=now)
        self.stdout.write(
            f"Aanvullingen verlopen: {done.lapsed}. Adviseurs die niet antwoordden: {done.unanswered}. "
            f"Keurmerken verlopen: {done.expired}. Jaarlijkse vragen gesteld: {done.asked}. Herinnerd aan: {done.lines}. "
            f"Om een waardering gevraagd: {done.to_rate}. Rondes gesloten: {closed}. Deelnemers herinnerd: {asked}."
        )
