"""Consent for the benchmark: given and withdrawn by whoever manages the organisation, apart from everything else."""

from datetime import datetime

from goedgeregeld.accounts.actions.ritual import changing
from goedgeregeld.accounts.models import BenchmarkConsent, Organisation, User
from goedgeregeld.events.actions import record


def give_consent(organisation: Organisation, *, by: User, now: datetime) -> BenchmarkConsent:
    """From now on the organisation's figures may count in the benchmark. Given already: who and when stay as they were."""
    with changing(organisation.pk, by=by) as locked:
        consent, new = BenchmarkConsent.objects.get_or_create(
            organisation=locked, defaults={"given_by": by, "given_at": now}
        )
        if new:
            record("give_consent", locked, by=by, now=now)
    return consent


def withdraw_consent(organisation: Organisation, *, by: User, now: datetime) -> None:
    """From this moment on the organisation's figures do not count. Without consent nothing changes."""
    with changing(organisation.pk, by=by) as locked:
        gone, _ = BenchmarkConsent.objects.filter(organisation=locked).delete()
        if gone:
            record("withdraw_consent", locked, by=by, now=now)
