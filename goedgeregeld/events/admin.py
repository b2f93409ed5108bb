"""The history in the admin: to read, never to change."""

from django.contrib import admin
from django.http import HttpRequest

from goedgeregeld.events.models import Event


class ReadOnlyAdmin(admin.ModelAdmin):
    """A list and a page to look at; nothing can be added, changed or erased."""

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, _request: HttpRequest, obj: object = None) -> bool:  # noqa: ARG002
        return False


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ("at", "verb", "object_type", "object_id", "actor")
    list_filter = ("verb", "object_type")
    search_fields = ("=object_id",)
    list_select_related = ("actor",)
    date_hierarchy = "at"
