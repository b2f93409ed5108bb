"""The address of the decision as a letter."""

from django.urls import path

from reports.mark.decision import views

urlpatterns = [
    path("aanvraag/<slug:code>/besluit/<int:number>/pdf/", views.decision_pdf, name="decision_pdf"),
]
