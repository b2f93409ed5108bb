"""Acts on a filled-in questionnaire that came back: all of it is taken in, or nothing."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from goedgeregeld.accounts.models import Organisation, User
from selfeval import scoring
from selfeval.actions.answers import Saved, save_answers
from selfeval.actions.evaluations import change_profile, choose_route, start_evaluation
from selfeval.instruments.located import Problem
from selfeval.instruments.model import Instrument, Profile
from selfeval.instruments.profile import needed_facts
from selfeval.models import Evaluation, InstrumentVersion
from selfeval.queries import instrument_of, profile_of
from selfeval.sheets.answers import FilledSheet, InvalidSheet
from selfeval.sheets.container import refused


@transaction.atomic
def take_in_sheet(
    evaluation: Evaluation, filled: FilledSheet, *, device: str, now: datetime, by: User | None = None
) -> Saved:
    """Bring a filled-in questionnaire into an open evaluation: profile, route and answers.

    What the sheet leaves empty stays as it was. Raises InvalidSheet where the route is not open, WrongState after completion.
    """
    instrument = instrument_of(evaluation.instrument_version)
    before = profile_of(evaluation, instrument)
    profile = {**before, **filled.profile}
    name = filled.organisation or evaluation.organisation_name
    _check_route(filled, instrument, profile)
    if profile != before or name != evaluation.organisation_name:
        evaluation = change_profile(evaluation, profile=profile, organisation_name=name, now=now, by=by)
    if filled.route:
        evaluation = choose_route(evaluation, route=filled.route, now=now, by=by)
    return save_answers(evaluation, filled.sent, device=device, now=now, by=by)


@transaction.atomic
def start_from_sheet(
    version: InstrumentVersion,
    filled: FilledSheet,
    *,
    device: str,
    now: datetime,
    pk: UUID | None = None,
    organisation: Organisation | None = None,
    by: User | None = None,
) -> tuple[Evaluation, str]:
    """Start an evaluation out of a filled-in questionnaire; `pk` as in `start_evaluation`.

    Raises InvalidSheet where the profile lacks what decides which statements apply, or the route is not open.
    """
    instrument = instrument_of(version)
    missing = [key for key in needed_facts(instrument) if key not in filled.profile]
    if missing:
        facts, places = instrument.facts, filled.places
        raise InvalidSheet(
            [Problem(places.get(key, "blad Profiel"), f"Vul dit nog in: {facts[key].question}") for key in missing]
        )
    _check_route(filled, instrument, filled.profile)
    evaluation, token = start_evaluation(
        version,
        profile=filled.profile,
        organisation_name=filled.organisation,
        now=now,
        pk=pk,
        organisation=organisation,
        by=by,
    )
    # In a new evaluation nothing was there to be handed out: also what stood in the workbook already counts.
    take_in_sheet(evaluation, replace(filled, seen={}), device=device, now=now, by=by)
    return evaluation, token


def _check_route(filled: FilledSheet, instrument: Instrument, profile: Profile) -> None:
    if filled.route and not scoring.route_is_open(instrument, filled.route, profile):
        raise refused("De sterroute past niet bij de gegevens op het blad Profiel. Kies de volledige route.")
