"""Addresses of the adviser's assessment."""

from django.urls import path

from keurmerk.views import advice, assessment, talk

_HERE = "aanvraag/<slug:code>/beoordelen/"

urlpatterns = [
    path(_HERE, assessment.overview, name="assess"),
    path(f"{_HERE}thema/<str:theme>/", assessment.theme, name="assess_theme"),
    path(f"{_HERE}open/", assessment.open_statements, name="assess_open"),
    path(f"{_HERE}veranderd/", assessment.changed_statements, name="assess_changed"),
    path(f"{_HERE}opslaan/", assessment.save, name="save_opinions"),
    path(f"{_HERE}gesprek/", talk.talk, name="talk"),
    path(f"{_HERE}gesprek/opslaan/", talk.save_talk, name="save_talk"),
    path(f"{_HERE}teruggeven/", advice.return_dossier, name="return_dossier"),
    path(f"{_HERE}positief-advies/", advice.advise_positively, name="advise_positively"),
    path(f"{_HERE}negatief-advies/", advice.advise_negatively, name="advise_negatively"),
    path(f"{_HERE}stoppen/", advice.end_negatively, name="end_negatively"),
    path("aanvraag/<slug:code>/beoordeling/", assessment.page, name="assessment"),
    path("aanvraag/<slug:code>/beoordeling/<int:submission>/", assessment.page, name="assessment_of_dossier"),
]
