"""Asking one thing in the world, and saying in a word what came of it. Whatever it did is undone."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from goedgeregeld.events.models import Event
from tests.access.world import World

# Where a redirect leads, in a word; every other way on is "on".
DOORS = {
    "account_login": "in",  # first sign in
    "mfa_index": "make",  # first make a second factor
    "mfa_reauthenticate": "show",  # first show the second factor
    "account_reauthenticate": "again",  # first show once more that it is you
    "account_confirm_by_mail": "again",
}
TABLE = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)"?', re.IGNORECASE)


@dataclass
class Answer:
    """What came of it: a word for the table, the tables that were written, and what was written down."""

    word: str
    written: set[str] = field(default_factory=set)
    noted: list[str] = field(default_factory=list)


def addresses() -> Iterator[tuple[str, set[str]]]:
    """Every address of the project: its name (with namespace) and the holes in it."""
    yield from _walk(get_resolver(), "", frozenset())


def _walk(resolver: URLResolver, space: str, holes: frozenset[str]) -> Iterator[tuple[str, set[str]]]:
    for one in resolver.url_patterns:
        inside = holes | set(one.pattern.regex.groupindex)
        if isinstance(one, URLResolver):
            yield from _walk(one, f"{space}{one.namespace}:" if one.namespace else space, inside)
        elif isinstance(one, URLPattern):
            yield f"{space}{one.name or one.pattern}", set(inside)


def ask(world: World, actor: str, method: str, path: str, data: Mapping[str, Any] | None = None) -> Answer:
    """Send it as this actor, and undo it."""
    answer, last = Answer(""), Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with transaction.atomic(), _writes(answer.written):
        response = getattr(world.browser(actor), method.lower())(path, data or {})
        answer.word = word_for(response)
        response.close()
        answer.noted = list(Event.objects.filter(pk__gt=last).values_list("verb", flat=True))
        transaction.set_rollback(True)
    return answer


def word_for(response: Any) -> str:
    if response.status_code not in (301, 302, 303):
        return str(response.status_code)
    path = urlsplit(response["Location"]).path
    return next((word for name, word in DOORS.items() if path == reverse(name)), "on")


@contextmanager
def _writes(tables: set[str]) -> Iterator[None]:
    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = TABLE.match(sql.lstrip())
        if found:
            tables.add(found.group(1))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield
