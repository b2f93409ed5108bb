"""`tally`: brings the daily summaries of the figures up to date. Safe to repeat: what did not change stays as it is."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from reports.kpi import tallies
from reports.kpi.mailing import send_papers
from reports.kpi.snapshots import see_snapshot


class Command(BaseCommand):
    help = "Werkt de dagtellingen van de cijfers bij. Draai dit elke dag, na middernacht."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="tel alles opnieuw, vanaf het begin")

    def handle(self, *_args: Any, rebuild: bool, **_options: Any) -> None:
        now = timezone.now()
        done = tallies.rebuild(now=now) if rebuild else tallies.refresh(now=now)
        see_snapshot(now=now, anew=rebuild)
        mailed = send_papers(now=now)
        self.stdout.write(
            f"Bekeken zelfevaluaties: {done.facts}. Maanden geteld: {done.months}. Rapporten gemaild: {mailed}."
        )
