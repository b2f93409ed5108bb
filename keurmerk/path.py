"""The path of an application as steps one walks: what is done, where it is, what is left. Pure."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from keurmerk.states import ApplicationState as S
from keurmerk.states import Verb

Step = dict[str, str]
REQUEST, PLAN, DOSSIER, ASSESSMENT, AUDIT, DECISION = range(6)
NAMES = (_("Aanvraag"), _("Plan van aanpak"), _("Dossier"), _("Beoordeling"), _("Audit"), _("Besluit"))
AT = {
    S.REQUESTED: REQUEST,
    S.INTAKE: PLAN,
    S.PLAN_REVIEW: PLAN,
    S.WORKING: DOSSIER,
    S.ASSESSMENT: ASSESSMENT,
    S.AUDIT_ASSIGNMENT: AUDIT,
    S.AUDIT: AUDIT,
    S.SUPPLEMENT: AUDIT,
    S.DECISION: DECISION,
}
# How far an application came that stopped: the step to which each of these acts led.
LED_TO = {
    Verb.ACCEPT: PLAN,
    Verb.APPROVE_PLAN: DOSSIER,
    Verb.SUBMIT_DOSSIER: ASSESSMENT,
    Verb.ADVISE_POSITIVELY: AUDIT,
    Verb.RECOMMEND: DECISION,
}


def steps(
    state: str, *, acts: Iterable[str] = (), conditions: bool = False, objected: bool = False, again: bool = False
) -> list[Step]:
    """The steps, for the component of that name.

    `acts`: what was done so far, needed only of one that stopped. `conditions`: it was granted under conditions at some time;
    `objected`: the organisation objected; `again`: to be decided (or decided) once more, because the objection was justified.
    """
    if state == S.WITHDRAWN:
        came = max((LED_TO[verb] for verb in Verb if verb in LED_TO and verb in set(acts)), default=REQUEST)
        return [*_walked(NAMES[: came + 1]), _step(_("Gestopt"), "here")]
    if state in AT and not again:
        at = AT[S(state)]
        here = _step(NAMES[at], "here", S(state).label)
        return [*_walked(NAMES[:at]), here, *_left(NAMES[at + 1 :]), *_left([_("Keurmerk")])]
    return [*_walked(NAMES), *_after(S(state), conditions=conditions, objected=objected, again=again)]


def _after(state: S, *, conditions: bool, objected: bool, again: bool) -> list[Step]:
    """What follows the first decision."""
    found = _walked([_("Bezwaar")]) if objected and state != S.OBJECTION else []
    if again:
        found += [_step(_("Nieuw besluit"), "here" if state == S.DECISION else "done")]
    if state == S.OBJECTION:
        found += [_step(_("Bezwaar"), "here"), *_left([_("Uitkomst van het bezwaar")])]
    elif state == S.CONDITIONAL:
        found += [_step(_("Voorwaarden"), "here", _("toegekend, zodra alles in orde is")), *_left([_("Keurmerk")])]
    elif state == S.DECISION:
        found += _left([_("Keurmerk")])
    else:
        found += _walked([_("Voorwaarden")]) if conditions else []
        found += _walked([_("Keurmerk")]) if state == S.GRANTED else [_step(_("Niet toegekend"), "here")]
    return found


def _step(name: object, state: str, note: object = "") -> Step:
    return {"state": state, "name": str(name), "note": str(note)}


def _walked(names: Iterable[object]) -> list[Step]:
    return [_step(name, "done") for name in names]


def _left(names: Iterable[object]) -> list[Step]:
    return [_step(name, "left") for name in names]
