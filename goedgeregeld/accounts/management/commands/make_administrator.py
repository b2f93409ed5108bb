"""`make_administrator ADDRESS`: the first administrator of a new installation. Signing in goes as for everybody."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone

from goedgeregeld.accounts.actions import people, roles
from goedgeregeld.accounts.forms.addresses import AddressField
from goedgeregeld.accounts.states import RoleKind


class Command(BaseCommand):
    help = "Maakt iemand beheerder van het systeem. Inloggen gaat daarna met een code per mail en een tweede stap."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="het e-mailadres")

    def handle(self, *_args: Any, address: str, **_options: Any) -> None:
        try:
            email = AddressField().clean(address)
        except forms.ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        now = timezone.now()
        user = people.arrive(email, now=now)
        try:
            roles.grant_role(user, RoleKind.ADMINISTRATOR, by=None, now=now)
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{email} is beheerder. Inloggen: {settings.SITE_URL}{reverse('account_login')}")
