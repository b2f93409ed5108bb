"""Addresses of the conversation."""

from django.urls import path

from keurmerk.views import conversation

urlpatterns = [
    path("aanvraag/<slug:code>/berichten/", conversation.say, name="say"),
]
