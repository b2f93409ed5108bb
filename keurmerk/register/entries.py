"""A mark as the public sees it: a value with the public fields only, from which every page and every file is made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts.states import Sector
from keurmerk.models import Mark
from keurmerk.queries import register
from keurmerk.validity import ENDED, Standing

# What the outside world gets of a mark, by the name it has in JSON and CSV. Nothing else goes out (docs/register.md).
PUBLIC_FIELDS = (
    "number",
    "name",
    "certificate_name",
    "municipality",
    "municipality_code",
    "province",
    "sector",
    "sector_name",
    "route",
    "state",
    "state_name",
    "decided_on",
    "valid_from",
    "valid_until",
    "history",
    "others",
    "url",
)
WORDS = {
    Standing.VALID: _("geldig"),
    Standing.SUSPENDED: _("geschorst"),
    Standing.WITHDRAWN: _("ingetrokken"),
    Standing.EXPIRED: _("verlopen"),
    Standing.COMING: _("gaat nog in"),
}
SHAPES = {
    Standing.VALID: "done",
    Standing.SUSPENDED: "late",
    Standing.WITHDRAWN: "wrong",
    Standing.EXPIRED: "locked",
    Standing.COMING: "todo",
}
HAPPENED = {
    "award": _("toegekend"),
    "begin": _("geldig geworden"),
    "suspend": _("geschorst"),
    "reinstate": _("schorsing opgeheven"),
    "revoke": _("ingetrokken"),
    "expire": _("verlopen"),
}
ROUTES = {"full": _("volledig"), "star": _("sterstellingen, voor kleine organisaties")}
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One mark, as it stands in the register today. `name` is "" where the organisation was erased and the mark has ended."""

    number: str
    name: str
    certificate_name: str
    municipality: str
    municipality_code: str
    province: str
    sector: str
    route: str
    state: Standing
    decided_on: date
    valid_from: date
    valid_until: date
    history: tuple[tuple[str, date], ...] = ()
    others: tuple["Entry", ...] = ()

    @property
    def renamed(self) -> bool:
        """Whether the certificate bears another name than the organisation has by now."""
        return bool(self.name) and self.name != self.certificate_name

    @property
    def state_name(self) -> str:
        return str(WORDS[self.state])

    @property
    def shape(self) -> str:
        """The shape of its state, for the `status` tag."""
        return SHAPES[self.state]

    @property
    def sector_name(self) -> str:
        return str(Sector(self.sector).label) if self.sector in Sector.values else ""

    @property
    def route_name(self) -> str:
        return str(ROUTES.get(self.route, ""))

    @property
    def happened(self) -> list[tuple[str, date]]:
        """The history in words, oldest first."""
        return [(str(HAPPENED[what]), on) for what, on in self.history]

    @property
    def path(self) -> str:
        return reverse("register:entry", args=[self.number])

    @property
    def url(self) -> str:
        return settings.SITE_URL + self.path


def entry_of(mark: Mark, today: date, *, history: Iterable[tuple[str, Any]] = (), others: Iterable[Mark] = ()) -> Entry:
    """The public side of this mark. Its municipality and organisation are to be loaded with it."""
    name = register.known_name(mark, today)
    place = register.living(mark.municipality) if name else None
    state = register.standing_of(mark, today)
    return Entry(
        number=mark.number,
        name=name,
        certificate_name=mark.name if name else "",
        municipality=place.name if place else "",
        municipality_code=place.code if place else "",
        province=place.province if place else "",
        sector=mark.sector if name else "",
        route=mark.route,
        state=state,
        decided_on=mark.decided_on,
        valid_from=mark.valid_from,
        valid_until=mark.valid_until,
        history=_history(mark, state, today, history),
        others=tuple(entry_of(one, today) for one in others),
    )


def whole_entry(mark: Mark, today: date) -> Entry:
    """The same with its history and the other marks of the organisation: two queries more."""
    return entry_of(mark, today, history=register.changes_of(mark), others=register.others_of(mark))


def _history(
    mark: Mark, state: Standing, today: date, changes: Iterable[tuple[str, Any]]
) -> tuple[tuple[str, date], ...]:
    """What happened when, oldest first. That it expired follows from its last day, whenever it was noted."""
    rows = [("award", mark.decided_on)]
    if mark.valid_from != mark.decided_on and mark.valid_from <= today:
        rows.append(("begin", mark.valid_from))
    rows += [(verb, timezone.localdate(at)) for verb, at in changes if verb in HAPPENED and verb != "expire"]
    if state == Standing.EXPIRED:
        rows.append(("expire", mark.valid_until + DAY))
    return tuple(sorted(rows, key=lambda row: row[1]))


def as_data(entry: Entry, *, whole: bool = False) -> dict[str, Any]:
    """The entry for JSON, in the order of PUBLIC_FIELDS; with history and other marks only where it is `whole`."""
    found: dict[str, Any] = {}
    for name in PUBLIC_FIELDS:
        if name == "history":
            found |= {name: [{"what": what, "on": on.isoformat()} for what, on in entry.history]} if whole else {}
        elif name == "others":
            found |= {name: [one.number for one in entry.others]} if whole else {}
        else:
            value = getattr(entry, name)
            found[name] = value.isoformat() if isinstance(value, date) else str(value)
    return found


FLAT = tuple(name for name in PUBLIC_FIELDS if name not in {"history", "others"})  # the columns of the CSV
__all__ = ["ENDED", "FLAT", "PUBLIC_FIELDS", "WORDS", "Entry", "as_data", "entry_of", "whole_entry"]
