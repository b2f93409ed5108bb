"""The address of the audit report as PDF."""

from django.urls import path

from reports.mark.audit import views

urlpatterns = [
    path("aanvraag/<slug:code>/audit/<int:round>/pdf/", views.audit_pdf, name="audit_pdf"),
]
