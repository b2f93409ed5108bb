"""Addresses of giving out many applications at once."""

from django.urls import path

from keurmerk.views import batch

urlpatterns = [
    path("kantoor/verdelen/auditors/", batch.divide_auditors, name="divide_auditors"),
    path("kantoor/verdelen/adviseurs/", batch.divide_advisers, name="divide_advisers"),
]
