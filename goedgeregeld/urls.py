"""The root of all addresses. Each app keeps its own; this page only says under which word they hang."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    # First: addresses are tried in this order, and a badge on the site of others is asked more often than any page of ours.
    path("", include("keurmerk.register.urls")),
    path("", include("selfeval.urls")),
    path("", include("keurmerk.urls")),
    path("", include("auditors.urls")),
    path("", include("reports.urls")),
    path("", include("goedgeregeld.accounts.urls")),
    path("", include("goedgeregeld.accounts.sign_in_urls")),
    path("", include("goedgeregeld.ui.urls")),
    path("beheer/", admin.site.urls),
]

handler400 = "goedgeregeld.ui.views.bad_request"
handler403 = "goedgeregeld.ui.views.forbidden"
handler404 = "selfeval.views.links.lost"
handler500 = "goedgeregeld.ui.views.server_error"
