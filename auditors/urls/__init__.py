"""Addresses of the network, in files by subject, all in the namespace "auditors"."""

from auditors.urls import office

app_name = "auditors"

urlpatterns = [
    *office.urlpatterns,
]
