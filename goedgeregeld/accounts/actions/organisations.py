"""Acts on organisations: making and changing them. What finds them again (words, possible doubles) is kept here too."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts import names
from goedgeregeld.accounts.actions.following import organisation_changed
from goedgeregeld.accounts.actions.ritual import Blocked, changing
from goedgeregeld.accounts.models import Membership, Organisation, OrganisationWord, PossibleDouble, User
from goedgeregeld.accounts.queries.doubles import doubles_of, pair_of
from goedgeregeld.accounts.states import Right
from goedgeregeld.events.actions import record

FIELDS = ("name", "kvk", "sector", "municipality", "volunteers", "paid_fte", "locations", "website")
SORTED = 40  # letters of the name that decide the order of a list
KVK_TAKEN = _(
    "Dit KvK-nummer staat al bij een andere organisatie. Vraag een beheerder daarvan je uit te nodigen, "
    "of neem contact op met NOV."
)


class KvkTaken(Blocked):
    """Another organisation has this number; whose it is, is not said."""

    def __init__(self) -> None:
        super().__init__(KVK_TAKEN)


def create_organisation(values: Mapping[str, Any], *, by: User, now: datetime, demo: bool = False) -> Organisation:
    """Make an organisation; who makes it is its first beheerder. Of `values` only FIELDS are read.

    Raises KvkTaken, and makes nothing, where another organisation has the number.
    """
    with transaction.atomic():
        organisation = Organisation(created_at=now, demo=demo, **_own(values))
        _save(organisation)
        Membership.objects.create(organisation=organisation, user=by, right=Right.MANAGER, since=now)
        keep_findable(organisation, now=now)
        record("create", organisation, by=by, now=now)
    return organisation


def change_organisation(
    organisation: Organisation, values: Mapping[str, Any], *, by: User, now: datetime
) -> Organisation:
    """Replace what is known of the organisation; what is not in `values` stays. Nothing changed: nothing written.

    Raises KvkTaken, PermissionDenied unless `by` is a beheerder, WrongState where it was merged meanwhile.
    """
    with changing(organisation.pk, by=by) as locked:
        changed = [key for key, value in _own(values).items() if getattr(locked, key) != value]
        if changed:
            for key in changed:
                setattr(locked, key, _own(values)[key])
            _save(locked)
            if {"name", "municipality", "sector"} & set(changed):
                keep_findable(locked, now=now)
            record("change", locked, by=by, now=now, fields=changed)
    return locked


def _own(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: (values[key] or None) if key == "kvk" else values[key] for key in FIELDS if key in values}


def _save(organisation: Organisation) -> None:
    organisation.search, organisation.core = names.searchable(organisation.name), names.core(organisation.name)
    taken = Organisation.objects.filter(kvk=organisation.kvk).exclude(pk=organisation.pk)
    if organisation.kvk and taken.exists():
        raise KvkTaken
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError as error:  # twice at the same moment: the other was first
        if organisation.kvk and taken.exists():
            raise KvkTaken from error
        raise


def keep_findable(organisation: Organisation, *, now: datetime) -> None:
    """Bring the words of the name up to date, and write down which organisations may be the same one. Others follow."""
    keep_words(organisation)
    found = {pair_of(organisation.pk, other) for other in doubles_of(organisation)}
    for side in ("one", "other"):
        for double in PossibleDouble.objects.filter(**{side: organisation}, dismissed_at__isnull=True):
            if (double.one_id, double.other_id) not in found:
                double.delete()
    for one, other in found:
        PossibleDouble.objects.get_or_create(one_id=one, other_id=other, defaults={"found_at": now})
    organisation_changed(organisation)


def keep_words(organisation: Organisation) -> None:
    """Bring the rows by which the organisation is found up to date: each word of its name, and the empty one."""
    place = organisation.municipality
    OrganisationWord.objects.filter(organisation=organisation).delete()
    OrganisationWord.objects.bulk_create(
        OrganisationWord(
            organisation=organisation,
            word=word,
            sort=organisation.search[:SORTED],
            municipality=place,
            province=place.province if place else "",
            sector=organisation.sector,
        )
        for word in ["", *names.words(organisation.name)]
    )
