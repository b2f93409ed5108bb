"""Addresses of carrying a mark: the organisation's own page of it, and handing it over."""

from django.urls import path

from keurmerk.views import handing_over, our_mark

_HERE = "ons-keurmerk/<slug:number>/"

urlpatterns = [
    path(_HERE, our_mark.our_mark, name="our_mark"),
    path(f"{_HERE}uitreiking/", handing_over.arrange_hand_over, name="arrange_hand_over"),
]
