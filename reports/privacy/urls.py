"""Addresses of privacy; included in `reports.urls`, so their names are in the namespace "reports"."""

from django.urls import path

from reports.privacy import views

urlpatterns = [
    path("privacy/", views.statement, name="privacy"),
    path("privacy/wissen/", views.erase_me, name="erase_me"),
    path("privacy/gewist/", views.erased, name="erased"),
    path("organisatie/<uuid:pk>/wissen/", views.erase_organisation, name="erase_organisation"),
    path("organisatie/<uuid:pk>/vergelijking/", views.benchmark_consent, name="benchmark_consent"),
    path("zelfevaluatie/<uuid:pk>/wissen/", views.erase_evaluation, name="erase_evaluation"),
]
