"""What the office may look into of the network. All read-only: the acts have pages of their own."""

from django.contrib import admin

from auditors.models import Absence, Authorisation, Employer, Pledge, Profile, Tie, Training
from goedgeregeld.events.admin import ReadOnlyAdmin


@admin.register(Employer)
class EmployerAdmin(ReadOnlyAdmin):
    list_display = ("name", "volunteer_centre", "organisation")
    list_filter = ("volunteer_centre",)
    search_fields = ("name",)
    list_select_related = ("organisation",)


@admin.register(Profile)
class ProfileAdmin(ReadOnlyAdmin):
    list_display = ("user", "employer", "nationwide", "hourly_rate")
    list_filter = ("nationwide",)
    search_fields = ("user__name", "user__email", "employer__name")
    list_select_related = ("user", "employer")


@admin.register(Authorisation)
class AuthorisationAdmin(ReadOnlyAdmin):
    list_display = ("profile", "work", "state", "until", "changed_at")
    list_filter = ("work", "state")
    search_fields = ("profile__user__name", "profile__user__email")
    list_select_related = ("profile__user",)


@admin.register(Tie)
class TieAdmin(ReadOnlyAdmin):
    list_display = ("organisation", "profile", "employer", "kind", "began_on", "ended_on")
    list_filter = ("kind",)
    list_select_related = ("organisation", "profile__user", "employer")


@admin.register(Absence)
class AbsenceAdmin(ReadOnlyAdmin):
    list_display = ("profile", "began_on", "ended_on")
    list_select_related = ("profile__user",)


@admin.register(Training)
class TrainingAdmin(ReadOnlyAdmin):
    list_display = ("profile", "work", "kind", "title", "followed_on", "confirmed_at")
    list_filter = ("work", "kind")
    list_select_related = ("profile__user",)
    exclude = ("proof",)


@admin.register(Pledge)
class PledgeAdmin(ReadOnlyAdmin):
    list_display = ("profile", "year", "version", "signed_at", "withdrawn_at")
    list_filter = ("year",)
    list_select_related = ("profile__user",)
