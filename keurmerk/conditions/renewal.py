"""What may hold back the decision on a renewal. See `conditions` for what a rule is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from keurmerk.states import Verb
from keurmerk.validity import Standing


def renewed_is_not_suspended(reading: Any) -> Iterator[str]:
    """A suspension is settled first: a mark that follows on it would say that all is well."""
    renewed = reading.renewed
    if renewed is not None and renewed.standing == Standing.SUSPENDED:
        yield _(
            "Keurmerk %(number)s, dat wordt verlengd, is geschorst. Hef eerst de schorsing op, of trek het keurmerk in."
        ) % {"number": renewed.number}


RULES: Mapping[str, tuple[Callable[[Any], Iterable[str]], ...]] = {
    Verb.GRANT: (renewed_is_not_suspended,),
    Verb.GRANT_CONDITIONALLY: (renewed_is_not_suspended,),
    Verb.CONFIRM_CONDITIONS: (renewed_is_not_suspended,),
}
