"""`demo_signs`: where to look in a running demo, and how to get in as each role there is so far."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from selfeval.management.commands.load_demo import ADMINISTRATOR, PASSWORD, names, token_for


class Command(BaseCommand):
    help = "Toont waar de demo staat en hoe je er als elke rol in komt."

    def handle(self, *_args: Any, **_options: Any) -> None:
        site = settings.SITE_URL
        lines = ["", f"Goed Geregeld draait op {site}", ""]
        if settings.DEMO:
            lines += [
                "Bezoeker of organisatie (geen account nodig):",
                f"  beginnen      {site}{reverse('selfeval:start')}",
            ]
            lines += [f"  {name:<13} {site}{reverse('selfeval:resume', args=[token_for(name)])}" for name in names()]
            lines += [
                "",
                "Beheerder:",
                f"  {site}{reverse('admin:index')}  {ADMINISTRATOR}  wachtwoord: {PASSWORD}",
                "",
            ]
        lines += [f"Stijlgids: {site}/stijl/", f"Verstuurde mail (demo): {settings.EMAIL_FILE_PATH}", ""]
        self.stdout.write("\n".join(lines))
