"""What the database keeps of secrets that must be read again, such as the seed of somebody's app: sealed.

The key is made of SECRET_KEY; a seal made with one of SECRET_KEY_FALLBACKS still opens. Whoever has only the database, or a
copy of it, has no seeds.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

MARK = "sealed:"
PURPOSE = b"goedgeregeld.accounts.sealing"


class Broken(Exception):
    """Sealed with a key that is not known here."""


def seal(text: str) -> str:
    """The text as it may be stored."""
    return MARK + _box().encrypt(text.encode()).decode()


def unseal(stored: str) -> str:
    """The text again. What was stored before there were seals is given as it stands. Raises Broken."""
    if not stored.startswith(MARK):
        return stored
    try:
        return _box().decrypt(stored.removeprefix(MARK).encode()).decode()
    except InvalidToken as error:
        raise Broken from error


def renewed(stored: str) -> str:
    """The same, sealed with the key of today where it was not; what cannot be opened stays as it is."""
    if stored.startswith(MARK) and _opens(_keys()[:1], stored):
        return stored
    try:
        return seal(unseal(stored))
    except Broken:
        return stored


def _opens(keys: list[Fernet], stored: str) -> bool:
    try:
        MultiFernet(keys).decrypt(stored.removeprefix(MARK).encode())
    except InvalidToken:
        return False
    return True


def _box() -> MultiFernet:
    return MultiFernet(_keys())


def _keys() -> list[Fernet]:
    return [_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _key(secret: str) -> Fernet:
    drawn = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(drawn))
