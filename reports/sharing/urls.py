"""Addresses of a shared report; included in `reports.urls`, so their names are in the namespace "reports"."""

from django.urls import path

from reports.sharing import views

urlpatterns = [
    path("gedeeld/<str:token>/", views.report, name="shared_report"),
    path("gedeeld/<str:token>/pdf/", views.report_pdf, name="shared_pdf"),
    path("gedeeld/<str:token>/grafiek/<slug:kind>-<slug:scheme>.svg", views.report_chart, name="shared_chart"),
]
