"""Taking somebody out of what people wrote freely, in the rows of whatever app: the name becomes "iemand"."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import Model, QuerySet, TextField
from django.db.models.functions import Cast

from goedgeregeld.accounts.actions.mail import mentioning
from goedgeregeld.accounts.traces import Traces

Clean = Callable[[Traces, Any], Any]


def _deep(traces: Traces, value: Any) -> Any:
    return traces.without_deep(value)


def holding(traces: Traces, model: type[Model], fields: Iterable[str]) -> QuerySet[Any]:
    """The rows of this model that may hold a trace in one of these fields, also where those are JSON."""
    as_text = {f"{field}_text": Cast(field, TextField()) for field in fields}
    return model._default_manager.annotate(**as_text).filter(mentioning(traces, as_text))  # noqa: SLF001 - of any model


def clean(
    traces: Traces, rows: QuerySet[Any], fields: Iterable[str], *, how: Mapping[str, Clean] | None = None
) -> None:
    """These texts (or values of JSON) without the traces; only what changes is written.

    `how`: of fields of which not everything is free text, how they are cleaned.
    """
    ways = how or {}
    for row in rows.iterator(chunk_size=500):
        told = {name: ways.get(name, _deep)(traces, getattr(row, name)) for name in fields}
        changed = {name: _fitting(row, name, value) for name, value in told.items() if value != getattr(row, name)}
        if changed:
            type(row)._default_manager.filter(pk=row.pk).update(**changed)  # noqa: SLF001 - of any model


def _fitting(row: Model, name: str, value: Any) -> Any:
    """ "iemand" may be longer than the name was."""
    longest = getattr(row._meta.get_field(name), "max_length", None)  # noqa: SLF001 - Django's way to introspect
    return value[:longest] if longest and isinstance(value, str) else value
