"""The instrument that someone names on the command line, as CODE or CODE@VERSION."""

from goedgeregeld.file_command import Refused
from selfeval.instruments.model import Instrument
from selfeval.models import InstrumentVersion
from selfeval.queries import find_instrument


def named_instrument(name: str) -> Instrument:
    """Find it; without a version the newest. Raises Refused, with what is loaded, where it is not there."""
    code, _, version = name.partition("@")
    try:
        return find_instrument(code, version or None)
    except InstrumentVersion.DoesNotExist as error:
        known = ", ".join(f"{one.code}@{one.version}" for one in InstrumentVersion.objects.order_by("code", "version"))
        raise Refused([f"instrument {name} is niet geladen (wel geladen: {known or 'geen'})"]) from error
