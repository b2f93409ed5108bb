"""Reading Events so that they can be told: with names for whom and what they are about, and grouped by day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from itertools import groupby
from uuid import UUID

from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from auditors.models import Authorisation, Profile
from goedgeregeld.accounts.models import Organisation, User
from goedgeregeld.events.models import Event, EventQuerySet
from keurmerk.models import Application, Mark
from keurmerk.queries.register import name_of as name_of_mark
from reports.history.sentences import GONE, PEOPLE, Told, sentence

ORGANISATION, EVALUATION, USER = "accounts.organisation", "selfeval.evaluation", "accounts.user"
MARK = "keurmerk.mark"
APPLICATION, PROFILE, AUTHORISATION = "keurmerk.application", "auditors.profile", "auditors.authorisation"
KINDS = {  # how an object is called in the office's search and in the address of its history
    ORGANISATION: ("Organisatie", "organisatie"),
    EVALUATION: ("Zelfevaluatie", "zelfevaluatie"),
    USER: ("Gebruiker", "gebruiker"),
    "accounts.invitation": ("Uitnodiging", ""),
    "accounts.possibledouble": ("Mogelijk dubbel", ""),
    "selfeval.instrumentversion": ("Instrument", ""),
    APPLICATION: ("Keurmerkaanvraag", ""),
    MARK: ("Keurmerk", "keurmerk"),
    "keurmerk.term": ("Termijn", ""),
    "keurmerk.fees": ("Tarieven", ""),
    PROFILE: ("Adviseur of auditor", ""),
    AUTHORISATION: ("Autorisatie", ""),
}
GONE_ORGANISATION = "een gewiste organisatie"
SAVINGS = frozenset({"answer", "assess", "find", "save_plan", "work_on_dossier", "answer_supplement"})  # many in a row


@dataclass(frozen=True, slots=True)
class Subject:
    """What an Event is about: in words, and where its history is read ("" where it has no page)."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """One Event as people read it."""

    at: datetime
    text: str
    subject: Subject
    event: Event


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    lines: list[Line]


def lines_of(
    events: Iterable[Event],
    subjects: Mapping[tuple[str, str], Subject] | None = None,
    *,
    together: bool = True,
    discreet: bool = False,
    names: Mapping[str, str] | None = None,
) -> list[Line]:
    """These Events, told. Costs one query where they mention other people than their actors, unless `names` gives those.

    `together`: savings that follow each other, by the same person on the same day, are one line (`SAVINGS`).
    `discreet`: as the office reads it, without which statements somebody worked on.
    """
    rows, here = list(events), timezone.get_current_timezone()
    names, known = _names(rows) if names is None else names, dict(subjects or {})
    lines = []
    for (_day, _actor, kind, of, verb), run in groupby(rows, lambda one: _run(one, here)):
        if (kind, of) not in known:
            known[kind, of] = subject_without_name(kind, of)
        for group in [[*run]] if together and verb in SAVINGS else [[one] for one in run]:
            data = {} if discreet and verb == "answer" else _data(group)
            told = Told(verb, kind, name_of(group[0].actor), data, names)
            lines.append(Line(group[0].at, sentence(told), known[kind, of], group[0]))
    return lines


def _run(event: Event, here: tzinfo) -> tuple[date, int | None, str, str, str]:
    return event.at.astimezone(here).date(), event.actor_id, event.object_type, event.object_id, event.verb


def _data(group: Sequence[Event]) -> dict[str, object]:
    """What is told of Events that are one line: of savings, all statements they were about."""
    if len(group) == 1:
        return dict(group[0].data)
    codes = [code for one in group for code in one.data.get("statements", [])]
    same = {key: value for key, value in group[0].data.items() if all(one.data.get(key) == value for one in group)}
    return {**same, "statements": sorted(set(codes), key=_as_numbered)}


def _as_numbered(code: str) -> tuple[str, int, str]:
    letters, digits = code.rstrip("0123456789"), code[len(code.rstrip("0123456789")) :]
    return letters, int(digits or 0), code


def _names(events: Iterable[Event], also: Iterable[str] = ()) -> dict[str, str]:
    """The names of the people the Events' particulars speak of (and of these others), by number as text."""
    wanted = {str(one.data[key]) for one in events for key in PEOPLE if str(one.data.get(key, "")).isdigit()}
    wanted |= set(also)
    if not wanted:
        return {}
    return {str(one.pk): name_of(one) for one in User.objects.filter(pk__in=wanted)}


def name_of(user: User | None) -> str:
    """How the history calls somebody; "" for nobody who signed in."""
    if user is None:
        return ""
    return GONE if user.erased_at else str(user)


def events_of_network(user: User) -> EventQuerySet:
    """What happened to somebody as adviser or auditor: profile, authorisations, all their work handed over."""
    profile = Profile.objects.filter(user=user).annotate(key=Cast("pk", CharField())).values("key")
    held = Authorisation.objects.filter(profile__user=user).annotate(key=Cast("pk", CharField())).values("key")
    return Event.objects.filter(
        Q(object_type=PROFILE, object_id__in=profile)
        | Q(object_type=AUTHORISATION, object_id__in=held)
        | Q(object_type=USER, object_id=str(user.pk), verb__in=["hand_over_work", "import_person"])
    )


def by_day(lines: Iterable[Line]) -> list[Day]:
    """The lines, a group for each day they happened on here."""
    return [Day(day, [*rest]) for day, rest in groupby(lines, lambda line: timezone.localdate(line.at))]


def subject_of(kind: str, pk: object, label: str) -> Subject:
    """What an Event is about, by name."""
    word = KINDS[kind][1]
    return Subject(label, reverse("reports:history", args=[word, pk]) if word else "")


def subject_without_name(kind: str, of: str) -> Subject:
    """What an Event is about, where its name is not known or not shown."""
    label, short = KINDS.get(kind, (kind, ""))[0], of.partition("-")[0]
    return subject_of(kind, of, f"{label} {short}") if kind in KINDS else Subject(f"{label} {short}", "")


def lines_by_name(events: Iterable[Event], *, discreet: bool = False) -> list[Line]:
    """These Events as the office reads them: with the names of organisations, applications, marks and people, not of
    evaluations.

    At most four queries. `discreet` as in `lines_of`.
    """
    rows = list(events)
    wanted: dict[str, set[str]] = {}
    for one in rows:
        wanted.setdefault(one.object_type, set()).add(one.object_id)
    names = _names(rows, wanted.get(USER, ()))
    people = {(USER, pk): subject_of(USER, pk, names[pk]) for pk in wanted.get(USER, ()) if pk in names}
    subjects = people | _organisations(wanted.get(ORGANISATION, ())) | _applications(wanted.get(APPLICATION, ()))
    subjects |= _marks(wanted.get(MARK, ()))
    return lines_of(rows, subjects, together=False, discreet=discreet, names=names)


def _organisations(wanted: Collection[str]) -> dict[tuple[str, str], Subject]:
    found = Organisation.objects.filter(pk__in=[UUID(one) for one in wanted]) if wanted else ()
    return {(ORGANISATION, str(one.pk)): subject_of(ORGANISATION, one.pk, str(one)) for one in found}


def of_application(one: Application) -> Subject:
    """An application, by its organisation; it has a page of its own."""
    return Subject(f"keurmerk voor {one.organisation} ({one.code})", reverse("keurmerk:application", args=[one.code]))


def _applications(wanted: Collection[str]) -> dict[tuple[str, str], Subject]:
    rows = Application.objects.filter(pk__in=[int(one) for one in wanted]).select_related("organisation")
    return {(APPLICATION, str(one.pk)): of_application(one) for one in (rows if wanted else ())}


def _marks(wanted: Collection[str]) -> dict[tuple[str, str], Subject]:
    rows = Mark.objects.filter(pk__in=[int(one) for one in wanted]).select_related("organisation") if wanted else ()
    return {
        (MARK, str(one.pk)): Subject(
            f"keurmerk {one.number} van {name_of_mark(one) or GONE_ORGANISATION}",
            reverse("keurmerk:office_mark", args=[one.number]),
        )
        for one in rows
    }
