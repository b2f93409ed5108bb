"""What an import would change, by person and in words; and the network as a list to take along."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch

from auditors.models import Authorisation, Profile
from auditors.queries import network, places_of
from auditors.queries.people import WITH_SUCCESSORS
from auditors.states import AuthorisationState, Work
from goedgeregeld.accounts.models import Municipality, User
from keurmerk.queries import importing as marks
from reports.network.sheet import Lists, Person
from selfeval.instruments.located import Problem
from selfeval.sheets.container import InvalidSheet
from selfeval.sheets.layout import plain_words

SIMPLE = {
    "nationwide": ("nationwide", "hele land"),
    "subsidised": ("subsidised", "gemeente betaalt mee"),
    "languages": ("languages", "talen"),
    "phone": ("phone", "telefoon"),
    "at_once": ("load_cap", "hoogstens tegelijk"),
}  # field of a row -> field of a profile, and in words


@dataclass(slots=True)
class Change:
    """What would change for one person; `notes`: what is good to know, and changes nothing."""

    person: Person
    user: User | None
    roles: list[str] = field(default_factory=list)
    rename: bool = False
    values: dict[str, Any] = field(default_factory=dict)
    authorise: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def new(self) -> bool:
        return self.user is None

    @property
    def any(self) -> bool:
        return self.new or bool(self.roles or self.rename or self.values or self.authorise)


def lists() -> Lists:
    """What the names in a workbook may mean. One query."""
    found = marks.lists()
    return Lists(found.places, found.sectors)


def compared(people: Iterable[Person], *, today: date) -> list[Change]:
    """By row: what would change. Six queries, however many rows. Raises InvalidSheet where something stands in the way."""
    people = list(people)
    emails = [one.email for one in people]
    users = {one.email: one for one in User.objects.filter(email__in=emails).prefetch_related("roles")}
    profiles = {
        one.user_id: one
        for one in Profile.objects.filter(user__email__in=emails)
        .select_related("employer")
        .prefetch_related("authorisations", Prefetch("municipalities", WITH_SUCCESSORS))
    }
    places = Municipality.objects.in_bulk({code for one in people for code in one.places or ()})
    problems = [problem for one in people if (problem := _closed(one, users.get(one.email)))]
    changes = []
    for one in people:
        user = users.get(one.email)
        profile = profiles.get(user.pk) if user else None
        change = Change(one, user)
        _roles(change)
        _values(change, profile, places)
        problems += _authorisations(change, profile, today)
        changes.append(change)
    if problems:
        raise InvalidSheet(problems)
    return changes


def _closed(person: Person, user: User | None) -> Problem | None:
    if user is not None and not user.is_active:
        return Problem(person.where, "Dit account is gesloten. Zet het eerst weer aan, of haal de rij weg.")
    return None


def _roles(change: Change) -> None:
    user = change.user
    have = {role.kind for role in user.roles.all()} if user else set()
    change.roles = [work for work in change.person.works if work not in have]
    change.words += [f"wordt {Work(work).label}" for work in change.roles]
    if user is not None and not user.name:
        change.rename = True
        change.words.append("krijgt een naam")
    elif user is not None and user.name != change.person.name:
        change.notes.append(f"Heet hier {user.name}; dat blijft zo.")


def _values(change: Change, profile: Profile | None, places: dict[str, Municipality]) -> None:
    person = change.person
    for name, (column, words) in SIMPLE.items():
        said = getattr(person, name)
        if said is not None and (profile is None or getattr(profile, column) != said):
            change.values[column] = said
            change.words.append(words)
    if person.rate is not None and (profile is None or profile.hourly_rate != Decimal(person.rate)):
        change.values["hourly_rate"] = Decimal(person.rate)
        change.words.append("uurtarief")
    if person.sectors is not None and (profile is None or set(profile.sectors) != set(person.sectors)):
        change.values["sectors"] = list(person.sectors)
        change.words.append("sectoren")
    _employer(change, profile)
    _places(change, profile, places)


def _employer(change: Change, profile: Profile | None) -> None:
    person, present = change.person, profile.employer if profile else None
    if person.employer is None:
        return
    centre = bool(person.centre if person.centre is not None else present and present.volunteer_centre)
    same = (
        present is None
        if not person.employer
        else bool(
            present
            and plain_words(present.name) == plain_words(person.employer)
            and (person.centre is None or present.volunteer_centre == centre)
        )
    )
    if not same:
        change.values |= {"employer_name": person.employer, "volunteer_centre": centre and bool(person.employer)}
        change.words.append("werkgever")


def _places(change: Change, profile: Profile | None, places: dict[str, Municipality]) -> None:
    person = change.person
    if person.places is None:
        return
    for code, written in zip(person.places, person.named, strict=True):
        name = places[code].name
        if plain_words(written).partition(" (")[0] != plain_words(name).partition(" (")[0]:
            change.notes.append(f"{written} is nu {name}.")
    if profile is None or {one.pk for one in places_of(profile)} != set(person.places):
        change.values["municipalities"] = [places[code] for code in person.places]
        change.words.append("gemeenten")


def _authorisations(change: Change, profile: Profile | None, today: date) -> list[Problem]:
    until = change.person.until
    if until is None:
        return []
    if until < today:
        change.notes.append(f"De autorisatie liep tot {until:%d-%m-%Y} en is voorbij: die leggen we niet vast.")
        return []
    held = {one.work: one for one in profile.authorisations.all()} if profile else {}
    problems = []
    for work in change.person.works:
        one = held.get(work)
        if one is not None and one.state == AuthorisationState.SUSPENDED:
            problems.append(Problem(change.person.where, f"Is geschorst als {Work(work).label}. Hef dat eerst op."))
        elif one is None or one.state != AuthorisationState.AUTHORISED or one.until != until:
            change.authorise.append(work)
            change.words.append(f"geautoriseerd als {Work(work).label}")
    return problems


# --- Taking it along ----------------------------------------------------------------------------------------------------


def everybody() -> Iterator[list[Any]]:
    """The network as the columns of the import, so that it can be read in again; with the state of each authorisation."""
    for user in network().iterator(chunk_size=200):
        yield _row(user)


def _row(user: User) -> list[Any]:
    profile: Profile | None = getattr(user, "profile", None)
    kinds = [str(work.label) for work in Work if any(role.kind == work for role in user.roles.all())]
    head = [user.email, user.name or user.email, " en ".join(kinds)]
    if profile is None:
        return [*head, *[None] * 12]
    employer, held = profile.employer, list(profile.authorisations.all())
    valid = [one.until for one in held if one.state == AuthorisationState.AUTHORISED and one.until]
    return [
        *head,
        employer.name if employer else "zelfstandig",
        _yes(employer.volunteer_centre) if employer else None,
        valid[0] if len(set(valid)) == 1 else None,  # where they differ: in the last column
        "; ".join(str(one) for one in places_of(profile)),
        _yes(profile.nationwide),
        profile.hourly_rate,
        _yes(profile.subsidised),
        "; ".join(profile.sector_names),
        profile.languages,
        profile.phone,
        profile.load_cap,
        "; ".join(_state(one) for one in held),
    ]


def _state(one: Authorisation) -> str:
    until = f" tot en met {one.until:%d-%m-%Y}" if one.until else ""
    return f"{one.get_work_display()}: {one.get_state_display()}{until}"


def _yes(value: bool) -> str:
    return "ja" if value else "nee"
