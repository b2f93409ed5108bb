"""`reset_second_factor ADDRESS`: for who lost phone and recovery codes. They make a new one at the next sign-in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from goedgeregeld.accounts.actions import switching
from goedgeregeld.accounts.models import User


class Command(BaseCommand):
    help = "Haalt app, toegangssleutels en herstelcodes van iemand weg. Ga eerst na wie het vraagt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="het e-mailadres")

    def handle(self, *_args: Any, address: str, **_options: Any) -> None:
        user = User.objects.filter(email=address.strip().lower()).first()
        if user is None:
            raise CommandError(f"Er is geen account met het adres {address}.")
        number = switching.reset_second_factor(user, by=None, now=timezone.now())
        if not number:
            raise CommandError(f"{user.email} heeft geen tweede stap.")
        self.stdout.write(f"{user.email} is overal uitgelogd en maakt bij het inloggen een nieuwe tweede stap.")
