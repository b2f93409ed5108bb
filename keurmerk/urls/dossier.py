"""Addresses of the dossier and its evidence."""

from django.urls import path

from keurmerk.views import adding, dossier, evidence, explaining, serving, submissions

_HERE = "aanvraag/<slug:code>/dossier/"

urlpatterns = [
    path(_HERE, dossier.overview, name="work_on_dossier"),
    path(f"{_HERE}zelfevaluatie/", dossier.choose_evaluation, name="choose_evaluation"),
    path(f"{_HERE}thema/<str:theme>/", explaining.theme, name="dossier_theme"),
    path(f"{_HERE}thema/<str:theme>/opslaan/", explaining.save, name="save_explanations"),
    path(f"{_HERE}stelling/<str:statement>/bewijs/", evidence.pick, name="pick_evidence"),
    path(f"{_HERE}bewijs/", evidence.listing, name="evidence"),
    path(f"{_HERE}bewijs/bestanden/", adding.add_files, name="add_files"),
    path(f"{_HERE}bewijs/link/", adding.add_link, name="add_link"),
    path(f"{_HERE}bewijs/bezoek/", adding.add_visit, name="add_visit"),
    path(f"{_HERE}bewijs/<int:number>/", evidence.use, name="use_evidence"),
    path(f"{_HERE}bewijs/<int:number>/bestand/", serving.file, name="evidence_file"),
    path(f"{_HERE}bewijs/<int:number>/titel/", evidence.rename, name="rename_evidence"),
    path(f"{_HERE}bewijs/<int:number>/weghalen/", evidence.remove, name="remove_evidence"),
    path(f"{_HERE}indienen/", submissions.submit, name="submit_dossier"),
    path(f"{_HERE}ingediend/<int:submission>/", submissions.page, name="submission"),
    path(f"{_HERE}verschillen/", submissions.differences, name="differences"),
]
