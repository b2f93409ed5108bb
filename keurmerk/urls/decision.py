"""Addresses of appointing an auditor, the decision, its conditions, an objection, and of stopping before all that."""

from django.urls import path

from keurmerk.views import appointing, decision, demanding, ending, objection, settling

_HERE = "aanvraag/<slug:code>/besluit/"
_CONDITIONS = "aanvraag/<slug:code>/voorwaarden/"
_OBJECTION = "aanvraag/<slug:code>/bezwaar/"

urlpatterns = [
    path("aanvraag/<slug:code>/auditor/", appointing.assign_auditor, name="assign_auditor"),
    path("aanvraag/<slug:code>/auditor/teruggeven/", appointing.return_audit, name="return_audit"),
    path("aanvraag/<slug:code>/auditor/vervangen/", appointing.replace_auditor, name="replace_auditor"),
    path(_HERE, decision.decision, name="decision"),
    path(f"{_HERE}toekennen/", decision.grant, name="grant"),
    path(f"{_HERE}onder-voorwaarden/", demanding.grant_conditionally, name="grant_conditionally"),
    path(f"{_HERE}afwijzen/", decision.refuse, name="refuse"),
    path(f"{_CONDITIONS}melden/", settling.report_condition, name="report_condition"),
    path(f"{_CONDITIONS}beoordelen/", settling.judge_condition, name="judge_condition"),
    path(f"{_CONDITIONS}bevestigen/", settling.confirm_conditions, name="confirm_conditions"),
    path(f"{_CONDITIONS}niet-voldaan/", settling.conditions_failed, name="conditions_failed"),
    path(f"{_OBJECTION}maken/", objection.object, name="object"),
    path(f"{_OBJECTION}tweede-auditor/", objection.pass_objection, name="pass_objection"),
    path(f"{_OBJECTION}gegrond/", demanding.uphold, name="uphold"),
    path(f"{_OBJECTION}ongegrond/", objection.dismiss, name="dismiss"),
    path("aanvraag/<slug:code>/stoppen/", ending.withdraw, name="withdraw"),
    path("aanvraag/<slug:code>/sluiten/", ending.let_lapse, name="let_lapse"),
]
