"""Addresses of the register. They stand on certificates and on other sites: once given out, they stay."""

from django.urls import path

from keurmerk.register.views import checking, credentials, files, pages, robots, signals

app_name = "register"

urlpatterns = [
    path("register/", pages.listing, name="list"),
    path("register/is-dit-keurmerk-echt/", pages.genuine, name="genuine"),
    path("register/marks.json", files.marks_json, name="marks_json"),
    path("register/marks.csv", files.marks_csv, name="marks_csv"),
    path("register/nieuw.atom", files.feed, name="feed"),
    path("register/uitgever.json", credentials.issuer_json, name="issuer"),
    path("register/keurmerk.json", credentials.achievement_json, name="achievement"),
    path("register/sleutels.json", credentials.key_set, name="keys"),
    path("register/sleutels/<str:kid>.json", credentials.key, name="key"),
    path("register/status/<slug:purpose>.jwt", credentials.status_list, name="status_list"),
    path("register/<slug:number>.json", files.mark_json, name="mark_json"),
    path("register/<slug:number>/", pages.entry, name="entry"),
    path("register/<slug:number>/badge.svg", files.badge, name="badge"),
    path("register/<slug:number>/credential.json", credentials.credential_json, name="credential_json"),
    path("register/<slug:number>/credential.jwt", credentials.credential_jwt, name="credential_jwt"),
    path("register/<slug:number>/klopt-er-iets-niet/", signals.signal, name="signal"),
    path("register/<slug:number>/klopt-er-iets-niet/bedankt/", signals.signal_received, name="signal_received"),
    path("controle/", checking.ask, name="ask"),
    path("controle/<str:code>/", checking.check, name="check"),
    path("robots.txt", robots.robots, name="robots"),
]
