"""Addresses of the follow-up, and of who does an action without account: each opened by the secret in a mail."""

from django.urls import path

from selfeval.views import following, own_actions

urlpatterns = [
    path("zelfevaluatie/<uuid:pk>/vervolg/", following.wish, name="follow_wish"),
    path("vervolg/<str:token>/", following.follow_up, name="follow_up"),
    path("vervolg/<str:token>/geen-mail/", following.stop, name="follow_stop"),
    path("mijn-acties/<str:token>/", own_actions.page, name="own_actions"),
    path("mijn-acties/<str:token>/geen-mail/", own_actions.stop, name="own_stop"),
    path("mijn-acties/<str:token>/<int:number>/", own_actions.move, name="own_move"),
]
