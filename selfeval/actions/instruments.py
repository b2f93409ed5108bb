"""Acts on instruments: loading a version and opening it for use."""

from datetime import datetime

from django.db import transaction

from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from selfeval.instruments.model import Instrument
from selfeval.instruments.yaml_file import fingerprint, write_json
from selfeval.models import InstrumentVersion


class PublishedVersionDiffers(Exception):
    """A version that is in use is never changed."""


@transaction.atomic
def load_instrument(instrument: Instrument, *, publish: bool, by: User | None, now: datetime) -> InstrumentVersion:
    """Store this version and, with `publish`, open it for use. Loading the same content again changes nothing.

    Raises PublishedVersionDiffers where the version is in use (published, or an evaluation was made with it) with other
    content.
    """
    seal = fingerprint(instrument)
    content = {"title": instrument.title, "definition": write_json(instrument), "sha256": seal, "loaded_at": now}
    found, created = InstrumentVersion.objects.select_for_update().get_or_create(
        code=instrument.code, version=instrument.version, defaults=content
    )
    if found.sha256 != seal:
        if found.published_at or found.evaluations.exists():
            raise PublishedVersionDiffers(
                f"Versie {instrument.version} van {instrument.code} is al in gebruik met een andere inhoud. "
                "Geef de nieuwe inhoud een nieuw versienummer."
            )
        for field, value in content.items():
            setattr(found, field, value)
        found.save()
        record("load", found, by=by, now=now, sha256=seal)
    elif created:
        record("load", found, by=by, now=now, sha256=seal)
    if publish and found.published_at is None:
        found.published_at = now
        found.save(update_fields=["published_at"])
        record("publish", found, by=by, now=now, sha256=seal)
    return found
