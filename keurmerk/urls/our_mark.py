"""Addresses of carrying a mark: the organisation's own page of it, handing it over, the yearly declaration."""

from django.urls import path

from keurmerk.views import declaring, handing_over, our_mark

_HERE = "ons-keurmerk/<slug:number>/"

urlpatterns = [
    path(_HERE, our_mark.our_mark, name="our_mark"),
    path(f"{_HERE}uitreiking/", handing_over.arrange_hand_over, name="arrange_hand_over"),
    path(f"{_HERE}verklaring/<int:pk>/", declaring.declare, name="declare"),
    path(f"{_HERE}verklaring/<int:pk>/gelezen/", declaring.see_declaration, name="see_declaration"),
]
