"""An organisation of the demo whose mark ends in some months, to begin its renewal with. Running it again changes nothing."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from goedgeregeld.accounts.actions.organisations import create_organisation
from goedgeregeld.accounts.models import Municipality, Organisation, User
from keurmerk import dossiers
from keurmerk.actions.marks import award
from keurmerk.management.demo import who
from keurmerk.models import Application, ApproachPlan, Evidence, Mark, Submission
from keurmerk.states import ApplicationState, EvidenceKind, Party, PlanState
from keurmerk.validity import months_before
from selfeval import actions as selfeval
from selfeval.entries import Entry, Sent
from selfeval.models import Evaluation
from selfeval.queries import Stand, current_version

NAME = "Muziekschool De Fluit"
LEFT = 150  # days to its last day
PROFILE = {
    "volunteers": 60,
    "sector": "culture",
    "municipality": "GM0307",
    "locations": 1,
    "works_with_minors": True,
    "vulnerable_people": False,
    "serves_alcohol": False,
    "paid_staff_alongside": False,
    "newcomers_or_benefit": False,
}
SHOWN = (
    ("Jaarplan", EvidenceKind.LINK, "https://example.org/jaarplan"),
    ("Vrijwilligersbeleid", EvidenceKind.LINK, "https://example.org/vrijwilligersbeleid"),
    ("De oefenzaal, met het rooster aan de muur", EvidenceKind.VISIT, ""),
)
SAID = ("Dit staat in ons jaarplan.", "We bespreken dit elk jaar met de vrijwilligers.", "Zie het vrijwilligersbeleid.")


@transaction.atomic
def music_school(*, now: datetime) -> Mark | None:
    """Bram's music school got the mark nearly four years ago, on a dossier with explanations and evidence."""
    version = current_version()
    if version is None or Mark.objects.filter(name=NAME, demo=True).exists():
        return None
    bram, first = who("bram"), months_before(timezone.localdate(now) + timedelta(days=LEFT), 48)
    then = now - (timezone.localdate(now) - first)
    place = Municipality.objects.filter(code="GM0307").first()
    begun = then - timedelta(days=200)
    organisation = create_organisation(
        {"name": NAME, "municipality": place, "sector": "culture"}, by=bram, now=begun, demo=True
    )
    evaluation = _answered(organisation, bram, now=begun)
    application = Application.objects.create(
        code="FLTT-HKDM",
        organisation=organisation,
        state=ApplicationState.GRANTED,
        waits_for=Party.NOBODY,
        adviser=who("adviseur"),
        auditor=who("auditor"),
        evaluation=evaluation,
        demo=True,
        requested_by=bram,
        requested_at=then - timedelta(days=190),
        state_since=then,
    )
    _planned(application, bram, now=then)
    _handed_in(application, evaluation, bram, now=then - timedelta(days=60))
    return award(application, decided_on=first, by=who("medewerker"), now=then)


def _answered(organisation: Organisation, by: User, *, now: datetime) -> Evaluation:
    """Everything is arranged, and half of it is written down too."""
    version = current_version()
    known = {**PROFILE, "paid_fte": 1}
    evaluation, _token = selfeval.start_evaluation(
        version,  # type: ignore[arg-type] - there is one, the caller looked
        profile=known,
        organisation_name=NAME,
        now=now,
        organisation=organisation,
        by=by,
    )
    codes = [one.code for one in Stand(evaluation).statements]
    sent = {code: Sent(Entry(str(2 + at % 2))) for at, code in enumerate(codes)}
    selfeval.save_answers(evaluation, sent, device="demo", now=now, by=by)
    return selfeval.complete(evaluation, now=now, by=by)


def _planned(application: Application, by: User, *, now: datetime) -> None:
    before = now - timedelta(days=150)
    ApproachPlan.objects.create(
        application=application,
        version=1,
        state=PlanState.APPROVED,
        route=application.evaluation.route,  # type: ignore[union-attr] - it was made just now
        scope="De school en de oefenzaal",
        changed_at=before,
        agreed_by=by,
        agreed_at=before,
        submitted_by=application.adviser,
        submitted_at=before,
        judged_by=who("medewerker2"),
        judged_at=before,
    )


def _handed_in(application: Application, evaluation: Evaluation, by: User, *, now: datetime) -> Submission:
    """A dossier with three pieces, and something written at every third statement."""
    pieces = [
        Evidence.objects.create(application=application, title=title, kind=kind, url=url, added_by=by, added_at=now)
        for title, kind, url in SHOWN
    ]
    stand = Stand(evaluation)
    items = {
        one.code: dossiers.Item(
            stand.entry(one.code).choice,
            explanation=SAID[at % 9 // 3] if at % 3 == 0 else "",
            evidence=(pieces[at % 3].pk,),
        )
        for at, one in enumerate(stand.statements)
    }
    dossier = dossiers.Dossier(evaluation.route, items, {piece.pk: piece.title for piece in pieces})
    made = Submission.objects.create(
        application=application,
        number=1,
        evaluation=evaluation,
        route=evaluation.route,
        contents=dossiers.as_json(dossier),
        submitted_by=by,
        submitted_at=now,
    )
    made.evidence.set(pieces)
    return made
