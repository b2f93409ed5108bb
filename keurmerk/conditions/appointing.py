"""What may hold back appointing an auditor, or putting another in their place. See `conditions` for what a rule is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from keurmerk.states import Verb


def there_is_a_dossier(reading: Any) -> Iterator[str]:
    if reading.newest_submission is None:
        yield _("Er is geen dossier ingediend om te beoordelen.")


def somebody_may(reading: Any) -> Iterator[str]:
    if not any(one.may for one in reading.candidates):
        yield _("Er is nu geen geautoriseerde auditor die deze aanvraag mag beoordelen.")


RULES: Mapping[str, tuple[Callable[[Any], Iterable[str]], ...]] = {
    Verb.ASSIGN_AUDITOR: (there_is_a_dossier, somebody_may),
    Verb.REPLACE_AUDITOR: (somebody_may,),
}
