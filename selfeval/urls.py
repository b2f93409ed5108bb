"""Addresses of the self-evaluation."""

from django.urls import URLPattern

app_name = "selfeval"

urlpatterns: list[URLPattern] = []
