"""Addresses of the network, in files by subject, all in the namespace "auditors"."""

from auditors.urls import finder, office, own

app_name = "auditors"

urlpatterns = [
    *finder.urlpatterns,
    *office.urlpatterns,
    *own.urlpatterns,
]
