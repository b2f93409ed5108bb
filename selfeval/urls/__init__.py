"""Addresses of selfeval, a file by subject."""

from selfeval.urls import evaluation, plan, sharing, together

app_name = "selfeval"

urlpatterns = [*evaluation.urlpatterns, *plan.urlpatterns, *sharing.urlpatterns, *together.urlpatterns]
