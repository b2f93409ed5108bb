"""Addresses of the decision, its conditions, and an objection."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
