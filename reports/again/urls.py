"""Addresses of comparing with an earlier time; included in `reports.urls`, so their names are in the namespace "reports"."""

from django.urls import path

from reports.again import views

urlpatterns = [
    path("rapport/<uuid:pk>/vergelijken/", views.again, name="again"),
    path("rapport/<uuid:pk>/vergelijken/<uuid:other>/grafiek-<slug:scheme>.svg", views.chart, name="again_chart"),
]
