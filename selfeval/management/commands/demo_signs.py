"""`demo_signs`: where to look in a running demo, and how to get in as each role there is so far."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse

from selfeval.management import demo_cast
from selfeval.management.commands.load_demo import names, token_for


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
                f"Inloggen: {site}{reverse('account_password_login')} met wachtwoord {demo_cast.PASSWORD}, als een van:",
                f"  {_who(official=False)}",
                f"  {_who(official=True)} (code voor de tweede stap: zie het postvak)",
                "",
            ]
            lines += [f"Postvak met alle mail: {site}{reverse('inbox')}"]
        lines += [f"Stijlgids: {site}/stijl/", ""]
        self.stdout.write("\n".join(lines))


def _who(*, official: bool) -> str:
    return ", ".join(player.email for player in demo_cast.players(official=official))
