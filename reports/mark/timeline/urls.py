"""Addresses of the timeline; included in `reports.urls`, so their names are in the namespace "reports"."""

from django.urls import path

from reports.mark.timeline import views

urlpatterns = [
    path("aanvraag/<slug:code>/tijdlijn/", views.timeline, name="timeline"),
    path("aanvraag/<slug:code>/tijdlijn/pdf/", views.timeline_pdf, name="timeline_pdf"),
]
