"""Beginning again with what was answered before: every old answer is asked after ("klopt dit nog?"), none counts unseen."""

from datetime import datetime

from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from selfeval import scoring
from selfeval.actions.evaluations import changing
from selfeval.actions.links import issue_link
from selfeval.instruments.model import FULL, Instrument, Profile
from selfeval.instruments.profile import needed_facts, read_profile
from selfeval.models import Evaluation, InstrumentVersion
from selfeval.queries import current_version, instrument_of, profile_of
from selfeval.states import OPEN_STATES, EvaluationState


def repeat(evaluation: Evaluation, *, by: User | None, now: datetime) -> tuple[Evaluation, str]:
    """A new, open evaluation that asks after every answer of this one, and its personal link. This one stays as it is.

    It takes profile and route along, and is made with the newest version of the instrument; where that asks a deciding fact
    which nobody gave yet, with the version of this one. Nothing is answered in it: `queries.earlier_of` gives the old answers
    that fit, to be confirmed or changed. A repetition of this one that is still open is given again instead of making a
    second; but not when its links were withdrawn, as with `copy_evaluation`. Raises WrongState where this one is not completed.
    """
    with changing(evaluation, states=(EvaluationState.COMPLETED,)) as locked:
        open_ones = locked.copies.filter(state__in=OPEN_STATES, repeats=True).exclude(links__withdrawn_at__isnull=False)
        made = open_ones.order_by("started_at").first()
        if made is None:
            made = _begun(locked, now)
            version = str(made.instrument_version_id)
            record("repeat", made, by=by, now=now, copied_from=str(locked.pk), instrument=version, route=made.route)
    return made, issue_link(made, now=now)


def _begun(source: Evaluation, now: datetime) -> Evaluation:
    profile = profile_of(source, instrument_of(source.instrument_version))
    version = _version_for(source.instrument_version, profile)
    instrument = instrument_of(version)
    kept = _fitting(instrument, profile)
    return Evaluation.objects.create(
        instrument_version=version,
        organisation=source.organisation,
        organisation_name=source.organisation_name,
        profile={key: value for key, value in source.profile.items() if key in kept},
        route=source.route if scoring.route_is_open(instrument, source.route, kept) else FULL,
        demo=source.demo,
        copied_from=source,
        repeats=True,
        started_at=now,
        changed_at=now,
    )


def _version_for(before: InstrumentVersion, profile: Profile) -> InstrumentVersion:
    newest = current_version()
    if newest is None or newest.code != before.code:
        return before
    instrument = instrument_of(newest)
    return newest if set(needed_facts(instrument)) <= set(_fitting(instrument, profile)) else before


def _fitting(instrument: Instrument, profile: Profile) -> Profile:
    """What of this profile the instrument asks, and would take."""
    fitting, _problems = read_profile(instrument, {key: one for key, one in profile.items() if key in instrument.facts})
    return fitting
