"""/postvak/: the mail in the queue, to read where there is no mail server: while developing and in a demo. Nowhere else."""

import time
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from post_office.models import Email

from goedgeregeld.accounts.adapter import DEMO_ADDRESSES
from goedgeregeld.accounts.models import Role

PER_PAGE = 20


@never_cache
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Newest first, text only. In a demo also the codes that the demo cast's app shows at this moment."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    page = Paginator(Email.objects.order_by("-created", "-pk"), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {"page": page, "codes": _demo_codes() if settings.DEMO else []}
    response = render(request, "accounts/inbox.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _demo_codes() -> list[dict[str, Any]]:
    apps = Authenticator.objects.filter(type=Authenticator.Type.TOTP, user__email__endswith=DEMO_ADDRESSES)
    apps = apps.select_related("user").order_by("user__email")
    roles: dict[int, list[str]] = {}
    for role in Role.objects.filter(user__in=[one.user_id for one in apps]):
        roles.setdefault(role.user_id, []).append(role.get_kind_display())
    counter = int(time.time()) // app_settings.TOTP_PERIOD
    return [
        {
            "email": one.user.email,
            "roles": ", ".join(roles.get(one.user_id, [])),
            "code": format_hotp_value(hotp_value(decrypt(one.data["secret"]), counter)),
        }
        for one in apps
    ]
