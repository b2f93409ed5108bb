"""Addresses of the marks at the office: one mark and what may happen to it, and taking over those of before this system."""

from django.urls import path

from keurmerk.views import importing, linking, marks

_HERE = "kantoor/keurmerken/<slug:number>/"

urlpatterns = [
    path("kantoor/keurmerken-inlezen/", importing.import_marks, name="import_marks"),
    path("kantoor/keurmerken-inlezen/bevestigen/", importing.confirm_import, name="confirm_import"),
    path(_HERE, marks.page, name="office_mark"),
    path(f"{_HERE}organisatie/", linking.link_mark, name="link_mark"),
    path(f"{_HERE}schorsen/", marks.suspend_mark, name="suspend_mark"),
    path(f"{_HERE}schorsing-opheffen/", marks.reinstate_mark, name="reinstate_mark"),
    path(f"{_HERE}intrekken/", marks.revoke_mark, name="revoke_mark"),
]
