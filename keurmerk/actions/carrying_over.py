"""Taking over what there was: a renewal begins with the answers, explanations and evidence of the time before.

Nothing of it counts unseen. Of the answers `selfeval.actions.repeat` sees to that; of the rest `Carried` says, by statement,
whether somebody looked at it. A file is not copied: both pieces speak of it, and the last one takes it along (`files`).
"""

from collections.abc import Iterable
from datetime import datetime

from goedgeregeld.accounts.models import User
from keurmerk import dossiers
from keurmerk.actions.ritual import WrongState, acting
from keurmerk.dossiers import Dossier
from keurmerk.models import Application, Carried, Evidence, EvidenceUse, Explanation, Mark, Submission
from keurmerk.queries.carried import last_answers, last_dossier
from keurmerk.states import ApplicationKind, ScanState, Verb
from selfeval.actions import repeat
from selfeval.models import Evaluation
from selfeval.queries import instrument_of
from selfeval.queries.earlier import same_statements


def answers_again(mark: Mark, *, by: User, now: datetime) -> Evaluation | None:
    """The evaluation a renewal of this mark begins with, which asks after every answer of the last time; None without one."""
    source = last_answers(mark, last_dossier(mark))
    return repeat(source, by=by, now=now)[0] if source else None


def carry_over(application: Application, mark: Mark, *, now: datetime) -> None:
    """Take the explanations and evidence over that this mark was granted on, in the caller's transaction, to be looked at.

    At statements that are the same; evidence of other statements comes along, used nowhere yet. Harmful files stay behind.
    """
    before = last_dossier(mark)
    if before is None or before.application.cleared_at:
        return
    dossier = dossiers.from_json(before.contents)
    same = _same(before, application.evaluation)
    items = {code: item for code, item in dossier.items.items() if code in same}
    numbers = _carry_evidence(before, dossier, application)
    said = {code: item.explanation for code, item in items.items() if item.explanation}
    used = {code: [numbers[one] for one in item.evidence if one in numbers] for code, item in items.items()}
    Explanation.objects.bulk_create(
        Explanation(application=application, statement=code, text=text, saved_at=now) for code, text in said.items()
    )
    EvidenceUse.objects.bulk_create(
        EvidenceUse(evidence_id=one, statement=code) for code, pieces in used.items() for one in pieces
    )
    Carried.objects.bulk_create(
        Carried(application=application, statement=code) for code in items if code in said or used[code]
    )


def _same(before: Submission, evaluation: Evaluation | None) -> frozenset[str]:
    then = instrument_of(before.evaluation.instrument_version)
    return same_statements(then, instrument_of(evaluation.instrument_version) if evaluation else then)


def _carry_evidence(before: Submission, dossier: Dossier, application: Application) -> dict[int, int]:
    """The pieces of then in this application: by the number of then that of now. Locked, so that no file goes meanwhile."""
    pieces = (
        Evidence.objects.select_for_update(of=("self",)).filter(submissions=before).exclude(scan=ScanState.INFECTED)
    )
    old = list(pieces.order_by("added_at", "pk"))
    same = ("kind", "url", "name", "content_type", "size", "sha256", "scan", "added_by_id", "added_at")
    new = Evidence.objects.bulk_create(
        Evidence(
            application=application,
            title=dossier.titles.get(one.pk, one.title),
            file=one.file.name,
            carried_from=one,
            **{name: getattr(one, name) for name in same},
        )
        for one in old
    )
    return {one.pk: other.pk for one, other in zip(old, new, strict=True)}


def confirm_carried(application: Application, statement: str, *, by: User, now: datetime) -> None:
    """Say that explanation and evidence of the time before still hold at this statement. Said again, nothing changes.

    Raises NotPermitted, and WrongState where nothing was taken over there.
    """
    with acting(application, Verb.WORK_ON_DOSSIER, by=by, now=now) as act:
        if not Carried.objects.filter(application=act.application, statement=statement).exists():
            raise WrongState("Bij deze stelling is niets van de vorige keer overgenomen.")
        looked_at = note_looked_at(act.application, [statement], by=by, now=now)
        act.data["work"] = "confirm_carried"
        act.data["statements"] = [statement]
        act.nothing_changed = not looked_at


def note_looked_at(application: Application, statements: Iterable[str], *, by: User, now: datetime) -> int:
    """Somebody looked at what was taken over at these statements, in the caller's transaction. How many were still open."""
    codes = list(statements)
    if application.kind != ApplicationKind.RENEWAL or not codes:
        return 0
    rows = Carried.objects.filter(application=application, statement__in=codes, confirmed_at__isnull=True)
    return rows.update(confirmed_by=by, confirmed_at=now)
