"""Addresses of the start page; included in `reports.urls`, so their names are in the namespace "reports"."""

from django.urls import path

from reports.start import views

urlpatterns = [
    path("mijn/", views.start, name="start"),
    path("mijn/rol/", views.choose_role, name="start_role"),
    path("mijn/gezien/", views.seen, name="start_seen"),
]
