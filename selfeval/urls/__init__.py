"""Addresses of selfeval, a file by subject."""

from selfeval.urls import evaluation, following, plan, sharing, together

app_name = "selfeval"

urlpatterns = [
    *evaluation.urlpatterns,
    *following.urlpatterns,
    *plan.urlpatterns,
    *sharing.urlpatterns,
    *together.urlpatterns,
]
