"""Addresses of showing the mark: the page, the logo, the text for the press."""

from django.urls import path

from reports.mark.showing import views

_HERE = "ons-keurmerk/<slug:number>/"

urlpatterns = [
    path(f"{_HERE}laten-zien/", views.show_mark, name="show_mark"),
    path(f"{_HERE}persbericht.txt", views.press_text, name="press_text"),
    path(f"{_HERE}logo/<slug:name>.svg", views.logo_svg, name="logo_svg"),
    path(f"{_HERE}logo/<slug:name>-<int:wide>.png", views.logo_png, name="logo_png"),
]
