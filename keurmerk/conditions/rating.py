"""What may hold back rating the adviser. See `conditions` for what a rule is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from keurmerk.states import Verb


def there_was_an_adviser(reading: Any) -> Iterator[str]:
    if reading.application.adviser_id is None:
        yield _("Er was geen adviseur.")


def only_once(reading: Any) -> Iterator[str]:
    if reading.is_rated:
        yield _("Jullie hebben al verteld hoe de begeleiding was. Dank je wel!")


RULES: Mapping[str, tuple[Callable[[Any], Iterable[str]], ...]] = {
    Verb.RATE_ADVISER: (there_was_an_adviser, only_once),
}
