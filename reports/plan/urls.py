"""Addresses of taking the plan along; included in `reports.urls`, so their names are in the namespace "reports"."""

from django.urls import path

from reports.plan import views

urlpatterns = [
    path("zelfevaluatie/<uuid:pk>/plan/excel/", views.plan_excel, name="plan_excel"),
    path("zelfevaluatie/<uuid:pk>/plan/agenda/", views.plan_ics, name="plan_ics"),
]
