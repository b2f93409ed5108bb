"""What may hold somebody back from speaking in the conversation. See `conditions` for what a rule is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from keurmerk.states import ApplicationState, Verb


def accepted_first(reading: Any) -> Iterator[str]:
    """Who is asked to advise reads the request, not yet what was said about it."""
    application = reading.application
    if application.state == ApplicationState.REQUESTED and reading.me == application.adviser_id:
        yield _("Je leest en schrijft mee zodra je de aanvraag hebt aangenomen.")


RULES: Mapping[str, tuple[Callable[[Any], Iterable[str]], ...]] = {Verb.SAY: (accepted_first,)}
