"""Addresses of the reports; each document keeps its own."""

from django.urls import include, path

app_name = "reports"

urlpatterns = [
    path("", include("reports.advice.urls")),
    path("", include("reports.instrument.urls")),
    path("", include("reports.start.urls")),
    path("", include("reports.mine.urls")),
    path("", include("reports.history.urls")),
    path("", include("reports.office.urls")),
    path("", include("reports.network.urls")),
    path("", include("reports.kpi.urls")),
    path("", include("reports.privacy.urls")),
    path("", include("reports.takeaway.urls")),
    path("", include("reports.sharing.urls")),
    path("", include("reports.again.urls")),
    path("", include("reports.plan.urls")),
    path("", include("reports.again.urls")),
    path("", include("reports.mark.urls")),
]
