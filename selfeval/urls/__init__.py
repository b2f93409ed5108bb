"""Addresses of selfeval, a file by subject."""

from selfeval.urls import evaluation

app_name = "selfeval"

urlpatterns = [*evaluation.urlpatterns]
