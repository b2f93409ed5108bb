"""The address of a history; included in `reports.urls`, so its name is in the namespace "reports"."""

from django.urls import path

from reports.history import views

urlpatterns = [
    path("geschiedenis/<slug:kind>/<str:key>/", views.history, name="history"),
]
