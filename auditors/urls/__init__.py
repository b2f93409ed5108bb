"""Addresses of the network, in files by subject, all in the namespace "auditors"."""

from auditors.urls import office, own

app_name = "auditors"

urlpatterns = [
    *office.urlpatterns,
    *own.urlpatterns,
]
