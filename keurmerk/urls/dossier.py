"""Addresses of the dossier and its evidence."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
