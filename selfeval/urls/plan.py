"""Addresses of the improvement plan. One verb, one address."""

from django.urls import path

from selfeval.views import plan, plan_action

urlpatterns = [
    path("zelfevaluatie/<uuid:pk>/plan/", plan.page, name="plan"),
    path("zelfevaluatie/<uuid:pk>/plan/advies/", plan.choose, name="plan_choose"),
    path("zelfevaluatie/<uuid:pk>/plan/advies/toevoegen/", plan.from_advice, name="plan_from_advice"),
    path("zelfevaluatie/<uuid:pk>/plan/nieuw/", plan_action.new, name="plan_new"),
    path("zelfevaluatie/<uuid:pk>/plan/<int:number>/", plan_action.change, name="plan_change"),
    path("zelfevaluatie/<uuid:pk>/plan/<int:number>/verder/", plan_action.move, name="plan_move"),
    path("zelfevaluatie/<uuid:pk>/plan/<int:number>/vervalt/", plan_action.drop, name="plan_drop"),
    path("zelfevaluatie/<uuid:pk>/plan/<int:number>/weghalen/", plan_action.remove, name="plan_remove"),
]
