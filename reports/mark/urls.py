"""Addresses of the documents of the quality mark; included in `reports.urls`."""

from django.urls import include, path

urlpatterns = [
    path("", include("reports.mark.assessment.urls")),
    path("", include("reports.mark.audit.urls")),
    path("", include("reports.mark.certificate.urls")),
    path("", include("reports.mark.plan.urls")),
    path("", include("reports.mark.showing.urls")),
    path("", include("reports.mark.decision.urls")),
    path("", include("reports.mark.timeline.urls")),
]
