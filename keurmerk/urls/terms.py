"""Addresses of the office's settings for the mark, and of more time."""

from django.urls import path

from keurmerk.views import terms

urlpatterns = [
    path("kantoor/keurmerk/termijnen/", terms.terms, name="terms"),
    path("kantoor/keurmerk/tarieven/", terms.fees, name="fees"),
    path("aanvraag/<slug:code>/meer-tijd/", terms.extend_term, name="extend_term"),
]
