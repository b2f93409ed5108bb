"""Event: one row for every act, written once, never changed or erased through the ORM."""

from collections.abc import Iterable
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnly(Exception):
    """Someone tried to change or erase history."""

    def __init__(self) -> None:
        super().__init__("De geschiedenis kan alleen aangevuld worden, niet gewijzigd of gewist.")


class EventQuerySet(models.QuerySet["Event"]):
    """Reads and creates; every way to change or erase rows is shut."""

    def _refuse(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AppendOnly

    update = delete = bulk_update = update_or_create = _update = _raw_delete = _refuse  # type: ignore[assignment]

    def bulk_create(self, objs: Iterable["Event"], *args: Any, **kwargs: Any) -> list["Event"]:
        """Append many at once, with no choice of what happens at a conflict: nothing may be overwritten."""
        if args or kwargs:
            raise AppendOnly
        return super().bulk_create(objs)


class Event(models.Model):
    """Who did what on which object, when, with which particulars."""

    at = models.DateTimeField(_("wanneer"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("wie"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    verb = models.CharField(_("wat"), max_length=50)
    object_type = models.CharField(_("soort"), max_length=50)
    object_id = models.CharField(_("waarop"), max_length=40)
    data = models.JSONField(_("bijzonderheden"), default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("gebeurtenis")
        verbose_name_plural = _("gebeurtenissen")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["object_type", "object_id", "at"], name="event_of_object"),
            models.Index(fields=["at"], name="event_at"),
            models.Index(fields=["verb", "at"], name="event_verb"),
            models.Index(fields=["actor", "at"], name="event_by"),
            models.Index(fields=["object_type", "at"], name="event_of_type"),
        ]
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type} {self.object_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None or not self._state.adding:
            raise AppendOnly
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AppendOnly
