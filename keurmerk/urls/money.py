"""Addresses of what is due."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
