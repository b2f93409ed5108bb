"""Addresses of asking for the mark, and the adviser's answer."""

from django.urls import path

from keurmerk.views import appointing, request

urlpatterns = [
    path("keurmerk/aanvragen/", request.ask_adviser, name="ask_adviser"),
    path("organisatie/<uuid:pk>/keurmerk/aanvragen/", request.request_mark, name="request_mark"),
    path("aanvraag/<slug:code>/aannemen/", request.accept, name="accept"),
    path("aanvraag/<slug:code>/afwijzen/", request.decline, name="decline"),
    path("aanvraag/<slug:code>/adviseur/", request.assign, name="assign"),
    path("aanvraag/<slug:code>/adviseur/vervangen/", appointing.replace_adviser, name="replace_adviser"),
]
