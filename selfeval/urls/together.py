"""Addresses of answering together: of the round (under its evaluation), of who answers, of the talk. One verb, one address."""

from django.urls import path

from selfeval.views.together import answering, comparison, joining, rounds, talk

ROUND = "zelfevaluatie/<uuid:pk>/samen/"
OWN = "samen/ronde/<uuid:pk>/"

urlpatterns = [
    path(ROUND, rounds.together, name="together"),
    path(f"{ROUND}openen/", rounds.open_round, name="open_round"),
    path(f"{ROUND}uitnodigen/", rounds.invite, name="invite"),
    path(f"{ROUND}herinneren/", rounds.remind_round, name="remind_round"),
    path(f"{ROUND}link/", rounds.round_link, name="round_link"),
    path(f"{ROUND}genodigde/<uuid:invited>/intrekken/", rounds.withdraw_respondent, name="withdraw_respondent"),
    path(f"{ROUND}laatste-dag/", rounds.set_round_end, name="set_round_end"),
    path(f"{ROUND}sluiten/", rounds.close_round, name="close_round"),
    path(f"{ROUND}uitkomst/", comparison.comparison, name="comparison"),
    path(f"{ROUND}gesprek/", talk.talk, name="talk"),
    path(f"{ROUND}gesprek/<str:code>/", talk.talk_statement, name="talk_statement"),
    path(f"{ROUND}eens/", talk.agree_unanimous, name="agree_unanimous"),
    path(OWN, answering.respond, name="respond"),
    path(f"{OWN}thema/<str:code>/", answering.theme, name="respond_theme"),
    path(f"{OWN}thema/<str:code>/opslaan/", answering.save, name="respond_save"),
    path(f"{OWN}klaar/", answering.hand_in, name="hand_in"),
    path(f"{OWN}wissen/", answering.take_back, name="take_back"),
    path(f"{OWN}uitkomst/", comparison.respond_comparison, name="respond_comparison"),
    path("samen/<str:token>/", joining.join, name="join"),
    path("samen/<str:token>/niet/", joining.decline, name="decline"),
]
