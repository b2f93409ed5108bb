"""manage.py build_css: write the stylesheets from their sources. With --check: say whether they are up to date."""

import gzip

from django.core.management.base import BaseCommand, CommandError, CommandParser

from goedgeregeld.ui import stylesheet


class Command(BaseCommand):
    help = "Maakt de stylesheets uit hun bronnen (goedgeregeld/ui/css)."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="schrijf niets; zeg alleen of ze bij zijn")

    def handle(self, *, check: bool, **options: object) -> None:  # noqa: ARG002
        for path, css in stylesheet.outputs().items():
            if check and (not path.exists() or path.read_text() != css):
                raise CommandError(f"{path.name} is niet bij: draai manage.py build_css")
            if not check:
                path.write_text(css)
            size = len(gzip.compress(css.encode(), 9))
            self.stdout.write(f"{path.name}: {len(css) / 1000:.1f} kB, verstuurd {size / 1000:.1f} kB")
