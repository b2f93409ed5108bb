"""Users: who there are, what they may do, and the acts on an account."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goedgeregeld.accounts import permissions
from goedgeregeld.accounts.actions import roles, switching
from goedgeregeld.accounts.actions.roles import LastAdministrator
from goedgeregeld.accounts.loaders import refuse, require_office
from goedgeregeld.accounts.models import User
from goedgeregeld.accounts.queries import second_factors
from goedgeregeld.accounts.states import RoleKind
from goedgeregeld.accounts.views.confirming import recently_confirmed
from goedgeregeld.events.actions import record_view
from reports.excel import Column
from reports.office import captions, queries
from reports.office.forms import UserFilter
from reports.office.views.listing import export, kept, page_of

COLUMNS = (
    Column("Naam", 28),
    Column("E-mailadres", 36),
    Column("Rollen", 34),
    Column("Tweede stap", 13),
    Column("Organisaties", 13, "count"),
    Column("Account", 10),
    Column("Aangemaakt", 18),
    Column("Laatst ingelogd", 18),
)


@require_safe
@never_cache
@login_required
def users(request: HttpRequest) -> HttpResponse:
    """The list."""
    require_office(request)
    form = UserFilter(request.GET)
    chosen = form.chosen
    page = page_of(request, queries.users(chosen))
    caption = captions.users(page.paginator.count, chosen, dict(RoleKind.choices))
    context = {"here": "users", "form": form, "page": page, "caption": caption, "kept": kept(request), "chosen": chosen}
    return render(request, "reports/office/users.html", context)


@require_safe
@login_required
def users_export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The list to take along."""
    require_office(request)
    found = queries.users(UserFilter(request.GET).chosen)
    rows = (_row(one) for one in found.iterator(chunk_size=2000))
    return export(request, form, "gebruikers", "Gebruikers", COLUMNS, rows)


def _row(user: Any) -> list[Any]:
    roles = ", ".join(sorted(str(role) for role in user.roles.all()))
    second, account = "ja" if user.second else "nee", "aan" if user.is_active else "uit"
    moments = [timezone.localtime(at) if at else "" for at in (user.date_joined, user.last_login)]
    return [user.name, user.email, roles, second, user.organisation_count, account, *moments]


@require_safe
@never_cache
@login_required
def user(request: HttpRequest, pk: int) -> HttpResponse:
    """One user: roles, organisations, second factor. That the office looked is an Event."""
    person = require_office(request)
    found = get_object_or_404(queries.users({}).prefetch_related("memberships__organisation"), pk=pk)
    if found.pk != request.user.pk:
        record_view(found, by=request.user, now=timezone.now())
    held = {role.kind for role in found.roles.all()}
    may_give = permissions.is_administrator(person)
    context = {
        "here": "users",
        "one": found,
        "roles": list(found.roles.all()),
        "may_give": may_give,
        "grantable": [(kind, label) for kind, label in RoleKind.choices if may_give and kind not in held],
        "may_switch": permissions.may_switch(found.pk, held, person),
    }
    return render(request, "reports/office/user.html", context)


@require_POST
@login_required
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role."""
    return _role_act(request, pk, roles.grant_role, _("De rol is gegeven."))


@require_POST
@login_required
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a role back."""
    return _role_act(request, pk, roles.revoke_role, _("De rol is ingetrokken."))


def _role_act(request: HttpRequest, pk: int, act: Any, done: str) -> HttpResponse:
    found = _user(request, pk)
    kind = request.POST.get("role", "")
    if kind not in RoleKind.values:
        raise Http404
    return _act(request, found, lambda now: act(found, kind, by=request.user, now=now), done)


@require_POST
@login_required
def switch_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody signs in with this account any more."""
    found = _user(request, pk)
    said = _("Het account staat uit. Wie nog was ingelogd, is nu uitgelogd.")
    return _act(request, found, lambda now: switching.switch_off(found, by=request.user, now=now), said)


@require_POST
@login_required
def switch_on(request: HttpRequest, pk: int) -> HttpResponse:
    """The account works again."""
    found = _user(request, pk)
    said = _("Het account staat weer aan.")
    return _act(request, found, lambda now: switching.switch_on(found, by=request.user, now=now), said)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def reset_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away a second factor that was lost; whoever does it first shows that it is they."""
    person, found = require_office(request), _user(request, pk)
    if not permissions.may_switch(found.pk, {role.kind for role in found.roles.all()}, person):
        refuse(request, found)
    return _reset_second_factor(request, found=found)


@recently_confirmed
def _reset_second_factor(request: HttpRequest, *, found: User) -> HttpResponse:
    if request.method != "POST":
        context = {"here": "users", "one": found, "second": second_factors(found).exists()}
        return render(request, "reports/office/reset_second_factor.html", context)
    if switching.reset_second_factor(found, by=request.user, now=timezone.now()):
        said = _("De tweede stap is weggehaald. %(who)s is overal uitgelogd en krijgt er een mail over.")
        messages.success(request, said % {"who": found})
    else:
        messages.info(request, _("Er was geen tweede stap om weg te halen."))
    return redirect("reports:office_user", found.pk)


def _user(request: HttpRequest, pk: int) -> User:
    require_office(request)
    return get_object_or_404(User, pk=pk, erased_at__isnull=True)


def _act(request: HttpRequest, found: User, act: Any, done: str) -> HttpResponse:
    """Do it, and say so; an attempt at what one may not do is written down."""
    try:
        act(timezone.now())
    except PermissionDenied:
        refuse(request, found)
    except (LastAdministrator, ValueError) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("reports:office_user", found.pk)
