"""`install`: bring a machine to where this version of the code wants it. Safe to run at every start.

Migrates, makes the cache's table, seals second factors with the key of today, loads the municipalities (where there are none)
and the shipped instruments, gathers the static files and, in a demo, the examples.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from goedgeregeld.accounts.actions import people
from goedgeregeld.accounts.models import Municipality

FIXTURES = settings.BASE_DIR / "fixtures"


class Command(BaseCommand):
    help = "Zet alles klaar: database, gemeenten, instrument, statische bestanden en (bij DEMO) voorbeelden."

    def handle(self, *_args: Any, **_options: Any) -> None:
        Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
        call_command("migrate", interactive=False, verbosity=1, stdout=self.stdout)
        call_command("createcachetable", stdout=self.stdout)
        people.reseal_second_factors()
        if not Municipality.objects.exists():  # a newer list may have been loaded since
            mergers = FIXTURES / "municipality_mergers.csv"
            call_command("load_municipalities", FIXTURES / "municipalities.csv", mergers=mergers, stdout=self.stdout)
        for file in sorted((FIXTURES / "instruments").glob("*.yaml")):
            call_command("load_instrument", file, publish=True, stdout=self.stdout)
        call_command("collectstatic", interactive=False, verbosity=0)
        if settings.DEMO:
            call_command("load_demo", stdout=self.stdout)
            call_command("load_demo_marks", stdout=self.stdout)
