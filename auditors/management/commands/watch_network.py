"""`watch_network`: what happens by itself each day in the network. Safe to repeat: twice in a day sends once."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from auditors.actions.watching import watch


class Command(BaseCommand):
    help = (
        "Laat autorisaties eindigen waarvan de laatste dag voorbij is, waarschuwt 90, 30 en 7 dagen ervoor, en vraagt om de "
        "jaarlijkse verklaring. Draai dit elke dag."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        done = watch(now=timezone.now())
        self.stdout.write(
            f"Autorisaties geëindigd: {done.ended}. Gewaarschuwd: {done.expiring}. Gevraagd om de verklaring: {done.pledges}."
        )
