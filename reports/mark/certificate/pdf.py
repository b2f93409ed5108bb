"""The certificate as PDF/UA-1 and as a picture. What stands on it comes from the mark alone; the layout: `certificate.typ`."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from keurmerk.models import Mark
from reports.pdf import compile_pdf, compile_picture
from reports.pdf.drawings import drawing
from reports.pdf.qr import qr_code

TEMPLATE = "mark/certificate/certificate.typ"
WIDE = 1200  # pixels: sharp on a screen and in a newsletter
SHORT = 180  # characters of the scope that fit on the page itself
JUDGED = {
    "full": "Alle stellingen zijn beoordeeld.",
    "star": "De sterstellingen zijn beoordeeld, de route voor kleine organisaties.",
}


def certificate_pdf(mark: Mark) -> bytes:
    """The file. The same mark gives the same bytes; `mark` with its municipality."""
    return compile_pdf(TEMPLATE, _data(mark), dated=mark.decided_on, pictures=_pictures(mark))


def certificate_picture(mark: Mark) -> bytes:
    """The first page as PNG, for a site or a newsletter."""
    return compile_picture(TEMPLATE, _data(mark), pictures=_pictures(mark), wide=WIDE)


def check_address(mark: Mark) -> str:
    """Where whoever scans the code sees what the mark is worth now."""
    return settings.SITE_URL + reverse("register:check", args=[mark.code])


def _data(mark: Mark) -> dict[str, Any]:
    scope = " ".join(mark.scope.split())
    return {
        "title": f"Certificaat keurmerk Goed Geregeld {mark.name}",
        "name": mark.name,
        "place": str(mark.municipality or ""),
        "number": mark.number,
        "code": mark.code,
        "from": date_format(mark.valid_from, "j F Y"),
        "until": date_format(mark.valid_until, "j F Y"),
        "decided": date_format(mark.decided_on, "j F Y"),
        "audited": mark.imported_at is None,
        "judged": JUDGED.get(mark.route, ""),
        "scope": scope if len(scope) <= SHORT else "",
        "scope_apart": "" if len(scope) <= SHORT else mark.scope,
        "check": check_address(mark),
        "ask": (settings.SITE_URL + reverse("register:ask")).partition("://")[2].rstrip("/"),
        "demo": mark.demo,
    }


def _pictures(mark: Mark) -> dict[str, str]:
    return {"qr": qr_code(check_address(mark)), "walk": drawing("walk")}
