"""A dossier to work on: De Bank at work, with a small evaluation (A1, A2, A4 essential, B1 apply) or the whole instrument."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from keurmerk.actions import evidence as acts
from keurmerk.actions.evidence import Added, Upload
from keurmerk.models import Application, ApproachPlan, Evidence, EvidenceUse, Explanation
from keurmerk.states import EvidenceKind, PlanState
from selfeval import actions as selfeval
from selfeval.models import Evaluation
from selfeval.queries import Stand
from tests.goedgeregeld.uploads.making import pdf
from tests.keurmerk.cast import NOW, World
from tests.reports.cast import HOSPITAL, shipped
from tests.selfeval.cast import LARGE, entry, file, loaded, sent


def evaluation(world: World, *, complete: bool = True, route: str = "full", whole: bool = False) -> Evaluation:
    """An evaluation of De Bank; `whole`: of the shipped instrument, with all its statements answered 2."""
    version = selfeval.load_instrument(shipped(), publish=True, by=None, now=NOW) if whole else loaded(file())
    made, _token = selfeval.start_evaluation(
        version,
        profile=HOSPITAL if whole else LARGE,
        organisation_name="De Bank",
        now=NOW,
        organisation=world.bank,
        by=world.fatima,
    )
    if route != made.route:
        Evaluation.objects.filter(pk=made.pk).update(route=route)
        made.refresh_from_db()
    choices: dict[str, Any] = {one.code: 2 for one in Stand(made).statements}
    if not whole:
        choices |= {"A1": entry(3, remark="Staat in de statuten."), "A2": entry("nvt", "Past niet."), "A4": 2, "B1": 1}
        choices = {code: one for code, one in choices.items() if code in {s.code for s in Stand(made).statements}}
    selfeval.save_answers(made, sent(**choices), device="", now=NOW)
    return selfeval.complete(made, now=NOW) if complete else made


def plan(
    application: Application, route: str = "full", state: str = PlanState.APPROVED, version: int = 1
) -> ApproachPlan:
    return ApproachPlan.objects.create(
        application=application,
        version=version,
        state=state,
        route=route,
        changed_at=NOW,
        agreed_at=NOW,
        submitted_at=NOW,
    )


def at_work(world: World, state: str = "working", **fields: Any) -> Application:
    """De Bank's application, at work on the small evaluation by the plan's full route."""
    application = world.application(state, evaluation=evaluation(world), **fields)
    plan(application)
    return application


def upload(content: bytes | None = None, name: str = "beleid.pdf") -> Upload:
    content = pdf() if content is None else content
    return Upload(BytesIO(content), name, len(content))


def add(
    application: Application, world: World, *statements: str, content: bytes | None = None, name: str = "beleid.pdf"
) -> Added:
    """Fatima adds one file."""
    return acts.add_files(application, [upload(content, name)], statements=statements, by=world.fatima, now=NOW)


def posted(
    content: bytes | None = None, name: str = "beleid.pdf", content_type: str = "application/pdf"
) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf() if content is None else content, content_type)


def large(world: World, files: int = 200) -> Application:
    """An application with all statements of the instrument and so many files (rows only), and an explanation everywhere."""
    application = world.application("working", evaluation=evaluation(world, whole=True))
    plan(application)
    codes = [one.code for one in Stand(application.evaluation).statements]
    rows = Evidence.objects.bulk_create(
        Evidence(
            application=application,
            kind=EvidenceKind.FILE,
            title=f"Stuk {n}",
            file=f"evidence/x/{n}",
            name=f"stuk-{n}.pdf",
            content_type="application/pdf",
            size=1000,
            sha256=str(n),
            added_by=world.fatima,
            added_at=NOW + timedelta(minutes=n),
        )
        for n in range(files)
    )
    EvidenceUse.objects.bulk_create(
        EvidenceUse(evidence=row, statement=codes[(n * 7 + k) % len(codes)])
        for n, row in enumerate(rows)
        for k in range(3)
    )
    Explanation.objects.bulk_create(
        Explanation(application=application, statement=code, text="Zo doen wij het.", saved_by=world.iris, saved_at=NOW)
        for code in codes
    )
    return application
