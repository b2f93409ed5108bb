"""Addresses of the plan of approach."""

from django.urls import path

from keurmerk.views import plan, plan_sheet

urlpatterns = [
    path("aanvraag/<slug:code>/plan/", plan.plan, name="plan"),
    path("aanvraag/<slug:code>/plan/<int:version>/", plan.plan, name="plan_version"),
    path("aanvraag/<slug:code>/plan/bewerken/", plan_sheet.save_plan, name="save_plan"),
    path("aanvraag/<slug:code>/plan/vergelijken/", plan.compare_plans, name="compare_plans"),
    path("aanvraag/<slug:code>/plan/akkoord/", plan.agree_plan, name="agree_plan"),
    path("aanvraag/<slug:code>/plan/indienen/", plan.submit_plan, name="submit_plan"),
    path("aanvraag/<slug:code>/plan/goedkeuren/", plan.approve_plan, name="approve_plan"),
    path("aanvraag/<slug:code>/plan/terugsturen/", plan.return_plan, name="return_plan"),
]
