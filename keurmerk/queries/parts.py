"""What an application consists of, as far as it exists and somebody may read it; the steps it went; its facts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.dateformat import format as in_words
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goedgeregeld.accounts.permissions import Person
from goedgeregeld.events.queries import events_on
from keurmerk import path, permissions
from keurmerk.models import Application, ApproachPlan, Audit, Condition, Decision, Due, Mark, Submission
from keurmerk.queries import audit as audits
from keurmerk.states import BEFORE_AUDIT, DECIDED, ApplicationState, DueState, PlanState

S = ApplicationState
PLAN_STATUS = {
    PlanState.DRAFT: "busy",
    PlanState.SUBMITTED: "busy",
    PlanState.RETURNED: "late",
    PlanState.APPROVED: "done",
}
# What the decision came to by now; while it is looked at again, what was decided.
CAME_TO = {
    S.GRANTED: gettext_lazy("toegekend"),
    S.CONDITIONAL: gettext_lazy("toegekend onder voorwaarden"),
    S.REFUSED: gettext_lazy("niet toegekend"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part with a page of its own: the name of its address, and how far it is."""

    name: str
    label: str
    hint: str = ""
    status: str = ""
    status_text: str = ""


def parts(application: Application, person: Person, plan: ApproachPlan | None) -> list[Part]:
    """In the order in which they come to be, from the last plan on. At most four queries."""
    if not permissions.may_see_dossier(application, person):
        return []
    found = [*_plan(plan), *_dossier(application, person), *_audit(application, person)]
    return [*found, *_decision(application), *_money(application, person)]


def last_plan(application: Application) -> ApproachPlan | None:
    """The last version, as far as the page of the application tells of it. One query."""
    plans = ApproachPlan.objects.filter(application=application)
    return plans.only("version", "state", "route").order_by("-version").first()


def _plan(last: ApproachPlan | None) -> Iterator[Part]:
    if last:
        yield Part(
            "keurmerk:plan",
            _("Plan van aanpak"),
            _("versie %s") % last.version,
            PLAN_STATUS[PlanState(last.state)],
            last.get_state_display().capitalize(),
        )


def _dossier(application: Application, person: Person) -> Iterator[Part]:
    """The dossier from the intake on, and the adviser's judgement of what was handed in last."""
    if application.state == S.REQUESTED:
        return
    frozen = Submission.objects.filter(application=application).order_by("-number")
    last = frozen.values_list("submitted_at", "assessment__started_at", "assessment__advised_at").first()
    submitted, judged, advised = last or (None, None, None)
    if last or permissions.may_see_working_copy(application, person):
        said = _("Ingediend") if last else _("In de maak")
        hint = _on(submitted) if last else ""
        yield Part("keurmerk:work_on_dossier", _("Dossier"), hint, "done" if last else "busy", said)
    given = advised is not None
    if judged and permissions.may_see_assessment(application, person, given=given):
        words = _("Advies gegeven") if given else _("Bezig")
        hint = _on(advised) if given else ""
        yield Part("keurmerk:assessment", _("Beoordeling door de adviseur"), hint, "done" if given else "busy", words)


def _audit(application: Application, person: Person) -> Iterator[Part]:
    """The last audit that this person may read: after an objection the first one stays to be read while there is a second."""
    if application.state in BEFORE_AUDIT:
        return
    for one in (
        Audit.objects.filter(application=application).select_related("decision").defer("sample").order_by("-round")
    ):
        if not audits.may_see(one, application, person):
            continue
        given = one.recommended_at is not None
        words = _("Oordeel gegeven") if given else _("Bezig")
        hint = _on(one.recommended_at) if given else ""
        yield Part("keurmerk:audit", _("Eindbeoordeling door de auditor"), hint, "done" if given else "busy", words)
        return


def _decision(application: Application) -> Iterator[Part]:
    if application.state not in DECIDED and application.state != S.DECISION:
        return
    last = Decision.objects.filter(application=application).order_by("-at", "-pk").first()
    if last:
        at, words = last.confirmed_at or last.at, CAME_TO.get(S(application.state)) or last.get_outcome_display()
        yield Part("keurmerk:decision", _("Besluit van NOV"), _on(at), "done", str(words).capitalize())


def _money(application: Application, person: Person) -> Iterator[Part]:
    if not permissions.may_see_money(application, person):
        return
    states = set(Due.objects.filter(application=application).values_list("state", flat=True))
    if states:
        open_ = states & {DueState.DUE, DueState.INVOICED}
        words = _("Nog te betalen") if open_ else _("Afgehandeld")
        yield Part("keurmerk:note_payment", _("Kosten"), "", "todo" if open_ else "done", words)


def _on(moment: datetime | None) -> str:
    return _("op %s") % in_words(localdate(moment), "j F Y")


def steps_of(application: Application) -> list[path.Step]:
    """The path, with what one cannot see from the state alone. At most two queries, and only after a decision or a stop."""
    state = application.state
    if state == S.WITHDRAWN:
        acts = set(events_on(application).order_by().values_list("verb", flat=True).distinct())
        return path.steps(state, acts=acts)
    if state not in DECIDED and state != S.DECISION:
        return path.steps(state)
    objections = application.objections.values_list("state", flat=True)
    conditions = (
        state in (S.GRANTED, S.REFUSED) and Condition.objects.filter(decision__application=application).exists()
    )
    found = list(objections)
    return path.steps(state, conditions=conditions, objected=bool(found), again="upheld" in found)


def mark_of(application: Application) -> Mark | None:
    """The mark it led to. One query, and only where it was granted."""
    return Mark.objects.filter(application=application).first() if application.state == S.GRANTED else None
