"""`new_credential_key`: from now on credentials are signed with a new key; what was signed with the old ones still verifies."""

from typing import Any

from django.core.management.base import BaseCommand

from keurmerk.register import keys


class Command(BaseCommand):
    help = "Maakt een nieuwe sleutel om bewijzen van keurmerken mee te ondertekenen; de oude blijven openbaar."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"Nieuwe sleutel: {keys.add_key().thumbprint()}")
