"""Users and municipalities in the admin, for administrators. Municipalities come from the list CBS publishes: read-only."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from goedgeregeld.accounts.models import Municipality, User

admin.site.site_header = admin.site.site_title = "Goed Geregeld"
admin.site.index_title = "Beheer"
admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    ordering = ("email",)
    list_display = ("email", "name", "is_active", "is_staff")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email", "name")
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        ("Rechten", {"fields": ("is_active", "is_staff", "is_superuser")}),
        ("Wanneer", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "name", "password1", "password2")}),)

    def has_delete_permission(self, _request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002
        return False  # who acted stays in the history; switch the account off instead


@admin.register(Municipality)
class MunicipalityAdmin(admin.ModelAdmin):
    list_display = ("code", "name", "province", "merged_into", "ended_on")
    list_filter = ("province",)
    search_fields = ("code", "name")
    list_select_related = ("merged_into",)

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, _request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002
        return False
