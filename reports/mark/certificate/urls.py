"""Addresses of the certificate."""

from django.urls import path

from reports.mark.certificate import views

urlpatterns = [
    path("ons-keurmerk/<slug:number>/certificaat.pdf", views.certificate_pdf, name="certificate_pdf"),
    path("ons-keurmerk/<slug:number>/certificaat.png", views.certificate_picture, name="certificate_picture"),
]
