"""manage.py build_fonts: write the fonts for PDFs and charts from the site's own."""

from django.core.management.base import BaseCommand

from goedgeregeld.ui import typefaces


class Command(BaseCommand):
    help = "Maakt de lettertypes voor PDF's en grafieken uit die van de site."
    requires_system_checks = []

    def handle(self, **options: object) -> None:  # noqa: ARG002
        for path, font in typefaces.outputs().items():
            path.write_bytes(font)
            self.stdout.write(f"{path.name}: {len(font) / 1000:.1f} kB")
