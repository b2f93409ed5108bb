"""Addresses of making and withdrawing links to a report. What such a link opens stands in `reports.sharing`."""

from django.urls import path

from selfeval.views import sharing

urlpatterns = [
    path("zelfevaluatie/<uuid:pk>/delen/", sharing.share, name="share"),
    path("zelfevaluatie/<uuid:pk>/delen/<int:number>/intrekken/", sharing.withdraw_share, name="withdraw_share"),
]
