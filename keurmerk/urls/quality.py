"""Addresses of how the network does."""

from django.urls import path

from keurmerk.views import quality

urlpatterns = [
    path("aanvraag/<slug:code>/waardering/", quality.rate_adviser, name="rate_adviser"),
    path("mijn/waarderingen/", quality.my_ratings, name="my_ratings"),
    path("kantoor/kwaliteit/", quality.quality, name="quality"),
]
