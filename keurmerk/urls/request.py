"""Addresses of asking for the mark, and the adviser's answer."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
