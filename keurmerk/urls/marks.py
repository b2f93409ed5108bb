"""Addresses of the marks at the office: one mark, and what may happen to it."""

from django.urls import path

from keurmerk.views import marks

_HERE = "kantoor/keurmerken/<slug:number>/"

urlpatterns = [
    path(_HERE, marks.page, name="office_mark"),
    path(f"{_HERE}schorsen/", marks.suspend_mark, name="suspend_mark"),
    path(f"{_HERE}schorsing-opheffen/", marks.reinstate_mark, name="reinstate_mark"),
    path(f"{_HERE}intrekken/", marks.revoke_mark, name="revoke_mark"),
]
