"""Mail to people of the network about themselves, and to the office about all of them. Queued in the caller's transaction."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from auditors.models import Profile, Proposal
from goedgeregeld.accounts.notifications import send_account_mail

MINE, LIST = "auditors:own", "reports:network_overview"


def _to_person(profile: Profile, template: str, **context: object) -> None:
    if profile.user.is_active and profile.user.erased_at is None:
        words = {"name": profile.user.name, "link": settings.SITE_URL + reverse(MINE), **context}
        send_account_mail(f"auditors/mail/{template}", to=profile.user.email, context=words)


def tell_expiring(profile: Profile, work: str, until: date, *, days: int) -> None:
    """Their authorisation ends in so many days; "over" where days is negative."""
    _to_person(profile, "expiring", work=work, until=date_format(until, "j F Y"), days=days)


def tell_pledge(profile: Profile, until: date | None, *, year: int) -> None:
    """This year's declaration is not signed yet: until then new work can be given, or (None) not any more."""
    _to_person(profile, "pledge", year=year, until=date_format(until, "j F Y") if until else "")


def tell_refused(proposal: Proposal) -> None:
    """What they proposed is not approved, and why."""
    what = proposal.get_field_display()
    _to_person(proposal.profile, "refused", what=what, reason=proposal.refused_reason)


def tell_office(lines: Sequence[str]) -> None:
    """Everything of today in one mail."""
    link = settings.SITE_URL + reverse(LIST)
    send_account_mail("auditors/mail/office", to=settings.OFFICE_EMAIL, context={"lines": lines, "link": link})


def tell_withdrawn(profile: Profile) -> None:
    """Somebody withdrew their declaration: what they do now is to be handed over. Why stands on the page, not in the mail."""
    link = settings.SITE_URL + reverse("auditors:profile", args=[profile.user_id])
    context = {"who": str(profile.user), "link": link}
    send_account_mail("auditors/mail/withdrawn", to=settings.OFFICE_EMAIL, context=context)
