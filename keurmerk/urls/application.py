"""Addresses of the application's own page."""

from django.urls import path

from keurmerk.views import application

urlpatterns = [
    path("aanvraag/<slug:code>/", application.page, name="application"),
]
