"""Addresses of the audit and its supplement."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
