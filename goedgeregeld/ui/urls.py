"""Addresses of the shared pages."""

from django.urls import path

from . import views

app_name = "ui"

urlpatterns = [
    path("stijl/", views.styleguide, name="styleguide"),
]
