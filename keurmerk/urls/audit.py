"""Addresses of the audit and of the supplement to it. `lapse_supplement` has none: it is the system's."""

from django.urls import path

from keurmerk.views import audit, audit_read, recommend, sample, supplement

_HERE = "aanvraag/<slug:code>/audit/"
_ASKED = "aanvraag/<slug:code>/aanvulling/"

urlpatterns = [
    path(f"{_HERE}bevindingen/", audit.overview, name="find"),
    path(f"{_HERE}bevindingen/thema/<str:theme>/", audit.theme, name="find_theme"),
    path(f"{_HERE}bevindingen/open/", audit.open_statements, name="find_open"),
    path(f"{_HERE}bevindingen/veranderd/", audit.changed_statements, name="find_changed"),
    path(f"{_HERE}bevindingen/opslaan/", audit.save, name="save_findings"),
    path(f"{_HERE}steekproef/", sample.draw_sample, name="draw_sample"),
    path(f"{_HERE}steekproef/erbij/", sample.widen_sample, name="widen_sample"),
    path(f"{_HERE}aanvulling-vragen/", supplement.ask, name="ask_supplement"),
    path(f"{_HERE}oordeel/", recommend.recommend, name="recommend"),
    path(_HERE, audit_read.page, name="audit"),
    path(f"{_HERE}<int:round>/", audit_read.page, name="audit_of_round"),
    path(_ASKED, supplement.overview, name="answer_supplement"),
    path(f"{_ASKED}vraag/<int:item>/", supplement.answer, name="answer_question"),
    path(f"{_ASKED}vraag/<int:item>/opslaan/", supplement.save_answer, name="save_answer"),
    path(f"{_ASKED}indienen/", supplement.supply, name="supply"),
]
