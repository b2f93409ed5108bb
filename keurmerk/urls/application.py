"""Addresses of the application's own page, and of what an organisation has of the quality mark."""

from django.urls import path

from keurmerk.views import application

urlpatterns = [
    path("aanvraag/<slug:code>/", application.page, name="application"),
    path("organisatie/<uuid:pk>/keurmerk/", application.of_organisation, name="of_organisation"),
]
