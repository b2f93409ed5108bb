"""Addresses of the questionnaire to take away; included in `reports.urls`, so their names are in the namespace "reports"."""

from django.urls import path

from reports.instrument import views

urlpatterns = [
    path("vragenlijst/<str:code>/<str:version>/excel/", views.blank_excel, name="blank_excel"),
    path("vragenlijst/<str:code>/<str:version>/pdf/", views.blank_pdf, name="blank_pdf"),
    path("zelfevaluatie/<uuid:pk>/vragenlijst/excel/", views.evaluation_excel, name="evaluation_excel"),
    path("zelfevaluatie/<uuid:pk>/vragenlijst/pdf/", views.evaluation_pdf, name="evaluation_pdf"),
]
