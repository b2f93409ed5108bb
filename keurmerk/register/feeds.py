"""New marks as an Atom feed."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from keurmerk.queries import register
from keurmerk.register.entries import Entry, entry_of

MANY = 50


class NewMarks(Feed):
    """The marks that were granted last and are still valid. Addresses are those of SITE_URL, whatever host was asked."""

    feed_type = Atom1Feed
    language = "nl"
    title = "Nieuwe keurmerken Goed Geregeld"
    subtitle = "Organisaties die het keurmerk Vrijwillige Inzet Goed Geregeld kregen."
    author_name = "Vereniging NOV"

    def link(self) -> str:
        return settings.SITE_URL + str(reverse_lazy("register:list"))

    def feed_url(self) -> str:
        return settings.SITE_URL + str(reverse_lazy("register:feed"))

    def items(self) -> list[Entry]:
        today = timezone.localdate()
        return [entry_of(mark, today) for mark in register.newest(today, MANY)]

    def item_title(self, item: Entry) -> str:
        return item.name

    def item_description(self, item: Entry) -> str:
        """Where, in what, and until when."""
        until = _("geldig tot en met %s") % date_format(item.valid_until, "j F Y")
        return ", ".join(part for part in (item.municipality, item.sector_name, item.number, until) if part)

    def item_link(self, item: Entry) -> str:
        return item.url

    def item_pubdate(self, item: Entry) -> datetime:
        return datetime.combine(item.decided_on, time(12), tzinfo=ZoneInfo("Europe/Amsterdam"))

    item_updateddate = item_pubdate
