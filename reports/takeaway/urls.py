"""Addresses of taking data away; included in `reports.urls`, so their names are in the namespace "reports"."""

from django.urls import path

from reports.takeaway import views

urlpatterns = [
    path("privacy/meenemen/", views.take_my_data, name="take_my_data"),
    path("organisatie/<uuid:pk>/meenemen/", views.take_organisation, name="take_organisation"),
    path("zelfevaluatie/<uuid:pk>/meenemen/", views.take_evaluation, name="take_evaluation"),
]
