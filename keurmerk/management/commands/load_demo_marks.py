"""`load_demo_marks`: the network of the demo, its applications and its marks. Only where DEMO is set; after load_demo."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from keurmerk.management import demo, demo_mark, demo_renewal


class Command(BaseCommand):
    help = "Zet voorbeelden van keurmerkaanvragen klaar, en wie adviseert en auditeert. Alleen als DEMO aan staat."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("DEMO staat niet aan: op een echte installatie komen geen voorbeelden.")
        now = timezone.now()
        demo.load(now=now)
        demo_mark.playground(now=now)
        demo_renewal.music_school(now=now)
