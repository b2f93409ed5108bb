"""Addresses of the improvement plan beside an application."""

from django.urls import path

from keurmerk.views import improvements

urlpatterns = [
    path("aanvraag/<slug:code>/verbeterplan/", improvements.page, name="improvements"),
    path("aanvraag/<slug:code>/verbeterplan/inzage/", improvements.leave, name="plan_leave"),
    path("aanvraag/<slug:code>/verbeterplan/voorstel/", improvements.propose, name="propose_improvement"),
]
