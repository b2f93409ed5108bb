"""Looking for somebody everywhere: in every column of every table, decoded, in the raw database, and in every file."""

import base64
import json
import pickle
import zlib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.serializers import JSONSerializer
from django.core import signing
from django.db import connection


def places_of(*words: str) -> list[str]:
    """Where any of these words still stands, as "table.column" or a file's name; empty: nowhere."""
    wanted = [word.casefold() for word in words]
    found = {place for place, text in _texts() if any(word in text.casefold() for word in wanted)}
    return sorted(found)


def _texts() -> Iterator[tuple[str, str]]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    yield f"{table}.{name}", _readable(value)
    for file in Path(settings.VAR_DIR).rglob("*"):
        if file.is_file():
            yield file.name, file.name + file.read_bytes().decode(errors="replace")
    if connection.vendor == "sqlite":
        yield "the raw database", connection.connection.serialize().decode(errors="replace")


def _readable(value: Any) -> str:
    """The value in every way in which something may be hidden in it."""
    text = value.decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)
    ways = [text, unescape(text)]
    for decode in (
        lambda: str(signing.loads(text, salt=SessionStore().key_salt, serializer=JSONSerializer)),
        lambda: json.dumps(json.loads(text), ensure_ascii=False),
        lambda: str(pickle.loads(base64.b64decode(text, validate=True))),
        lambda: zlib.decompress(base64.b64decode(text, validate=True)).decode(),
    ):
        try:
            ways.append(decode())
        except Exception:  # noqa: BLE001 - whatever it is, it is not this
            continue
    return "\n".join(ways)
