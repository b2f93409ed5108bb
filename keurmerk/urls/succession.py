"""Handing over work of somebody who stops, for the office."""

from django.urls import path

from keurmerk.views import succession

urlpatterns = [
    path("kantoor/over-te-dragen/", succession.stuck, name="stuck"),
    path("kantoor/netwerk/<int:pk>/overdragen/", succession.hand_over, name="hand_over_work"),
]
