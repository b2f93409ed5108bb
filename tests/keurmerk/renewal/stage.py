"""De Bank has a mark with a dossier (A1, A2, A4 and B1 answered 3, 2, 3, 3, with explanations and evidence) and renews it."""

from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile

from goedgeregeld.accounts.models import User
from keurmerk import dossiers
from keurmerk.actions import request as acts
from keurmerk.models import Application, ApproachPlan, Assessment, Audit, Evidence, Mark, Submission
from keurmerk.states import WAITS_FOR, AppointmentState, EvidenceKind
from selfeval import actions
from selfeval.models import Evaluation
from selfeval.queries import entries_of
from tests.keurmerk import decided
from tests.keurmerk.cast import NOW, World
from tests.keurmerk.judged import submit
from tests.selfeval.cast import FATIMA, LARGE, file, loaded, sent

THEN = datetime(2022, 11, 1, 12, tzinfo=NOW.tzinfo)
END = date(2027, 3, 1)  # in the midst of the nine months
CHOICES = {"A1": 3, "A2": 2, "A4": 3, "B1": 3}
SAID = {"A1": "Zo doen wij het.", "A4": "Elk jaar."}


def evaluation_of_then(world: World, version: Any = None) -> Evaluation:
    version = version or loaded(file(), now=THEN)
    profile: dict[str, Any] = dict(LARGE)
    one, _token = actions.start_evaluation(
        version, profile=profile, organisation_name="De Bank", now=THEN, organisation=world.bank, by=world.fatima
    )
    actions.save_answers(one, sent(**CHOICES), device=FATIMA, now=THEN)
    return actions.complete(one, now=THEN)


def piece(application: Application, title: str, content: bytes = b"") -> Evidence:
    """A link; or a file, where there is content."""
    if not content:
        url = f"https://example.org/{title}"
        return Evidence.objects.create(
            application=application, kind=EvidenceKind.LINK, title=title, url=url, added_at=THEN
        )
    one = Evidence(application=application, kind=EvidenceKind.FILE, title=title, name="plan.pdf", added_at=THEN)
    one.size = len(content)
    one.file.save("plan.pdf", ContentFile(content))
    return one


def held(world: World, until: date = END, **fields: Any) -> Mark:
    """The mark, with the application and the dossier it was granted on. A1 has a file and a link, A4 the same file."""
    evaluation = evaluation_of_then(world)
    application = world.application("granted", evaluation=evaluation, requested_at=THEN, state_since=THEN)
    plan, rules = piece(application, "Plan", b"%PDF-1.7 plan"), piece(application, "Regels")
    used = {"A1": (plan.pk, rules.pk), "A4": (plan.pk,)}
    items = {
        code: dossiers.Item(entry.choice, explanation=SAID.get(code, ""), evidence=used.get(code, ()))
        for code, entry in entries_of(evaluation).items()
    }
    titles = {plan.pk: plan.title, rules.pk: rules.title}
    submission = Submission.objects.create(
        application=application,
        number=1,
        evaluation=evaluation,
        route="full",
        contents=dossiers.as_json(dossiers.Dossier("full", items, titles)),
        submitted_at=THEN,
    )
    submission.evidence.set([plan, rules])
    values: dict[str, Any] = {
        "number": "2023-0001",
        "code": "CODE1",
        "organisation": world.bank,
        "application": application,
        "name": "De Bank",
        "decided_on": date(2023, 3, 2),
        "valid_from": date(2023, 3, 2),
        "valid_until": until,
        "state_since": THEN,
    }
    return Mark.objects.create(**values | fields)


def renewing(world: World, state: str = "requested", **fields: Any) -> Application:
    """The renewal of that mark (made here where there is none yet), in this state."""
    if not Mark.objects.exists():
        held(world)
    made = acts.request_mark(world.bank, adviser=world.ad.pk, evaluation=None, wish="", by=world.fatima, now=NOW)
    Application.objects.filter(pk=made.pk).update(state=state, **fields)
    return again(made)


def again(application: Application) -> Application:
    return Application.objects.select_related("organisation", "adviser", "auditor", "renews").get(pk=application.pk)


def confirm_answers(application: Application, **others: Any) -> Evaluation:
    """Every answer of the last time is confirmed, but for these; and the evaluation is completed."""
    evaluation = application.evaluation
    actions.save_answers(evaluation, sent(**CHOICES | others), device=FATIMA, now=NOW)
    return actions.complete(Evaluation.objects.get(pk=evaluation.pk), now=NOW)


def moved(state: str) -> Application:
    """The renewal that runs, in this state, with what others did for it meanwhile; for tests that look from outside."""
    application = Application.objects.get(kind="renewal")
    people = {user.name: user for user in User.objects.all()}
    world = World(people, application.organisation, application.organisation, application.organisation.municipality)
    if state == "working":
        plan = decided.plan(application, world)
        ApproachPlan.objects.filter(pk=plan.pk).update(route="full")
        application.appointments.update(state=AppointmentState.ACCEPTED)
    submission = application.submissions.order_by("-number").first()
    if submission is None and state != "working":
        submission = submit(application)
    if state == "audit" or (state == "decision" and not application.audits.exists()):
        Assessment.objects.get_or_create(submission=submission, defaults={"adviser": world.ad, "started_at": NOW})
        Audit.objects.create(application=application, submission=submission, auditor=world.aud, round=1, started_at=NOW)
    if state == "decision":
        application.audits.update(recommendation="met", reasons="Dit vond ik.", recommended_at=NOW)
    auditor = world.aud if state in ("audit", "decision") else None
    Application.objects.filter(pk=application.pk).update(state=state, waits_for=WAITS_FOR[state], auditor=auditor)
    return again(application)
