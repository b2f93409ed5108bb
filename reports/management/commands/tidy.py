"""`tidy`: the daily clearing up (docs/privacy.md). Safe to repeat: twice in a day mails once and erases once."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reports.privacy.tidying import tidy


class Command(BaseCommand):
    help = (
        "Ruimt op: waarschuwt voor en wist oude zelfevaluaties zonder eigenaar, oude aanvragen voor het keurmerk, oude mail, "
        "uitnodigingen en sessies."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        done = tidy(now=timezone.now())
        self.stdout.write(
            f"Gewaarschuwd: {done.warned}. Zelfevaluaties gewist: {done.erased}. Adressen gewist: {done.addresses}. "
            f"Mails gewist: {done.mails}. Sessies gewist: {done.sessions}. "
            f"Bestanden gescand: {done.scanned}. Bestanden opgeruimd: {done.files}. "
            f"Aanvragen ontdaan van bewijs en berichten: {done.cleared}. Aanvragen gewist: {done.applications}. "
            f"Namen van beëindigde keurmerken gewist: {done.names}. Signalen gewist: {done.signals}. "
            f"Melders gewist: {done.signallers}. "
            f"Gedeelde links gewist: {done.shares}."
        )
