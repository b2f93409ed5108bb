"""The address of the plan as PDF."""

from django.urls import path

from reports.mark.plan import views

urlpatterns = [
    path("aanvraag/<slug:code>/plan/<int:version>/pdf/", views.plan_pdf, name="plan_pdf"),
]
