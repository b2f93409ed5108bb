"""Addresses of the quality mark: a verb has one. They stand in files by subject, all in the namespace "keurmerk"."""

from keurmerk.urls import (
    application,
    assessment,
    audit,
    batch,
    conversation,
    decision,
    dossier,
    improvements,
    marks,
    money,
    our_mark,
    plan,
    quality,
    request,
    signals,
    succession,
    terms,
)

app_name = "keurmerk"

urlpatterns = [
    *batch.urlpatterns,
    *quality.urlpatterns,
    *request.urlpatterns,
    *application.urlpatterns,
    *plan.urlpatterns,
    *dossier.urlpatterns,
    *assessment.urlpatterns,
    *audit.urlpatterns,
    *decision.urlpatterns,
    *conversation.urlpatterns,
    *improvements.urlpatterns,
    *money.urlpatterns,
    *terms.urlpatterns,
    *marks.urlpatterns,
    *our_mark.urlpatterns,
    *signals.urlpatterns,
    *succession.urlpatterns,
]
