"""Addresses of filling in an evaluation. One verb, one address."""

from django.urls import path

from selfeval.views import claiming, finish, keeping, links, opinions, questionnaire, sheets, start

urlpatterns = [
    path("", start.home, name="home"),
    path("zelfevaluatie/nieuw/", start.start, name="start"),
    path("zelfevaluatie/nieuw/excel/", sheets.start_from_sheet, name="start_from_sheet"),
    path("zelfevaluatie/verder/", links.paste, name="paste"),
    path("zelfevaluatie/verder/<str:token>/", links.resume, name="resume"),
    path("zelfevaluatie/<uuid:pk>/", questionnaire.overview, name="overview"),
    path("zelfevaluatie/<uuid:pk>/profiel/", start.profile, name="profile"),
    path("zelfevaluatie/<uuid:pk>/route/", start.route, name="route"),
    path("zelfevaluatie/<uuid:pk>/thema/<str:code>/", questionnaire.theme, name="theme"),
    path("zelfevaluatie/<uuid:pk>/thema/<str:code>/opslaan/", questionnaire.save, name="save"),
    path("zelfevaluatie/<uuid:pk>/nakijken/", finish.check, name="check"),
    path("zelfevaluatie/<uuid:pk>/afronden/", finish.complete, name="complete"),
    path("zelfevaluatie/<uuid:pk>/afgerond/", finish.completed, name="completed"),
    path("zelfevaluatie/<uuid:pk>/nieuwe-versie/", finish.copy, name="copy"),
    path("zelfevaluatie/<uuid:pk>/opnieuw/", finish.repeat, name="repeat"),
    path("zelfevaluatie/<uuid:pk>/claimen/", claiming.claim, name="claim"),
    path("zelfevaluatie/<uuid:pk>/excel/", sheets.sheet, name="sheet"),
    path("zelfevaluatie/<uuid:pk>/link/", links.link, name="link"),
    path("zelfevaluatie/<uuid:pk>/link/mailen/", links.mail_link, name="mail_link"),
    path("zelfevaluatie/<uuid:pk>/link/intrekken/", links.withdraw_links, name="withdraw_links"),
    path("zelfevaluatie/<uuid:pk>/bewaren/", keeping.keeping, name="keeping"),
    path("zelfevaluatie/<uuid:pk>/bewaren/langer/", keeping.keep, name="keep"),
    path("zelfevaluatie/<uuid:pk>/stelling/<str:code>/mening/", opinions.rate_statement, name="rate_statement"),
]
