"""What the office may look into: instrument versions, evaluations and what people thought. All read-only."""

from django.contrib import admin

from goedgeregeld.events.admin import ReadOnlyAdmin
from selfeval.models import Evaluation, InstrumentVersion, ReportFeedback, StatementFeedback


@admin.register(InstrumentVersion)
class InstrumentVersionAdmin(ReadOnlyAdmin):
    list_display = ("code", "version", "title", "loaded_at", "published_at")
    exclude = ("definition",)


@admin.register(Evaluation)
class EvaluationAdmin(ReadOnlyAdmin):
    list_display = ("id", "state", "route", "instrument_version", "started_at", "completed_at", "demo")
    list_filter = ("state", "route", "demo", "instrument_version")
    list_select_related = ("instrument_version",)
    date_hierarchy = "started_at"
    exclude = ("organisation_name",)  # an organisation's weak spots are its own, also in the office


@admin.register(StatementFeedback)
class StatementFeedbackAdmin(ReadOnlyAdmin):
    list_display = ("statement", "opinion", "comment", "at")
    list_filter = ("opinion", "evaluation__instrument_version")
    search_fields = ("=statement", "comment")
    exclude = ("evaluation",)
    date_hierarchy = "at"


@admin.register(ReportFeedback)
class ReportFeedbackAdmin(ReadOnlyAdmin):
    list_display = ("helped", "comment", "at")
    list_filter = ("helped",)
    exclude = ("evaluation",)
    date_hierarchy = "at"
