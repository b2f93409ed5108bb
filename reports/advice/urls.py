"""Addresses of the advice report; included in `reports.urls`, so their names are in the namespace "reports"."""

from django.urls import path

from reports.advice import views

urlpatterns = [
    path("rapport/<uuid:pk>/", views.report, name="report"),
    path("rapport/<uuid:pk>/pdf/", views.report_pdf, name="report_pdf"),
    path("rapport/<uuid:pk>/excel/", views.report_excel, name="report_excel"),
    path("rapport/<uuid:pk>/grafiek/<slug:kind>-<slug:scheme>.svg", views.report_chart, name="report_chart"),
    path("rapport/<uuid:pk>/mening/", views.rate_report, name="rate_report"),
]
