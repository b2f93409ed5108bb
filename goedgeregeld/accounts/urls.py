"""Addresses of people and organisations. One verb, one address. (Those of signing in are allauth's names.)"""

from django.urls import path

from goedgeregeld.accounts.views import doubles, invitations, members, organisations

app_name = "accounts"

urlpatterns = [
    path("organisatie/nieuw/", organisations.new, name="new_organisation"),
    path("organisatie/<uuid:pk>/", organisations.card, name="organisation"),
    path("organisatie/<uuid:pk>/wijzigen/", organisations.change, name="change_organisation"),
    path("organisatie/<uuid:pk>/uitnodigen/", invitations.invite_member, name="invite_member"),
    path("organisatie/<uuid:pk>/lid/<int:member>/recht/", members.change_right, name="change_right"),
    path("organisatie/<uuid:pk>/lid/<int:member>/verwijderen/", members.remove, name="remove_member"),
    path("organisatie/<uuid:pk>/verlaten/", members.leave, name="leave"),
    path("organisatie/<uuid:pk>/overdragen/", members.hand_over, name="hand_over"),
    path("uitnodiging/<str:token>/", invitations.invitation, name="invitation"),
    path("uitnodigingen/<int:number>/intrekken/", invitations.withdraw, name="withdraw_invitation"),
    path("uitnodigingen/<int:number>/opnieuw/", invitations.resend, name="resend_invitation"),
    path("kantoor/uitnodigen/", invitations.invite_to_role, name="invite_to_role"),
    path("kantoor/dubbelen/", doubles.listing, name="doubles"),
    path("kantoor/dubbelen/<int:number>/", doubles.preview, name="double"),
    path("kantoor/dubbelen/<int:number>/samenvoegen/", doubles.merge, name="merge_double"),
    path("kantoor/dubbelen/<int:number>/niet-dubbel/", doubles.dismiss, name="dismiss_double"),
]
