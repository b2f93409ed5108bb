"""`kpi`: the figures of a year, as the office's pages show them, for people and for programs."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from reports.kpi.periods import FIRST_YEAR, LAST_YEAR
from reports.kpi.printed import as_json, as_text
from reports.kpi.queries import Figures, Selection


class Command(BaseCommand):
    help = "Laat de cijfers van een jaar zien: aantallen, streefcijfers, koers en verwachting."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", type=int, help="het jaar; zonder: dit jaar")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *_args: Any, year: int | None, **options: Any) -> None:
        now = timezone.now()
        wanted = timezone.localdate(now).year if year is None else year
        if not FIRST_YEAR <= wanted <= LAST_YEAR:
            raise CommandError(f"Kies een jaar van {FIRST_YEAR} tot en met {LAST_YEAR}.")
        figures = Figures(Selection(), now=now)
        if options["format"] == "json":
            self.stdout.write(json.dumps(as_json(figures, wanted), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(as_text(figures, wanted))
