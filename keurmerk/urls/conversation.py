"""Addresses of the conversation and the terms."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
