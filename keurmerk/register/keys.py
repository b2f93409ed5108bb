"""The keys that sign credentials: one file, made once on this machine and never in the repository.

It is a JSON Web Key Set with the private keys, newest first: the first one signs, and the public part of every one stays
published, so that what was signed before a change of keys still verifies. `new_credential_key` puts a new one in front.
"""

import json
import os
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from joserfc.jwk import RSAKey

BITS = 3072


def signing_key() -> RSAKey:
    """The key that signs now. Made the first time it is asked for."""
    return _keys()[0]


def public_keys() -> list[dict[str, Any]]:
    """The public part of every key, newest first."""
    return [published(key) for key in _keys()]


def published(key: RSAKey) -> dict[str, Any]:
    """The public part of a key, with what it is for."""
    return {**key.as_dict(private=False), "kid": key.thumbprint(), "use": "sig", "alg": "RS256"}


def _file() -> Path:
    return Path(settings.CREDENTIAL_KEYS)


def _keys() -> list[RSAKey]:
    file = _file()
    if not file.exists():
        _write([RSAKey.generate_key(BITS)], first=True)
    return list(_read(file, file.stat().st_mtime_ns))


@lru_cache(maxsize=2)
def _read(file: Path, _changed: int) -> tuple[RSAKey, ...]:
    """The keys in the file; read again when it has changed."""
    return tuple(RSAKey.import_key(key) for key in json.loads(file.read_text())["keys"])


def add_key() -> RSAKey:
    """Put a new key in front; the others stay published."""
    new = RSAKey.generate_key(BITS)
    _write([new, *(_keys() if _file().exists() else [])], first=False)
    return new


def _write(keys: list[RSAKey], *, first: bool) -> None:
    """Whole or not at all; of two processes that make the first key at once, one wins and the other takes its key."""
    file = _file()
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=file.parent, delete=False) as new:  # made readable for this user only
        json.dump({"keys": [key.as_dict(private=True) for key in keys]}, new)
        new.flush()
        os.fsync(new.fileno())
    try:
        if first:
            os.link(new.name, file)
        else:
            Path(new.name).replace(file)
    except FileExistsError:
        pass
    finally:
        Path(new.name).unlink(missing_ok=True)
