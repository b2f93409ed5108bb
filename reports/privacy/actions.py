"""Erasing: a person, an organisation, an evaluation nobody claimed. Each is one transaction, and one Event without a name."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from auditors import actions as auditors
from goedgeregeld.accounts.actions import erasing as accounts
from goedgeregeld.accounts.actions.ritual import Blocked, changing
from goedgeregeld.accounts.models import Organisation, Role, User
from goedgeregeld.events.actions import record
from keurmerk import notifications
from keurmerk.actions import erasing as keurmerk
from keurmerk.actions import forgetting
from keurmerk.actions.findable import let_go
from reports.kpi.tallies import keep_facts
from reports.models import Drawing
from reports.privacy import queries
from selfeval import actions as selfeval
from selfeval.loaders import DEVICE, RESPONSES, TOKENS
from selfeval.models import Evaluation


def erase_person(user: User, *, now: datetime) -> None:
    """Erase everything that is kept of this person, and the organisations only they work for. The history says "iemand".

    Raises Blocked while they are the last beheerder of an organisation with other members, the last administrator, or the
    adviser or auditor of an application that is under way.
    """
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=user.pk)
        list(Organisation.objects.select_for_update().filter(memberships__user=locked).order_by("pk"))
        list(Role.objects.select_for_update().order_by("pk"))
        plan = queries.plan_for_person(locked)
        if plan.reasons:
            raise Blocked(*plan.reasons)
        own = Q(organisation__memberships__user=locked)
        shared = set(Evaluation.objects.filter(own).values_list("pk", flat=True))
        for organisation in plan.alone:
            _erase_organisation(organisation, by=locked, now=now)
        traces, name = accounts.traces_of(locked), locked.name
        addresses, touched = [one for one in traces.of if one != name], forgetting.touched_by(locked)
        held = accounts.erase_user(locked, now=now)
        linked = {UUID(pk) for pk in queries.held_evaluations(held, TOKENS)}
        selfeval.forget_person(
            addresses=addresses,
            name=name,
            evaluations=Evaluation.objects.filter(pk__in=shared | linked),
            devices=[session.get(DEVICE, "") for session in held],
            secrets=[secret for session in held for secret in session.get(RESPONSES, {}).values()],
        )
        selfeval.forget_user(locked)
        forgetting.forget_person(locked, addresses=addresses, name=name, touched=touched)
        auditors.forget_person(locked, name=name)
        record("erase", locked, by=locked, now=now)
    leave_nothing_behind()


def erase_organisation(organisation: Organisation, *, by: User, now: datetime) -> None:
    """Erase the organisation with everything that is kept of it; the accounts of its members stay, and marks while they last.

    An application that is under way ends by it, and who worked on it is told.

    Raises PermissionDenied for who is no beheerder, WrongState where it is gone already.
    """
    with changing(organisation.pk, by=by) as locked:
        _erase_organisation(locked, by=by, now=now)
    leave_nothing_behind()


def _erase_organisation(organisation: Organisation, *, by: User, now: datetime) -> None:
    applications = keurmerk.erase_of(organisation, by=by, now=now)
    auditors.forget_employer(organisation)
    evaluations = queries.evaluations_of(organisation)
    completed = evaluations.filter(completed_at__isnull=False).select_related("instrument_version")
    Drawing.objects.filter(key__in=queries.drawing_keys(completed.iterator(chunk_size=20))).delete()
    merged = list(Organisation.objects.filter(merged_into=organisation).values_list("name", flat=True))
    names = [*merged, *evaluations.exclude(organisation_name="").values_list("organisation_name", flat=True)]
    numbers = [str(pk) for pk in evaluations.values_list("pk", flat=True)]
    record("erase", organisation, by=by, now=now, evaluations=len(numbers))
    let_go(organisation, now=now)
    seals = selfeval.seals_of(evaluations)
    keep_facts(evaluations.values_list("pk", flat=True))
    evaluations.delete()
    accounts.erase_organisation(organisation, names=[*names, *numbers, *applications.codes], seals=seals)
    for stopped in applications.stopped:
        notifications.tell_stopped(stopped.code, stopped.people)


def erase_evaluation(evaluation: Evaluation, *, now: datetime, why: str = "asked") -> None:
    """Erase an evaluation nobody claimed. Raises WrongState where an organisation has it by now, or it is gone."""
    with transaction.atomic():
        if evaluation.completed_at is not None:
            Drawing.objects.filter(key__in=queries.drawing_keys([evaluation])).delete()
        keep_facts([evaluation.pk])
        selfeval.erase_evaluation(evaluation, now=now, why=why)
    leave_nothing_behind()


def leave_nothing_behind() -> None:
    """SQLite keeps what was erased in its log of changes until that is written to the database: do that now.

    (In the database file itself it is overwritten: `secure_delete`.) Somebody reading at this moment delays it to the next.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
