"""Who may do this work on a day, for which municipality; and the office's list of everybody."""

from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from auditors.models import Authorisation, Profile
from auditors.queries.pledges import may_work
from auditors.states import AuthorisationState, Work
from goedgeregeld.accounts.models import Municipality, User


def authorised(work: str, *, on: date) -> QuerySet[Profile]:
    """Profiles of those who may be given this work on this day, by name; with user and employer.

    That is: authorised on that day, with the role, and the yearly declaration signed (or not asked for yet).
    """
    found = holding(work, on=on).filter(may_work(work, on=on))
    return found.select_related("user", "employer").order_by("user__name", "user__pk")


def holding(work: str, *, on: date) -> QuerySet[Profile]:
    """Profiles of those who hold an authorisation for this work on this day, whether they signed the declaration or not."""
    valid = Authorisation.objects.filter(
        profile=OuterRef("pk"), work=work, state=AuthorisationState.AUTHORISED, until__gte=on
    )
    return Profile.objects.filter(Exists(valid), user__is_active=True, user__roles__kind=work)


def advisers_serving(municipality: Municipality | None, *, on: date) -> list[Profile]:
    """Authorised advisers for this municipality: who serve it first, then who work nationwide; each once.

    Who served a municipality that went into this one serves it, and the other way round.
    """
    served = Q(pk__in=[])
    if municipality:
        same = Q(municipalities=municipality) | Q(municipalities__merged_into=municipality)
        served = same | Q(municipalities=municipality.merged_into_id) if municipality.merged_into_id else same
    local = list(authorised(Work.ADVISER, on=on).filter(served, nationwide=False).distinct())
    return local + list(authorised(Work.ADVISER, on=on).filter(nationwide=True))


WITH_SUCCESSORS = Municipality.objects.select_related("merged_into__merged_into__merged_into")


def places_of(profile: Profile) -> list[Municipality]:
    """Where somebody works, by name; for a municipality that merged the one it went into. No query for one of `network()`."""
    found: dict[str, Municipality] = {}
    for one in profile.municipalities.all():
        place = one
        while place.merged_into_id and place.merged_into:
            place = place.merged_into
        found[place.pk] = place
    return sorted(found.values(), key=lambda place: place.name)


def network(words: str = "") -> QuerySet[User]:
    """Everybody with the role of adviser or auditor, by name, with profile and authorisations; found by these words."""
    found = User.objects.filter(roles__kind__in=Work.values, erased_at__isnull=True).distinct()
    if words:
        said = Q(name__icontains=words) | Q(email__icontains=words)
        found = found.filter(said | Q(profile__employer__name__icontains=words))
    return (
        found.select_related("profile__employer")
        .prefetch_related("roles", "profile__authorisations", Prefetch("profile__municipalities", WITH_SUCCESSORS))
        .order_by("name", "email")
    )
