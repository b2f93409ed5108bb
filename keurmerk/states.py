"""The states, verbs and kinds of the quality mark, with their Dutch names. The machines stand in `workflow`."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class ApplicationState(TextChoices):
    REQUESTED = "requested", _("aangevraagd")
    INTAKE = "intake", _("intake")
    PLAN_REVIEW = "plan_review", _("plan bij NOV")
    WORKING = "working", _("aan het werk")
    ASSESSMENT = "assessment", _("beoordeling door de adviseur")
    AUDIT_ASSIGNMENT = "audit_assignment", _("wacht op een auditor")
    AUDIT = "audit", _("bij de auditor")
    SUPPLEMENT = "supplement", _("aanvulling gevraagd")
    DECISION = "decision", _("wacht op het besluit")
    CONDITIONAL = "conditional", _("toegekend onder voorwaarden")
    GRANTED = "granted", _("toegekend")
    REFUSED = "refused", _("afgewezen")
    OBJECTION = "objection", _("bezwaar")
    WITHDRAWN = "withdrawn", _("gestopt")


S = ApplicationState

ENDED = (S.GRANTED, S.REFUSED, S.WITHDRAWN)
LIVE = tuple(state for state in S if state not in ENDED)
BEFORE_AUDIT = (
    S.REQUESTED,
    S.INTAKE,
    S.PLAN_REVIEW,
    S.WORKING,
    S.ASSESSMENT,
    S.AUDIT_ASSIGNMENT,
)  # never again after it
BEFORE_DECISION = (*BEFORE_AUDIT, S.AUDIT, S.SUPPLEMENT, S.DECISION)
DECIDED = (S.CONDITIONAL, S.GRANTED, S.REFUSED, S.OBJECTION)
# While these last, the organisation may work on explanations and evidence (in a copy, where a dossier is frozen already).
BEFORE_MARK = (*BEFORE_DECISION, S.CONDITIONAL, S.OBJECTION)


class Verb(TextChoices):
    """Every act on an application, with the words on its button. Transitions first, in the order of the machine."""

    ACCEPT = "accept", _("Neem de aanvraag aan")
    DECLINE = "decline", _("Wijs de aanvraag af")
    ASSIGN = "assign", _("Wijs een adviseur aan")
    LAPSE_REQUEST = "lapse_request", _("De adviseur antwoordde niet op tijd")
    SUBMIT_PLAN = "submit_plan", _("Dien het plan in bij NOV")
    APPROVE_PLAN = "approve_plan", _("Keur het plan goed")
    RETURN_PLAN = "return_plan", _("Stuur het plan terug")
    SUBMIT_DOSSIER = "submit_dossier", _("Dien het dossier in")
    RETURN_DOSSIER = "return_dossier", _("Geef het dossier terug")
    ADVISE_POSITIVELY = "advise_positively", _("Geef een positief advies")
    ADVISE_NEGATIVELY = "advise_negatively", _("Geef een negatief advies")
    END_NEGATIVELY = "end_negatively", _("Geef een negatief advies en stop")
    ASSIGN_AUDITOR = "assign_auditor", _("Wijs een auditor aan")
    RETURN_AUDIT = "return_audit", _("Geef de audit terug")
    ASK_SUPPLEMENT = "ask_supplement", _("Vraag om een aanvulling")
    SUPPLY = "supply", _("Dien de aanvulling in")
    LAPSE_SUPPLEMENT = "lapse_supplement", _("De aanvulling kwam niet op tijd")
    RECOMMEND = "recommend", _("Geef je oordeel")
    GRANT = "grant", _("Ken het keurmerk toe")
    GRANT_CONDITIONALLY = "grant_conditionally", _("Ken toe onder voorwaarden")
    REFUSE = "refuse", _("Wijs het keurmerk af")
    CONFIRM_CONDITIONS = "confirm_conditions", _("Bevestig dat aan alles is voldaan")
    CONDITIONS_FAILED = "conditions_failed", _("Er is niet aan de voorwaarden voldaan")
    OBJECT = "object", _("Maak bezwaar")
    PASS_OBJECTION = "pass_objection", _("Leg het bezwaar voor aan een tweede auditor")
    UPHOLD = "uphold", _("Verklaar het bezwaar gegrond")
    DISMISS = "dismiss", _("Verklaar het bezwaar ongegrond")
    WITHDRAW = "withdraw", _("Stop met deze aanvraag")
    LET_LAPSE = "let_lapse", _("Sluit deze aanvraag")
    # What does not move the machine
    SAVE_PLAN = "save_plan", _("Werk aan het plan")
    AGREE_PLAN = "agree_plan", _("Ga akkoord met het plan")
    CHOOSE_EVALUATION = "choose_evaluation", _("Kies de zelfevaluatie")
    WORK_ON_DOSSIER = "work_on_dossier", _("Werk aan het dossier")
    ASSESS = "assess", _("Beoordeel de stellingen")
    DRAW_SAMPLE = "draw_sample", _("Trek een steekproef")
    WIDEN_SAMPLE = "widen_sample", _("Voeg stellingen toe aan de steekproef")
    FIND = "find", _("Leg je bevindingen vast")
    ANSWER_SUPPLEMENT = "answer_supplement", _("Beantwoord de vragen van de auditor")
    REPORT_CONDITION = "report_condition", _("Meld dat aan een voorwaarde is voldaan")
    JUDGE_CONDITION = "judge_condition", _("Beoordeel een voorwaarde")
    SAY = "say", _("Stuur een bericht")
    REPLACE_ADVISER = "replace_adviser", _("Vervang de adviseur")
    REPLACE_AUDITOR = "replace_auditor", _("Vervang de auditor")
    EXTEND_TERM = "extend_term", _("Geef meer tijd")
    NOTE_PAYMENT = "note_payment", _("Leg een betaling vast")
    RATE_ADVISER = "rate_adviser", _("Vertel hoe de begeleiding was")


# In which states the acts may be done that do not move the machine; of transitions `workflow` says so.
WHEN: dict[str, tuple[ApplicationState, ...]] = {
    Verb.SAVE_PLAN: (S.INTAKE,),
    Verb.AGREE_PLAN: (S.INTAKE,),
    Verb.CHOOSE_EVALUATION: (S.INTAKE, S.PLAN_REVIEW, S.WORKING, S.ASSESSMENT, S.AUDIT_ASSIGNMENT, S.AUDIT),
    Verb.WORK_ON_DOSSIER: tuple(state for state in BEFORE_MARK if state != S.REQUESTED),
    Verb.ASSESS: (S.ASSESSMENT,),
    Verb.DRAW_SAMPLE: (S.AUDIT,),
    Verb.WIDEN_SAMPLE: (S.AUDIT,),
    Verb.FIND: (S.AUDIT,),
    Verb.ANSWER_SUPPLEMENT: (S.SUPPLEMENT,),
    Verb.REPORT_CONDITION: (S.CONDITIONAL,),
    Verb.JUDGE_CONDITION: (S.CONDITIONAL,),
    Verb.SAY: tuple(S),
    Verb.REPLACE_ADVISER: (S.INTAKE, S.PLAN_REVIEW, S.WORKING, S.ASSESSMENT),
    Verb.REPLACE_AUDITOR: (S.AUDIT, S.SUPPLEMENT, S.CONDITIONAL),
    Verb.EXTEND_TERM: LIVE,
    Verb.NOTE_PAYMENT: tuple(S),
    Verb.RATE_ADVISER: (S.GRANTED, S.REFUSED),
}
PLAIN = tuple(WHEN)  # acts that do not move the machine


class Score(IntegerChoices):
    """What an organisation thinks of the guidance, from bad to good."""

    BAD = 1, _("niet goed")
    SO_SO = 2, _("kon beter")
    GOOD = 3, _("goed")
    VERY_GOOD = 4, _("heel goed")


class Party(TextChoices):
    """Who is to do something."""

    ORGANISATION = "organisation", _("de organisatie")
    ADVISER = "adviser", _("de adviseur")
    AUDITOR = "auditor", _("de auditor")
    OFFICE = "office", _("NOV")
    NOBODY = "nobody", _("niemand")


# For whom an application waits when it comes into a state; the acts of some states say otherwise (no adviser yet, a second
# auditor, conditions that were reported). It is kept in `Application.waits_for`, for lists and reminders.
WAITS_FOR: dict[str, Party] = {
    S.REQUESTED: Party.ADVISER,
    S.INTAKE: Party.ADVISER,
    S.PLAN_REVIEW: Party.OFFICE,
    S.WORKING: Party.ORGANISATION,
    S.ASSESSMENT: Party.ADVISER,
    S.AUDIT_ASSIGNMENT: Party.OFFICE,
    S.AUDIT: Party.AUDITOR,
    S.SUPPLEMENT: Party.ORGANISATION,
    S.DECISION: Party.OFFICE,
    S.CONDITIONAL: Party.ORGANISATION,
    S.GRANTED: Party.NOBODY,
    S.REFUSED: Party.NOBODY,
    S.OBJECTION: Party.OFFICE,
    S.WITHDRAWN: Party.NOBODY,
}
# What that party is to do, as the rest of "... moet nog" or "jullie moeten nog".
TASKS = {
    S.REQUESTED: _("de aanvraag aannemen of afwijzen"),
    S.INTAKE: _("het intakegesprek houden en het plan van aanpak maken"),
    S.PLAN_REVIEW: _("het plan van aanpak beoordelen"),
    S.WORKING: _("het dossier afmaken en indienen"),
    S.ASSESSMENT: _("het dossier beoordelen"),
    S.AUDIT_ASSIGNMENT: _("een auditor aanwijzen"),
    S.AUDIT: _("het dossier beoordelen"),
    S.SUPPLEMENT: _("de vragen van de auditor beantwoorden"),
    S.DECISION: _("een besluit nemen"),
    S.CONDITIONAL: _("aan de voorwaarden voldoen"),
    S.OBJECTION: _("het bezwaar behandelen"),
}


class ApplicationKind(TextChoices):
    FIRST = "first", _("eerste aanvraag")
    RENEWAL = "renewal", _("herbeoordeling")


class AppointmentState(TextChoices):
    """What became of asking somebody."""

    ASKED = "asked", _("gevraagd")
    ACCEPTED = "accepted", _("aangenomen")
    DECLINED = "declined", _("afgewezen")
    LAPSED = "lapsed", _("verlopen")
    REPLACED = "replaced", _("vervangen")


class PlanState(TextChoices):
    DRAFT = "draft", _("in de maak")
    SUBMITTED = "submitted", _("ingediend")
    RETURNED = "returned", _("teruggestuurd")
    APPROVED = "approved", _("goedgekeurd")


class EvidenceKind(TextChoices):
    FILE = "file", _("bestand")
    LINK = "link", _("link")
    VISIT = "visit", _("te zien bij bezoek")


class ScanState(TextChoices):
    """What is known of harmful software in a file."""

    NOT_SCANNED = "not_scanned", _("niet gescand")
    CLEAN = "clean", _("gescand, schoon")
    INFECTED = "infected", _("schadelijk, geblokkeerd")  # found later on; never given out


class Sufficiency(TextChoices):
    """Whether the evidence at a statement is enough, to the adviser."""

    SUFFICIENT = "sufficient", _("volledig en voldoende")
    INSUFFICIENT = "insufficient", _("niet voldoende")


class Verdict(TextChoices):
    """What the auditor finds at a statement, from good to bad."""

    MEETS = "meets", _("voldoet")
    REMARK = "remark", _("opmerking")
    MINOR = "minor", _("kleine afwijking")
    MAJOR = "major", _("grote afwijking")


class Recommendation(TextChoices):
    """What an auditor advises, and what NOV decides."""

    MET = "met", _("voldoet")
    MET_WITH_CONDITIONS = "met_with_conditions", _("voldoet onder voorwaarden")
    NOT_MET = "not_met", _("voldoet niet")


class ObjectionState(TextChoices):
    """Where an objection lies."""

    AT_NOV = "at_nov", _("bij NOV")
    AT_AUDITOR = "at_auditor", _("bij de tweede auditor")
    UPHELD = "upheld", _("gegrond")
    DISMISSED = "dismissed", _("ongegrond")


class MarkState(TextChoices):
    VALID = "valid", _("geldig")
    SUSPENDED = "suspended", _("geschorst")
    WITHDRAWN = "withdrawn", _("ingetrokken")
    EXPIRED = "expired", _("verlopen")


class MarkVerb(TextChoices):
    """Every act that moves a mark, with the words on its button. The last is done by nobody: it happens."""

    SUSPEND = "suspend", _("Schors dit keurmerk")
    REINSTATE = "reinstate", _("Hef de schorsing op")
    REVOKE = "revoke", _("Trek dit keurmerk in")
    EXPIRE = "expire", _("Laat dit keurmerk verlopen")


class SignalState(TextChoices):
    """How far the office is with a signal from outside."""

    NEW = "new", _("nieuw")
    BUSY = "busy", _("in behandeling")
    CLOSED = "closed", _("afgehandeld")


class DueKind(TextChoices):
    ADVICE = "advice", _("begeleiding door de adviseur")
    AUDIT = "audit", _("audit")


class DueState(TextChoices):
    DUE = "due", _("nog te factureren")
    INVOICED = "invoiced", _("gefactureerd")
    PAID = "paid", _("betaald")
    CANCELLED = "cancelled", _("vervallen")
