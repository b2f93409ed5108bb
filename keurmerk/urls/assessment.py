"""Addresses of the adviser's assessment."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
