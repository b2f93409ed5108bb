"""Addresses of the plan of approach."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
