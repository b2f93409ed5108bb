"""The quality mark in the demo: who advises and audits, and an application of each example organisation, a function each.

Running it again changes nothing: an organisation that has an application already keeps it as it is.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from auditors import actions as network
from auditors.models import Profile
from auditors.pledges import VERSION
from auditors.states import Work
from goedgeregeld.accounts.adapter import DEMO_ADDRESSES
from goedgeregeld.accounts.models import Municipality, User
from keurmerk.actions import plan, request
from keurmerk.models import Application
from keurmerk.planning import Contents, Deduction, Step
from keurmerk.queries.plan import draft_of
from selfeval.management.commands.load_demo import pk_of
from selfeval.models import Evaluation
from selfeval.states import EvaluationState

CENTRE = "Vrijwilligerscentrale Midden"
PLACES = ("GM0307", "GM0363", "GM0344")  # Amersfoort, Amsterdam, Utrecht


@transaction.atomic
def load(*, now: datetime) -> None:
    """Everything of the demo that comes after the self-evaluations."""
    advisers_and_auditors(now=now)
    for make in (football_club, nature_group, hospital, neighbourhood_room):
        make(now=now)


def who(account: str) -> User:
    """Somebody of the cast (see selfeval's `demo_cast`)."""
    return User.objects.get(email=account + DEMO_ADDRESSES)


def evaluation_of(example: str) -> Evaluation:
    return Evaluation.objects.select_related("organisation__municipality").get(pk=pk_of(example))


# --- The network --------------------------------------------------------------------------------------------------------


def advisers_and_auditors(*, now: datetime) -> None:
    """Anna advises around Amersfoort, Nico in the whole country; Otto and Ada audit."""
    places = list(Municipality.objects.filter(code__in=PLACES))
    local = {"employer_name": CENTRE, "volunteer_centre": True, "municipalities": places, "hourly_rate": Decimal(55)}
    _authorised("adviseur", Work.ADVISER, now, **local)
    _authorised("adviseur2", Work.ADVISER, now, nationwide=True)
    _authorised("auditor", Work.AUDITOR, now, municipalities=places)
    _authorised("auditor2", Work.AUDITOR, now, nationwide=True)
    _told(who("adviseur").profile, now)


def _authorised(account: str, work: Work, now: datetime, **values: object) -> None:
    user = who(account)
    if not Profile.objects.filter(user=user).exists():
        profile = network.keep_profile(user, values, by=None, now=now)
        network.authorise(profile, work, until=date(now.year + 3, 12, 31), by=None, now=now)
        network.sign_pledge(profile, version=VERSION, name=user.name, by=user, now=now)


def _told(profile: Profile, now: datetime) -> None:
    """Anna keeps her own profile; who she is waits for the office, and so does the proof of her training."""
    if profile.introduction or profile.proposals.exists() or profile.trainings.exists():
        return
    me, day = profile.user, now.date()
    words = "Ik begeleid al tien jaar clubs en buurthuizen. Ik houd van duidelijke afspraken en van koffie."
    told = {"introduction": words, "languages": "Nederlands, Engels", "sectors": ["sport", "neighbourhood"]}
    network.keep_own(profile, told | {"phone": "033 123 45 67", "wished_load": 4}, by=me, now=now)
    training = {"kind": "course", "title": "Basisopleiding adviseur", "followed_on": day - timedelta(days=200)}
    network.add_training(profile, {**training, "work": Work.ADVISER}, proof=None, by=me, now=now)
    holiday = day + timedelta(days=30)
    network.add_absence(profile, began_on=holiday, ended_on=holiday + timedelta(days=13), by=me, now=now)


# --- The applications, from the least far to the farthest -----------------------------------------------------------------


def asked(example: str, by: str, adviser: str | None, wish: str, *, now: datetime) -> Application | None:
    """Ask for the mark; None where this organisation did before."""
    evaluation = evaluation_of(example)
    organisation = evaluation.organisation
    if organisation is None or Application.objects.filter(organisation=organisation).exists():
        return None
    done = evaluation if evaluation.state == EvaluationState.COMPLETED else None
    adviser_id = who(adviser).pk if adviser else None
    return request.request_mark(organisation, adviser=adviser_id, evaluation=done, wish=wish, by=who(by), now=now)


def football_club(*, now: datetime) -> Application | None:
    """vv De Lange Bal asked Anna, who has not answered yet."""
    wish = "Wij trainen op dinsdag en donderdag. Bel liefst na zeven uur."
    return asked("voetbalclub", "fatima", "adviseur", wish, now=now - timedelta(days=4))


def nature_group(*, now: datetime) -> Application | None:
    """'t Wilgenbos lets NOV look for an adviser; the self-evaluation is not finished yet."""
    return asked(
        "natuurgroep", "nadia", None, "Graag iemand die verstand heeft van buiten.", now=now - timedelta(days=2)
    )


def hospital(*, now: datetime) -> Application | None:
    """De Vijf Linden is in the intake with Nico; with five locations the audit has an agreed price. Their yes is waited for."""
    application = asked("ziekenhuis", "lieve", "adviseur2", "", now=now - timedelta(days=30))
    if application is None:
        return None
    request.accept(application, by=who("adviseur2"), now=now - timedelta(days=27))
    scope = "De vijf locaties in Utrecht, Zeist, Houten, Nieuwegein en De Bilt."
    talk = now.date() - timedelta(days=12)
    costs = {"hours": Decimal(20), "rate": Decimal(75), "audit_fee": Decimal(975)}
    contents = replace(_plan(now), intake_on=talk, locations=5, scope=scope, **costs)
    _save(application, contents, by="adviseur2", now=now - timedelta(days=3))
    return application


def neighbourhood_room(*, now: datetime) -> Application | None:
    """Buurtkamer De Bank is at work: the plan came back once, and the second version was approved."""
    application = asked("buurtkamer", "bram", "adviseur", "Wij zijn maar klein.", now=now - timedelta(days=90))
    if application is None:
        return None
    request.accept(application, by=who("adviseur"), now=now - timedelta(days=86))
    first = replace(_plan(now), route="star", hours=Decimal(14), rate=Decimal(55))
    _handed_in(application, first, by="adviseur", agreed="bram", now=now - timedelta(days=75))
    remarks = "Laat zien wat de gemeente bijdraagt. Verder een helder plan."
    plan.return_plan(application, remarks=remarks, by=who("medewerker"), now=now - timedelta(days=70))
    second = replace(first, hours=Decimal(12), deductions=(Deduction("Gemeente Amsterdam", Decimal("400.00")),))
    _handed_in(application, second, by="adviseur", agreed="bram", now=now - timedelta(days=65))
    plan.approve_plan(application, remarks="", by=who("medewerker"), now=now - timedelta(days=62))
    return application


def _plan(now: datetime) -> Contents:
    """A plan such as many have."""
    day = now.date()
    return Contents(
        route="full",
        locations=1,
        scope="",
        intake_on=day - timedelta(days=80),
        steps=(
            Step("Verbeteren wat beter moet", day + timedelta(days=60), "het bestuur"),
            Step("Per stelling toelichting en bewijs verzamelen", day + timedelta(days=90), "de coördinator"),
            Step("Het dossier indienen", day + timedelta(days=110), "de coördinator"),
            Step("Beoordelingsgesprek", day + timedelta(days=125), "de adviseur en het bestuur"),
        ),
        hours=Decimal(16),
        rate=Decimal(75),
        audit_fee=Decimal(450),
        vat_percentage=Decimal(21),
        deductions=(),
        remarks="",
    )


def _save(application: Application, contents: Contents, *, by: str, now: datetime) -> int:
    draft = draft_of(application)
    if draft is None:
        raise LookupError(application.code)
    return plan.save_plan(application, contents, seen=draft.changes, by=who(by), now=now).changes


def _handed_in(application: Application, contents: Contents, *, by: str, agreed: str, now: datetime) -> None:
    seen = _save(application, contents, by=by, now=now)
    plan.agree_plan(application, seen=seen, by=who(agreed), now=now + timedelta(days=2))
    plan.submit_plan(application, by=who(by), now=now + timedelta(days=3))
