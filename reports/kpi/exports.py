"""The raw data to take along, a row at a time: what each column is called and means, and where its rows come from."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F

from auditors.models import Profile
from keurmerk.models import Application, Mark
from reports.kpi import facts
from reports.kpi.catalogue import STEPS, Step
from reports.models import UseFact
from selfeval.models import Answer

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Export:
    """One set of rows: its columns as (name, what it means), and how to read them."""

    code: str
    title: str
    columns: Sequence[tuple[str, str]]
    rows: Callable[[], Iterator[Sequence[Any]]]


def _evaluations() -> Iterator[Sequence[Any]]:
    found = UseFact.objects.order_by("pk").annotate(
        name=F("evaluation__organisation__name"), version=F("evaluation__instrument_version__version")
    )
    fields = (
        "evaluation_id", "name", "opened_on", "completed_on", "step",
        "province", "sector", "size", "route", "version", "evaluation__result",
    )  # fmt: skip
    for *plain, result in found.values_list(*fields).iterator(chunk_size=CHUNK):
        plain[0], plain[4] = str(plain[0] or ""), STEPS[Step(plain[4])][0]
        scores = [_score(result, "overall"), *(_score(result, "parts", part) for part in "ABC")]
        yield [*plain, *scores]


def _score(result: dict[str, Any] | None, *path: str) -> float | None:
    found: Any = result
    for one in path:
        found = (found or {}).get(one)
    return None if not found or found["score"] is None else float(found["shown"].replace(",", "."))


def _statements() -> Iterator[Sequence[Any]]:
    found = Answer.objects.filter(evaluation__in=facts.counting().filter(completed_at__isnull=False)).order_by("pk")
    fields = (
        "evaluation_id", "evaluation__use_fact__completed_on", "evaluation__instrument_version__version", "statement",
        "kind", "level", "evaluation__use_fact__sector", "evaluation__use_fact__province",
    )  # fmt: skip
    for key, *rest in found.values_list(*fields).iterator(chunk_size=CHUNK):
        yield [str(key), *rest]


def _applications() -> Iterator[Sequence[Any]]:
    found = Application.objects.filter(demo=False, organisation__demo=False).order_by("pk")
    fields = (
        "code", "organisation__name", "organisation__municipality__name", "organisation__municipality__province",
        "organisation__sector", "kind", "state", "state_since", "requested_at", "due_on", "adviser__name", "auditor__name",
        "mark__number", "ended_at",
    )  # fmt: skip
    yield from found.values_list(*fields).iterator(chunk_size=CHUNK)


def _marks() -> Iterator[Sequence[Any]]:
    fields = (
        "number", "name", "municipality__name", "municipality__province", "sector", "route", "application__kind",
        "decided_on", "valid_from", "valid_until", "state", "imported_at",
    )  # fmt: skip
    yield from Mark.objects.filter(demo=False).order_by("pk").values_list(*fields).iterator(chunk_size=CHUNK)


def _network() -> Iterator[Sequence[Any]]:
    found = Profile.objects.filter(user__erased_at__isnull=True).annotate(places=Count("municipalities"))
    found = found.select_related("user", "employer").prefetch_related("authorisations").order_by("pk")
    for one in found.iterator(chunk_size=CHUNK):
        base = [one.user.name, str(one.employer or ""), one.nationwide, one.places]
        for each in one.authorisations.all():
            yield [*base, each.work, each.state, each.until]


_PLACE = [("provincie", "Provincie van de gemeente"), ("sector", "Sector, als code")]
EXPORTS = {
    one.code: one
    for one in (
        Export(
            "zelfevaluaties",
            "Zelfevaluaties",
            [
                ("nummer", "Nummer van de zelfevaluatie; leeg als zij is gewist"),
                ("organisatie", "Naam van de organisatie; leeg zonder account of als zij is gewist"),
                ("geopend", "De dag waarop iemand begon"),
                ("afgerond", "De dag waarop zij is afgerond; leeg als dat niet zo is"),
                ("stap", "Hoe ver zij kwam, van geopend tot keurmerk"),
                *_PLACE,
                ("omvang", "small: minder dan 100 vrijwilligers; middle: 100 tot 500; large: 500 of meer"),
                ("route", "full: volledig; star: sterroute"),
                ("versie", "Versie van het instrument"),
                ("score", "Score van het geheel, 0 tot 100, op één decimaal"),
                *((f"score_{part.lower()}", f"Score van onderdeel {part}") for part in "ABC"),
            ],
            _evaluations,
        ),
        Export(
            "stellingen",
            "Antwoorden per stelling",
            [
                ("zelfevaluatie", "Nummer van de afgeronde zelfevaluatie"),
                ("afgerond", "De dag waarop zij is afgerond"),
                ("versie", "Versie van het instrument"),
                ("stelling", "Code van de stelling"),
                ("soort", "level: een niveau; not_applicable: niet van toepassing; open of unknown: geen antwoord"),
                ("niveau", "Het niveau, van 0 af; leeg als er geen is"),
                ("sector", "Sector, als code"),
                ("provincie", "Provincie van de gemeente"),
            ],
            _statements,
        ),
        Export(
            "aanvragen",
            "Aanvragen voor het keurmerk",
            [
                ("kenmerk", "Kenmerk van de aanvraag"),
                ("organisatie", "Naam van de organisatie"),
                ("gemeente", "Gemeente van de organisatie"),
                *_PLACE,
                ("soort", "first: eerste aanvraag; renewal: herbeoordeling"),
                ("stand", "Waar de aanvraag nu staat, als code"),
                ("sinds", "Wanneer de aanvraag in deze stand kwam"),
                ("aangevraagd", "Wanneer de aanvraag begon"),
                ("uiterlijk", "Laatste dag van de termijn; leeg als er geen loopt"),
                ("adviseur", "Naam van de adviseur"),
                ("auditor", "Naam van de auditor"),
                ("keurmerk", "Nummer van het keurmerk dat eruit kwam"),
                ("gestopt", "Wanneer de aanvraag stopte zonder besluit"),
            ],
            _applications,
        ),
        Export(
            "keurmerken",
            "Keurmerken",
            [
                ("nummer", "Nummer van het keurmerk"),
                ("organisatie", "Naam op het certificaat; leeg als die is gewist"),
                ("gemeente", "Gemeente op het certificaat"),
                *_PLACE,
                ("route", "full: volledig; star: sterroute"),
                ("soort", "first: voor het eerst; renewal: opnieuw; leeg: van vóór dit systeem"),
                ("besloten", "De dag van het besluit"),
                ("geldig_vanaf", "Eerste dag"),
                ("geldig_tot_en_met", "Laatste dag"),
                ("stand", "valid, suspended, withdrawn of expired, zoals het is vastgelegd"),
                ("ingelezen", "Wanneer het is overgenomen van vóór dit systeem"),
            ],
            _marks,
        ),
        Export(
            "netwerk",
            "Adviseurs en auditors",
            [
                ("naam", "Naam"),
                ("werkgever", "Werkgever; leeg bij een zelfstandige"),
                ("landelijk", "Of iemand in het hele land werkt"),
                ("gemeenten", "Voor hoeveel gemeenten iemand werkt"),
                ("waarvoor", "adviser of auditor"),
                ("stand", "Stand van de autorisatie, als code"),
                ("tot_en_met", "Laatste dag van de autorisatie"),
            ],
            _network,
        ),
    )
}
