"""The application itself, whom it was put to, more time that was given, and the conversation about it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin

from auditors.states import Work
from goedgeregeld.accounts.models import Organisation, User
from keurmerk.states import LIVE, ApplicationKind, AppointmentState, Party
from keurmerk.workflow import ApplicationWorkflow, AppointmentWorkflow
from selfeval.models import Evaluation


class Application(ConcurrentTransitionMixin, ApplicationWorkflow):
    """One organisation on its way to the mark. There is one live application per organisation.

    `adviser` is who is asked (while requested) or who advises; `auditor` who judges now. `evaluation` is the one the dossier
    is made with. `moves` counts the transitions, so that a stale page is recognised; `waits_for` says who is to act (see
    `states.WAITS_FOR`).
    """

    code = models.CharField(_("kenmerk"), max_length=9, unique=True)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisatie"), on_delete=models.CASCADE, related_name="applications"
    )
    kind = models.CharField(_("soort"), max_length=10, choices=ApplicationKind.choices, default=ApplicationKind.FIRST)
    renews = models.ForeignKey(
        "keurmerk.Mark",
        verbose_name=_("verlengt"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="renewals",
    )
    adviser = models.ForeignKey(
        User, verbose_name=_("adviseur"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    auditor = models.ForeignKey(
        User, verbose_name=_("auditor"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    evaluation = models.ForeignKey(
        Evaluation,
        verbose_name=_("zelfevaluatie"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="applications",
    )
    demo = models.BooleanField(_("voorbeeld"), default=False)
    wish = models.TextField(_("toelichting bij de aanvraag"), blank=True)
    requested_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(_("aangevraagd"))
    state_since = models.DateTimeField(_("in deze stand sinds"))
    moves = models.PositiveIntegerField(_("stappen"), default=0)
    due_on = models.DateField(_("uiterlijk"), null=True, blank=True)  # the last day of the present state's term
    waits_for = models.CharField(_("wacht op"), max_length=12, choices=Party.choices, default=Party.ADVISER)
    ended_at = models.DateTimeField(_("gestopt"), null=True, blank=True)
    end_reason = models.TextField(_("reden van stoppen"), blank=True)
    cleared_at = models.DateTimeField(_("bewijs en berichten gewist"), null=True, blank=True)  # their time was over

    class Meta:
        verbose_name = _("keurmerkaanvraag")
        verbose_name_plural = _("keurmerkaanvragen")
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation"], condition=Q(state__in=LIVE), name="application_one_live"),
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="application_by_state"),
            models.Index(fields=["waits_for", "due_on"], name="application_waits_for"),
            models.Index(fields=["adviser", "state"], name="application_of_adviser"),
            models.Index(fields=["auditor", "state"], name="application_of_auditor"),
            models.Index(fields=["organisation", "requested_at"], name="application_of_org"),
            models.Index(fields=["requested_at", "id"], name="application_requested"),
            models.Index(fields=["due_on", "id"], name="application_due"),
        ]

    def __str__(self) -> str:
        return self.code


class Appointment(ConcurrentTransitionMixin, AppointmentWorkflow):
    """Somebody was asked to advise, or appointed to audit, and what became of it. At most one of each kind stands.

    `place` is where they stood in the ranking (1: first), `first` who stood there, `why` why another was taken (see
    `auditors.matching`). Without a place the organisation chose for itself.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="appointments")
    work = models.CharField(_("waarvoor"), max_length=10, choices=Work.choices)
    user = models.ForeignKey(User, verbose_name=_("wie"), on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+"
    )  # null: by itself, the next
    asked_at = models.DateTimeField(_("gevraagd"))
    answered_at = models.DateTimeField(_("geantwoord"), null=True, blank=True)
    reason = models.TextField(_("reden"), blank=True)
    place = models.PositiveSmallIntegerField(_("plaats op de ranglijst"), null=True, blank=True)
    first = models.ForeignKey(
        User, verbose_name=_("wie bovenaan stond"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    why = models.TextField(_("waarom niet wie bovenaan stond"), blank=True)

    class Meta:
        verbose_name = _("aanwijzing")
        verbose_name_plural = _("aanwijzingen")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "work"],
                condition=Q(state__in=[AppointmentState.ASKED, AppointmentState.ACCEPTED]),
                name="appointment_one_stands",
            ),
            models.CheckConstraint(
                name="appointment_declined_says_why", condition=~Q(state=AppointmentState.DECLINED) | ~Q(reason="")
            ),
        ]
        indexes = [models.Index(fields=["user", "work", "state"], name="appointment_of")]

    def __str__(self) -> str:
        return f"{self.get_work_display()}: {self.get_state_display()}"


class Extension(models.Model):
    """The office gave more time for the state an application was in."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="extensions")
    state = models.CharField(_("stand"), max_length=20)
    was_due_on = models.DateField(_("was uiterlijk"), null=True)
    due_on = models.DateField(_("wordt uiterlijk"))
    reason = models.TextField(_("reden"))
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("wanneer"))

    class Meta:
        verbose_name = _("verlenging")
        verbose_name_plural = _("verlengingen")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.due_on:%d-%m-%Y}"


class Message(models.Model):
    """Something said in the conversation of an application, to everyone concerned.

    `token` is of the page it was written on, so that a button pressed twice says it once.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("bericht"))
    at = models.DateTimeField(_("wanneer"))
    token = models.CharField(max_length=32, blank=True)

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "author", "token"], condition=~Q(token=""), name="message_once"
            ),
        ]
        indexes = [models.Index(fields=["application", "at"], name="message_of_application")]

    def __str__(self) -> str:
        return f"{self.at:%d-%m-%Y %H:%M}"
