"""Everything to show the mark with, for its organisation and the office, while the mark may be shown."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from keurmerk.loaders import load_mark
from keurmerk.models import HandOver, Mark
from reports.mark.showing.logo import NAMES, logo
from reports.mark.showing.pictures import WIDE
from reports.mark.showing.pictures import logo_png as png_of
from reports.mark.showing.press import News
from reports.mark.showing.press import press_text as text_of
from reports.mark.views import given, refused

FORMS = {"liggend": _("Liggend"), "rond": _("Rond")}
GROUNDS = {
    "kleur": _("in kleur, op een lichte achtergrond"),
    "donker": _("in kleur, op een donkere achtergrond"),
    "zwart": _("zwart"),
    "wit": _("wit, op een donkere achtergrond"),
}


@require_safe
@never_cache
@login_required
def show_mark(request: HttpRequest, number: str) -> HttpResponse:
    """Certificate, badge, logo and the text for the press. Of a mark that may not be shown it says so (409)."""
    mark = load_mark(request, number)
    context = {
        "mark": mark,
        "logos": [(name, _words(name)) for name in NAMES],
        "sizes": WIDE,
        "press": text_of(news(mark)),
    }
    return refused(request, mark) or render(request, "reports/mark/showing.html", context)


def _words(name: str) -> str:
    form, _hyphen, ground = name.partition("-")
    return f"{FORMS[form]}, {GROUNDS[ground]}"


@require_safe
@never_cache
@login_required
def press_text(request: HttpRequest, number: str) -> HttpResponse:
    """The text for the press as a plain file, that every program opens."""
    mark = load_mark(request, number)
    return given(request, mark, lambda one: text_of(news(one)).encode("utf-8-sig"), "persbericht", "txt")


@require_safe
@login_required
def logo_svg(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """A logo to print and to enlarge. Raises Http404 for one there is not."""
    mark = load_mark(request, number)
    if name not in NAMES:
        raise Http404
    return given(request, mark, lambda _mark: logo(name).encode(), f"logo-{name}", "svg", of_mark=False)


@require_safe
@login_required
def logo_png(request: HttpRequest, number: str, name: str, wide: int) -> HttpResponse:
    """A logo as a picture. Raises Http404 for one, or a size, there is not."""
    mark = load_mark(request, number)
    if name not in NAMES or wide not in WIDE:
        raise Http404
    return given(request, mark, lambda _mark: png_of(name, wide), f"logo-{name}-{wide}", "png", of_mark=False)


def news(mark: Mark) -> News:
    """What there is to tell of this mark. One query."""
    over: HandOver | None = getattr(mark, "hand_over", None)
    planned = over if over and over.on and not over.skipped else None
    return News(
        name=mark.name,
        place=str(mark.municipality or ""),
        number=mark.number,
        decided=date_format(mark.decided_on, "j F Y"),
        until=date_format(mark.valid_until, "j F Y"),
        url=settings.SITE_URL + reverse("register:entry", args=[mark.number]),
        again=bool(mark.application and mark.application.renews_id),
        audited=mark.imported_at is None,
        on=date_format(planned.on, "j F Y") if planned else "",
        at=planned.place if planned else "",
        by_whom=planned.by_whom if planned else "",
        over=bool(planned and planned.on and planned.on < timezone.localdate()),
    )
