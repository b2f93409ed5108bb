"""Every read of selfeval that is more than a lookup. Nothing here writes, and nothing here decides."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils import timezone

from goedgeregeld.accounts.models import Organisation
from selfeval import scoring
from selfeval.advice import Evaluated, GivenAnswer
from selfeval.entries import EMPTY, UNKNOWN, Entry, answers_in
from selfeval.instruments.model import FactValue, Instrument, Level, Statement, Theme
from selfeval.instruments.yaml_file import read_json
from selfeval.models import Answer, Evaluation, InstrumentVersion, Overwrite

ORGANISATION_FACTS = ("volunteers", "paid_fte", "sector", "municipality", "locations")
SECONDS_PER_STATEMENT = 35  # 30-45 minutes for some 70 statements (domain: what an organisation comes for)


# --- Instruments --------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=32)
def _instrument(sha256: str) -> Instrument:
    return read_json(InstrumentVersion.objects.values_list("definition", flat=True).filter(sha256=sha256)[0])


def instrument_of(version: InstrumentVersion) -> Instrument:
    """The instrument this version holds; read once per process, since equal seals are equal content."""
    return _instrument(version.sha256)


def find_version(code: str, version: str | None = None) -> InstrumentVersion:
    """The named version, or the newest published one, or the newest loaded. Raises InstrumentVersion.DoesNotExist."""
    versions = InstrumentVersion.objects.defer("definition").filter(code=code)
    if version is not None:
        return versions.get(version=version)
    found = versions.order_by(F("published_at").desc(nulls_last=True), "-loaded_at").first()
    if found is None:
        raise InstrumentVersion.DoesNotExist
    return found


def find_instrument(code: str, version: str | None = None) -> Instrument:
    """The instrument of `find_version`. Raises InstrumentVersion.DoesNotExist."""
    return instrument_of(find_version(code, version))


def current_version() -> InstrumentVersion | None:
    """The version new evaluations are made with: the last one published; None where nothing is published yet."""
    published = InstrumentVersion.objects.defer("definition").filter(published_at__isnull=False)
    return published.order_by("-published_at").first()


def scale_of(pk: UUID) -> tuple[Level, ...]:
    """The scale an evaluation is answered on."""
    sha256 = Evaluation.objects.values_list("instrument_version__sha256", flat=True).get(pk=pk)
    return _instrument(sha256).scale


# --- Evaluations ----------------------------------------------------------------------------------------------------------


def token_seal(token: str) -> str:
    """What the database keeps of a personal link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


@cache  # a queryset is only read when it is filtered, and building it is a good part of what a theme page costs
def evaluations_by_token() -> QuerySet[Evaluation]:
    """Evaluations with their instrument version, ready to be filtered on a living link."""
    return Evaluation.objects.select_related("instrument_version").defer("instrument_version__definition")


def evaluation_behind(token: str, pk: UUID | None = None) -> Evaluation | None:
    """The evaluation this living link opens, and only if it is `pk` where that is given; None otherwise."""
    try:  # at most one: a secret is given out once
        found = evaluations_by_token().get(links__token_sha256=token_seal(token), links__withdrawn_at__isnull=True)
    except Evaluation.DoesNotExist:
        return None
    return found if pk in (None, found.pk) else None


def evaluation_of_member(pk: UUID, organisations: Iterable[UUID]) -> Evaluation | None:
    """This evaluation, if it is one of these organisations'; None otherwise."""
    return evaluations_by_token().filter(pk=pk, organisation__in=list(organisations)).first()


def facts_for_organisation(evaluation: Evaluation) -> dict[str, object]:
    """What the profile says of the organisation, as the fields of an organisation."""
    profile = profile_of(evaluation, instrument_of(evaluation.instrument_version))
    known = {key: profile[key] for key in ORGANISATION_FACTS if key in profile}
    return {"name": evaluation.organisation_name, **known}


def facts_from_organisation(organisation: Organisation, instrument: Instrument) -> dict[str, object]:
    """What is known of the organisation, as the facts of a profile that the instrument asks."""
    facts = {key: getattr(organisation, key) for key in ORGANISATION_FACTS if key != "municipality"}
    facts["municipality"] = organisation.municipality_id
    return {key: value for key, value in facts.items() if value not in (None, "") and key in instrument.facts}


def evaluations_behind(tokens: Iterable[str]) -> list[Evaluation]:
    """The evaluations these living links open, last changed first."""
    seals = [token_seal(token) for token in tokens]
    if not seals:
        return []
    living = evaluations_by_token().filter(links__token_sha256__in=seals, links__withdrawn_at__isnull=True)
    return list(living.distinct().order_by("-changed_at"))


def profile_of(evaluation: Evaluation, instrument: Instrument) -> dict[str, FactValue]:
    """The profile with its exact values."""
    facts = instrument.facts
    stored = evaluation.profile.items()
    return {key: Decimal(value) if facts[key].type == "decimal" else value for key, value in stored if key in facts}


def entries_of(evaluation: Evaluation) -> dict[str, Entry]:
    """What was entered, by statement code."""
    return {code: Answer.entry_of(*fields) for code, *fields in _entry_rows().filter(evaluation=evaluation)}


@cache
def _entry_rows() -> QuerySet[Answer, tuple[Any, ...]]:
    return Answer.objects.values_list("statement", *Answer.ENTRY_FIELDS)


def unseen_overwrites(evaluation: Evaluation, device: str) -> list[Overwrite]:
    """Entries of this device that somebody else replaced and that it was not told of yet, in order."""
    if not device:
        return []
    return list(Overwrite.objects.filter(evaluation=evaluation, device=device, seen_at__isnull=True))


@dataclass(frozen=True, slots=True)
class ThemeStand:
    """How far a theme is: how many statements apply and how many of those have an answer."""

    theme: Theme
    statements: tuple[Statement, ...]
    answered: int
    unknown: int

    @property
    def total(self) -> int:
        return len(self.statements)

    @property
    def state(self) -> str:
        """ "done", "busy", "new", or "none" where nothing applies."""
        if not self.total:
            return "none"
        if self.answered == self.total:
            return "done"
        return "busy" if self.answered or self.unknown else "new"


class Stand:
    """An open evaluation as its pages need it: what applies, what was entered, and how far it is. Reads answers once."""

    def __init__(self, evaluation: Evaluation, entries: Mapping[str, Entry] | None = None) -> None:
        self.evaluation = evaluation
        self.instrument = instrument_of(evaluation.instrument_version)
        self.profile = profile_of(evaluation, self.instrument)
        self.entries = entries_of(evaluation) if entries is None else entries

    @cached_property
    def statements(self) -> list[Statement]:
        return scoring.applicable(self.instrument, self.profile, self.evaluation.route)

    @cached_property
    def themes(self) -> list[ThemeStand]:
        applies = {s.code for s in self.statements}
        return [
            self._theme_stand(theme, tuple(s for s in theme.statements if s.code in applies))
            for theme in self.instrument.themes
        ]

    def _theme_stand(self, theme: Theme, statements: tuple[Statement, ...]) -> ThemeStand:
        entries = [self.entries[s.code] for s in statements if s.code in self.entries]
        answered = sum(entry.given is not None for entry in entries)
        return ThemeStand(theme, statements, answered, sum(entry.choice == UNKNOWN for entry in entries))

    def theme_stand(self, code: str) -> ThemeStand | None:
        """The theme with this code; None where the instrument has none. Maybe nothing in it applies."""
        return next((one for one in self.themes if one.theme.code == code), None)

    def following(self, code: str) -> ThemeStand | None:
        """The theme after this one in which something applies."""
        position = [one.theme.code for one in self.themes].index(code) + 1
        return next((one for one in self.themes[position:] if one.total), None)

    def entry(self, code: str) -> Entry:
        return self.entries.get(code, EMPTY)

    @cached_property
    def answered(self) -> int:
        return sum(one.answered for one in self.themes)

    @property
    def total(self) -> int:
        return len(self.statements)

    @property
    def unanswered(self) -> list[Statement]:
        return [s for s in self.statements if self.entry(s.code).given is None]

    @property
    def minutes_left(self) -> int:
        """Minutes the open statements usually take, rounded up."""
        return minutes_for(self.total - self.answered)

    def outcome(self) -> scoring.Outcome:
        """The figures of what was answered so far."""
        return scoring.score(self.instrument, self.profile, self.evaluation.route, answers_in(self.entries))


def minutes_for(statements: int) -> int:
    """Minutes this many statements usually take, rounded up."""
    return -(-statements * SECONDS_PER_STATEMENT // 60)


def evaluated(evaluation: Evaluation) -> Evaluated:
    """A completed evaluation as the advice report wants it, with the figures as they were stored at completion.

    Raises ValueError where it is not completed.
    """
    if evaluation.result is None or evaluation.completed_at is None:
        raise ValueError("Van een zelfevaluatie die niet is afgerond bestaat geen rapport.")
    instrument = instrument_of(evaluation.instrument_version)
    return Evaluated(
        instrument=instrument,
        organisation=evaluation.organisation_name,
        completed_on=timezone.localdate(evaluation.completed_at),
        profile=profile_of(evaluation, instrument),
        route=evaluation.route,
        outcome=scoring.from_json(evaluation.result),
        answers={
            answer.statement: GivenAnswer(answer.entry.given, answer.reason, answer.remark)
            for answer in Answer.objects.filter(evaluation=evaluation)
        },
    )
