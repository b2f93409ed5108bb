"""Addresses of the book of the network; included in `reports.urls`, so their names are in the namespace "reports"."""

from django.urls import path

from reports.network import views

urlpatterns = [
    path("kantoor/netwerk/overzicht/", views.network_overview, name="network_overview"),
    path("kantoor/netwerk/inlezen/", views.import_network, name="import_network"),
    path("kantoor/netwerk/inlezen/klopt/", views.confirm_network, name="confirm_network"),
    path("kantoor/netwerk/inlezen/leeg/", views.network_template, name="network_template"),
    path("kantoor/netwerk/download/<slug:form>/", views.network_export, name="network_export"),
]
