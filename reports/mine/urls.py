"""Addresses of one's own figures; included in `reports.urls`, so their names are in the namespace "reports"."""

from django.urls import path

from reports.mine import views

urlpatterns = [
    path("mijn/jaar/", views.year, name="my_year"),
    path("organisatie/<uuid:pk>/overzicht/", views.overview, name="organisation_overview"),
]
