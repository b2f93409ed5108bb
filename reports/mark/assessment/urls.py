"""The address of the assessment as PDF."""

from django.urls import path

from reports.mark.assessment import views

urlpatterns = [
    path(
        "aanvraag/<slug:code>/beoordeling/<int:submission>/pdf/",
        views.assessment_pdf,
        name="assessment_pdf",
    ),
]
