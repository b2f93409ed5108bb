"""What choosing people costs: ranking 500 candidates for one application (asked: under 50 ms, at most 8 queries), and dividing
200 applications over 100 auditors (asked: under 5 s). Run: pytest -m bench -s tests/bench/test_matching.py. Measures.
"""

import random
import time
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from auditors.division import Job, Worker, divide
from auditors.matching import Candidate, Need, rank
from auditors.models import Authorisation, Employer, Profile
from goedgeregeld.accounts.models import Municipality, Organisation, Role, User
from goedgeregeld.accounts.municipality_files import PROVINCES
from keurmerk.models import Application, Submission
from keurmerk.queries.advisers import candidates as advisers
from keurmerk.queries.batch import proposal
from keurmerk.queries.candidates import candidates
from keurmerk.queries.hands import hands_of
from tests.reports.people import organisation
from tests.selfeval.cast import completed, file, loaded

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
NOW = datetime(2026, 11, 24, tzinfo=UTC)
TODAY = date(2026, 11, 24)
MOST_QUERIES = 8
SECTORS = ["sport", "care", "nature"]


def people(number: int, work: str) -> None:
    """So many who may do this work, in three municipalities each; a third of them employed, some nationwide."""
    places = Municipality.objects.bulk_create(
        Municipality(code=f"GM{n:04}", name=f"Plaats {n}", province=PROVINCES[n % 12]) for n in range(60)
    )
    employers = Employer.objects.bulk_create(Employer(name=f"Centrale {n}") for n in range(20))
    users = User.objects.bulk_create(User(email=f"{work}{n}@example.org", name=f"{work} {n}") for n in range(number))
    Role.objects.bulk_create(Role(user=one, kind=work, since=NOW) for one in users)
    profiles = Profile.objects.bulk_create(
        Profile(
            user=one,
            employer=employers[n % 20] if n % 3 == 0 else None,
            nationwide=n % 50 == 0,
            sectors=[SECTORS[n % 3]],
            load_cap=4,
        )
        for n, one in enumerate(users)
    )
    through = Profile.municipalities.through
    through.objects.bulk_create(
        through(profile=one, municipality=places[(n + step) % 60])
        for n, one in enumerate(profiles)
        for step in (0, 12, 25)
    )
    Authorisation.objects.bulk_create(
        Authorisation(profile=one, work=work, state="authorised", since=TODAY, until=date(2030, 1, 1), changed_at=NOW)
        for one in profiles
    )


def applications(number: int, state: str) -> list[Application]:
    evaluation = completed(loaded(file()))
    made = []
    for n in range(number):
        of = organisation(
            f"Organisatie {n}", municipality=Municipality.objects.get(pk=f"GM{n % 60:04}"), sector="sport"
        )
        one = Application.objects.create(
            code=f"T{n:03}-BNCH", organisation=of, state=state, requested_at=NOW, state_since=NOW, waits_for="office"
        )
        if state == "audit_assignment":
            Submission.objects.create(
                application=one, number=1, evaluation=evaluation, route="full", contents={}, submitted_at=NOW
            )
        made.append(one)
    return list(Application.objects.select_related("organisation__municipality"))


def quickest(act: Callable[[], object], times: int) -> float:
    """Milliseconds: the quickest of many, which a busy machine disturbs least."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        took.append((time.perf_counter() - start) * 1000)
    return min(took)


@pytest.mark.parametrize("work", ["adviser", "auditor"])
def test_ranking_many_candidates_for_one_application(work: str, thorough: bool) -> None:
    number = 500 if thorough else 20
    people(number, work)
    (one,) = applications(1, "requested" if work == "adviser" else "audit_assignment")

    def ranked() -> object:
        if work == "adviser":
            return advisers(one, on=TODAY)
        return candidates(one, hands_of(one), me=None, today=TODAY)

    with CaptureQueriesContext(connection) as asked:
        assert len(ranked()) == number  # type: ignore[arg-type]
    known = [Candidate(key=n, load=n % 5, sectors=frozenset({"sport"})) for n in range(number)]
    pure = quickest(lambda: rank(known, Need(work=work, sector="sport"), TODAY), 20 if thorough else 1)
    whole = quickest(ranked, 20 if thorough else 1)
    print(f"\n{work}: {number} ranked in {pure:.1f} ms, with all reading {whole:.1f} ms, {len(asked)} queries")
    assert len(asked) <= MOST_QUERIES


def test_dividing_a_batch(thorough: bool) -> None:
    number, over = (200, 100) if thorough else (10, 5)
    chance = random.Random(1)
    jobs = [Job(n, {m: chance.randint(0, 40) for m in range(over) if chance.random() < 0.9}) for n in range(number)]
    workers = [Worker(m, chance.randint(0, 5), 8) for m in range(over)]
    pure = quickest(lambda: divide(jobs, workers), 3 if thorough else 1)
    people(over, "auditor")
    applications(number, "audit_assignment")
    whole = quickest(lambda: proposal("auditor", me=None, today=TODAY), 2 if thorough else 1)
    print(f"\n{number} applications over {over} auditors: {pure:.0f} ms, with all reading and ranking {whole:.0f} ms")
    assert Organisation.objects.count() == number
