"""The daily command over 2,000 live applications: under 30 s, and as much memory as over 200."""

import time
import tracemalloc
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from post_office.models import Email

from goedgeregeld.accounts.models import Membership, Organisation, User
from keurmerk.actions.reminding import remind
from keurmerk.models import Application
from keurmerk.states import WAITS_FOR
from tests.keurmerk.cast import NOW, make_world

pytestmark = [pytest.mark.bench, pytest.mark.django_db]
STATES = ("requested", "intake", "plan_review", "working", "assessment", "audit", "decision")
TODAY = datetime(2026, 11, 23, 7, 30, tzinfo=timezone.get_default_timezone())


def applications(number: int, first: int = 0) -> None:
    """So many, each of its own organisation with two working members, spread over the states, all nearly due or late."""
    world = make_world() if not first else None
    ad, aud = (User.objects.get(email=f"{name}@example.org") for name in ("ad", "aud"))
    names = range(first, first + number)
    organisations = Organisation.objects.bulk_create(
        Organisation(name=f"Club {n}", search=f"club {n}", created_at=NOW) for n in names
    )
    users = User.objects.bulk_create(User(email=f"lid{n}-{k}@example.org") for n in names for k in range(2))
    Membership.objects.bulk_create(
        Membership(organisation=organisations[at // 2], user=user, right="manager", since=NOW)
        for at, user in enumerate(users)
    )
    made = Application.objects.bulk_create(
        Application(
            code=f"B{n:08}", organisation=organisations[n - first], adviser=ad, auditor=aud, requested_at=NOW,
            state_since=NOW, due_on=date(2026, 11, 10) + timedelta(days=n % 20), waits_for=WAITS_FOR[STATES[n % 7]],
        )
        for n in names
    )  # fmt: skip
    for at, state in enumerate(STATES):
        pks = [one.pk for one, n in zip(made, names, strict=True) if n % 7 == at]
        Application.objects.filter(pk__in=pks).update(state=state)
    assert world is None or world.users


def peak(now: datetime) -> float:
    tracemalloc.start()
    remind(now=now)
    top = tracemalloc.get_traced_memory()[1] / 1_000_000
    tracemalloc.stop()
    return top


def test_two_thousand_live_applications(thorough: bool, capsys: pytest.CaptureFixture[str]) -> None:
    few, many = (200, 2000) if thorough else (20, 200)
    applications(few)
    remind(now=TODAY)  # what is loaded once
    small = peak(TODAY + timedelta(days=30))
    applications(many - few, first=few)
    begin = time.perf_counter()
    remind(now=TODAY + timedelta(minutes=1))
    seconds, mails = time.perf_counter() - begin, Email.objects.count()
    again = time.perf_counter()
    remind(now=TODAY + timedelta(minutes=2))
    nothing = time.perf_counter() - again
    large = peak(TODAY + timedelta(days=60))
    assert Email.objects.count() > mails > 0
    with capsys.disabled():
        print(
            f"\nremind, {many:,} live applications: {seconds:.1f} s for {mails} mails (target 30 s); with nothing left to say "
            f"{nothing:.1f} s; peak of memory {small:.1f} MB over {few:,}, {large:.1f} MB over {many:,}"
        )
