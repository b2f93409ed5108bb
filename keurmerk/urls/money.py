"""Addresses of what is due."""

from django.urls import path

from keurmerk.views import payments

urlpatterns = [
    path("aanvraag/<slug:code>/betalingen/", payments.note_payment, name="note_payment"),
]
