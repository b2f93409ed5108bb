"""Reads for the questionnaire to fill in: the published version, the municipalities, and what was entered so far."""

from django.db.models import Q

from goedgeregeld.accounts.models import Municipality
from selfeval.instruments.model import Instrument, Profile
from selfeval.instruments.profile import missing_facts
from selfeval.models import Evaluation, InstrumentVersion
from selfeval.queries import entries_of, find_version, instrument_of, profile_of
from selfeval.scoring import applicable
from selfeval.sheets.answers import FilledSheet


def published(code: str, version: str) -> InstrumentVersion:
    """This version, once it is published. Raises InstrumentVersion.DoesNotExist for everything else."""
    found = find_version(code, version)
    if found.published_at is None:
        raise InstrumentVersion.DoesNotExist
    return found


def municipalities(profile: Profile | None = None) -> tuple[tuple[str, str], ...]:
    """Code and name of those that exist now, and of those named in the profile, by name."""
    named = [value for value in (profile or {}).values() if isinstance(value, str)]
    found = Municipality.objects.filter(Q(ended_on__isnull=True) | Q(code__in=named))
    return tuple(found.order_by("name").values_list("code", "name"))


def filled(evaluation: Evaluation) -> FilledSheet:
    """What was entered so far, with the marks by which an old list will be recognised."""
    entries = entries_of(evaluation)
    return FilledSheet(
        profile=profile_of(evaluation, instrument_of(evaluation.instrument_version)),
        organisation=evaluation.organisation_name,
        route=evaluation.route or None,
        entries=entries,
        seen={code: entry.mark for code, entry in entries.items()},
    )


def applying(instrument: Instrument, profile: Profile, route: str) -> list[str] | None:
    """The codes of what applies; None while the profile is too empty to say."""
    if not route or missing_facts(instrument, route, profile):
        return None
    return [s.code for s in applicable(instrument, profile, route)]
