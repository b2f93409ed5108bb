"""Addresses of selfeval, a file by subject."""

from selfeval.urls import evaluation, sharing

app_name = "selfeval"

urlpatterns = [*evaluation.urlpatterns, *sharing.urlpatterns]
