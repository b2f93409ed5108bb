"""Addresses of carrying a mark: the organisation's own page of it."""

from django.urls import path

from keurmerk.views import our_mark

urlpatterns = [
    path("ons-keurmerk/<slug:number>/", our_mark.our_mark, name="our_mark"),
]
