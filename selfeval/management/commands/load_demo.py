"""`load_demo`: the demo evaluations and the demo cast. Only where DEMO is set; running it again changes nothing."""

from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from selfeval import actions, queries
from selfeval.entries import Entry, Sent
from selfeval.instruments.answers_file import read_answers
from selfeval.management import demo_cast, demo_plan
from selfeval.management.demo_together import answer_together
from selfeval.models import Evaluation, ResumeLink

TOGETHER = "natuurgroep"  # whose people answered together
FOLDER = settings.BASE_DIR / "fixtures" / "demo"


def token_for(name: str) -> str:
    """The secret of a demo evaluation's link; anyone may know it."""
    return f"demo-{name}"


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.json"))


def pk_of(name: str) -> UUID:
    """The number of a demo evaluation; the same on every demo."""
    return uuid5(NAMESPACE_URL, f"goedgeregeld/demo/{name}")


class Command(BaseCommand):
    help = "Zet voorbeelden klaar: zelfevaluaties en mensen van elke rol. Alleen als DEMO aan staat."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("DEMO staat niet aan: op een echte installatie komen geen voorbeelden.")
        for name in names():
            if not Evaluation.objects.filter(pk=pk_of(name)).exists():
                self._make(name, pk_of(name))
        self._people()
        demo_plan.plan(Evaluation.objects.get(pk=pk_of(demo_plan.NAME)), now=timezone.now())
        answer_together(Evaluation.objects.get(pk=pk_of(TOGETHER)), now=timezone.now())

    @transaction.atomic
    def _people(self) -> None:
        now = timezone.now()
        for player in demo_cast.CAST:
            user = demo_cast.welcome(player, now=now)
            if player.example:
                evaluation = Evaluation.objects.select_related("organisation").get(pk=pk_of(player.example))
                demo_cast.join(player, user, evaluation, now=now)

    @transaction.atomic
    def _make(self, name: str, pk: UUID) -> None:
        version = queries.current_version()
        if version is None:
            raise CommandError("Er is nog geen instrument gepubliceerd. Draai eerst load_instrument met --publish.")
        now = timezone.now()
        file = read_answers((FOLDER / f"{name}.json").read_bytes(), queries.instrument_of(version))
        evaluation, _ = actions.start_evaluation(
            version, profile=file.profile, organisation_name=file.organisation, now=now, pk=pk
        )
        Evaluation.objects.filter(pk=pk).update(demo=True)
        evaluation = actions.choose_route(evaluation, route=file.route, now=now)
        sent = {
            code: Sent(Entry(str(given), file.reasons.get(code, ""), file.remarks.get(code, "")))
            for code, given in file.answers.items()
        }
        actions.save_answers(evaluation, sent, device="", now=now)
        if not queries.Stand(evaluation).unanswered:
            actions.complete(evaluation, now=now)
        token = queries.token_seal(token_for(name))
        ResumeLink.objects.create(evaluation=evaluation, token_sha256=token, created_at=now)
