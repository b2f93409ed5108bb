"""Addresses of the office's pages; included in `reports.urls`, so their names are in the namespace "reports"."""

from django.urls import path

from reports.office.views import (
    applications,
    carrying,
    due,
    events,
    invitations,
    marks,
    money,
    organisations,
    signals,
    users,
)

urlpatterns = [
    path("kantoor/gebruikers/", users.users, name="office_users"),
    path("kantoor/gebruikers/download/<slug:form>/", users.users_export, name="office_users_export"),
    path("kantoor/gebruikers/<int:pk>/", users.user, name="office_user"),
    path("kantoor/gebruikers/<int:pk>/rol-geven/", users.grant, name="office_grant"),
    path("kantoor/gebruikers/<int:pk>/rol-intrekken/", users.revoke, name="office_revoke"),
    path("kantoor/gebruikers/<int:pk>/uitzetten/", users.switch_off, name="office_switch_off"),
    path("kantoor/gebruikers/<int:pk>/aanzetten/", users.switch_on, name="office_switch_on"),
    path("kantoor/gebruikers/<int:pk>/tweede-stap/", users.reset_second_factor, name="office_reset_second_factor"),
    path("kantoor/organisaties/", organisations.organisations, name="office_organisations"),
    path(
        "kantoor/organisaties/download/<slug:form>/",
        organisations.organisations_export,
        name="office_organisations_export",
    ),
    path("kantoor/uitnodigingen/", invitations.invitations, name="office_invitations"),
    path(
        "kantoor/uitnodigingen/download/<slug:form>/", invitations.invitations_export, name="office_invitations_export"
    ),
    path("kantoor/uitnodigingen/<int:pk>/opnieuw/", invitations.resend, name="office_resend"),
    path("kantoor/uitnodigingen/<int:pk>/intrekken/", invitations.withdraw, name="office_withdraw"),
    path("kantoor/aanvragen/", applications.applications, name="office_applications"),
    path(
        "kantoor/aanvragen/download/<slug:form>/",
        applications.applications_export,
        name="office_applications_export",
    ),
    path("kantoor/uitreikingen/", carrying.hand_overs, name="office_hand_overs"),
    path("kantoor/keurmerken/", marks.marks, name="office_marks"),
    path("kantoor/keurmerken/download/<slug:form>/", marks.marks_export, name="office_marks_export"),
    path("kantoor/keurmerken-inlezen/leeg/", marks.marks_template, name="marks_template"),
    path("kantoor/te-doen/", due.due, name="office_due"),
    path("kantoor/signalen/", signals.signals, name="office_signals"),
    path("kantoor/betalingen/", money.money, name="office_money"),
    path("kantoor/betalingen/download/<slug:form>/", money.money_export, name="office_money_export"),
    path("kantoor/gebeurtenissen/", events.events, name="office_events"),
    path("kantoor/gebeurtenissen/download/<slug:form>/", events.events_export, name="office_events_export"),
]
