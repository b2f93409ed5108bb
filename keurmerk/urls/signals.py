"""Addresses of signals from outside, at the office."""

from django.urls import path

from keurmerk.views import signals

urlpatterns = [
    path("kantoor/signalen/<int:pk>/", signals.signal, name="office_signal"),
    path("kantoor/signalen/<int:pk>/oppakken/", signals.take_up_signal, name="take_up_signal"),
]
