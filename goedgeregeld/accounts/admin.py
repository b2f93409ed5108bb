"""The admin, for administrators who showed their second factor. Its door is ours: there is no other sign-in form here.

Users are to look at, not to change: roles, addresses and passwords have acts of their own. Municipalities come from the list
CBS publishes. Authenticators, sessions and mail (which holds codes) are not shown at all.
"""

from importlib import import_module
from urllib.parse import urlencode

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from post_office import models as post_office

from goedgeregeld.accounts import permissions
from goedgeregeld.accounts.loaders import person_of
from goedgeregeld.accounts.models import Municipality, User
from goedgeregeld.events.admin import ReadOnlyAdmin

admin.site.site_header = admin.site.site_title = "Goed Geregeld"
admin.site.index_title = "Beheer"
for library in ("django.contrib.auth", "allauth.account", "allauth.mfa", "allauth.usersessions", "post_office"):
    import_module(f"{library}.admin")  # first what they show, then
HIDDEN = (
    Group,
    EmailAddress,
    Authenticator,
    UserSession,
    post_office.Email,
    post_office.EmailTemplate,
    post_office.Log,
)
for model in (*HIDDEN, post_office.Attachment):
    if admin.site.is_registered(model):
        admin.site.unregister(model)


def may_enter(request: HttpRequest) -> bool:
    """Only the role counts; that the second factor was shown is seen to by the middleware, before any view."""
    return bool(request.user.is_active and permissions.is_administrator(person_of(request)))


@never_cache
def sign_in(request: HttpRequest, extra_context: object = None) -> HttpResponse:  # noqa: ARG001 - Django's own signature
    """Instead of the admin's own form: our way in. Who is in and may not enter gets 403."""
    if may_enter(request):
        return HttpResponseRedirect(reverse("admin:index"))
    if request.user.is_authenticated:
        raise PermissionDenied
    after = request.GET.get("next") or reverse("admin:index")
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': after})}")


def change_password(request: HttpRequest, extra_context: object = None) -> HttpResponse:  # noqa: ARG001
    return HttpResponseRedirect(reverse("account_change_password"))


admin.site.has_permission = may_enter
admin.site.login = sign_in
admin.site.password_change = change_password


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    ordering = ("email",)
    list_display = ("email", "name", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email", "name")
    fields = ("email", "name", "is_active", "is_staff", "last_login", "date_joined")


@admin.register(Municipality)
class MunicipalityAdmin(ReadOnlyAdmin):
    list_display = ("code", "name", "province", "merged_into", "ended_on")
    list_filter = ("province",)
    search_fields = ("code", "name")
    list_select_related = ("merged_into",)
