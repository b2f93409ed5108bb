"""A dossier to be judged: frozen without going the way there, with the small instrument of selfeval's tests or the shipped one.

Of the small one apply A1, A2 (may be "nvt"), A4 (essential) and B1; the answers are 3, 2, 3, 3. Each claim is shown by a link.
"""

from collections.abc import Mapping
from typing import Any

from keurmerk import dossiers
from keurmerk.actions import assessment
from keurmerk.actions.audit import open_audit
from keurmerk.drafts import Sent, mark_of
from keurmerk.judging import Opinion, Talk
from keurmerk.models import Application, Evidence, Submission
from keurmerk.queries.assessment import Assessing, assessing
from keurmerk.states import EvidenceKind
from selfeval.models import Evaluation
from selfeval.queries import instrument_of, profile_of
from selfeval.scoring import applicable
from tests.keurmerk.cast import NOW, World
from tests.selfeval.cast import LARGE, file, loaded, started

ANSWERS = {"A1": "3", "A2": "2", "A4": "3", "B1": "3"}
WHOLE = Talk("2026-11-20", "Fatima en Ad", "Alles doorgenomen.")


def evaluation(content: Any = None, profile: Mapping[str, Any] = LARGE) -> Evaluation:
    """An evaluation whose answers stand in the dossier only: that is what is judged."""
    return started(loaded(content or file()), profile)


def submit(
    application: Application,
    answers: Mapping[str, str] = ANSWERS,
    *,
    of: Evaluation | None = None,
    bare: tuple[str, ...] = (),
    explanations: Mapping[str, str] | None = None,
) -> Submission:
    """Hand in these answers, each with a link, but for those that are `bare`."""
    last = application.submissions.order_by("-number").first()
    about = of or (last.evaluation if last else evaluation())
    said = explanations or {}
    pieces = {}
    for code in answers:
        if code not in bare:
            values = {"title": f"Bewijs {code}", "url": f"https://example.org/{code}", "kind": EvidenceKind.LINK}
            pieces[code], _new = Evidence.objects.get_or_create(
                application=application, **values, defaults={"added_at": NOW}
            )
    items = {
        code: dossiers.Item(
            choice,
            reason="Past niet." if choice == "nvt" else "",
            explanation=said.get(code, ""),
            evidence=(pieces[code].pk,) if code in pieces else (),
        )
        for code, choice in answers.items()
    }
    titles = {piece.pk: piece.title for piece in pieces.values()}
    made = Submission.objects.create(
        application=application,
        number=last.number + 1 if last else 1,
        evaluation=about,
        route=about.route,
        contents=dossiers.as_json(dossiers.Dossier(about.route, items, titles)),
        submitted_at=NOW,
    )
    made.evidence.set(pieces.values())
    return made


def whole_answers(about: Evaluation, choice: str = "3") -> dict[str, str]:
    """The same answer to every statement that applies."""
    instrument = instrument_of(about.instrument_version)
    return {s.code: choice for s in applicable(instrument, profile_of(about, instrument), about.route)}


def sent(seen: Mapping[str, Any] | None = None, /, **entries: Any) -> dict[str, Sent[Any]]:
    """Entries as a page sends them that had shown `seen`."""
    shown = seen or {}
    return {code: Sent(one, mark_of(shown.get(code, type(one)()))) for code, one in entries.items()}


def judge(application: Application, by: Any, **opinions: Opinion) -> assessment.Saved:
    return assessment.save_opinions(application, sent(**opinions), by=by, now=NOW)


def judge_all(application: Application, by: Any) -> Assessing:
    """Agree with everything, and hold the talk."""
    saved = assessment.save_opinions(application, {}, over=current(application).book.by_code, by=by, now=NOW)
    hold_talk(application, by)
    return saved.assessing


def hold_talk(application: Application, by: Any) -> None:
    assessment.save_talk(application, Sent(WHOLE), by=by, now=NOW)


def current(application: Application) -> Assessing:
    found = assessing(application)
    assert found
    return found


def audited(world: World, **opinions: Opinion) -> Application:
    """With auditor Aud: handed in, these judgements given by the adviser and the rest agreed with, advised positively."""
    application = world.application("assessment")
    submit(application)
    judge(application, world.ad, **opinions)
    judge_all(application, world.ad)
    assessment.advise_positively(application, reasons="Het klopt.", by=world.ad, now=NOW)
    Application.objects.filter(pk=application.pk).update(state="audit", auditor=world.aud)
    open_audit(application, auditor=world.aud, now=NOW)
    return Application.objects.select_related("organisation", "adviser", "auditor").get(pk=application.pk)
