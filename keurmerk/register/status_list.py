"""A Bitstring Status List (W3C, version 1.0): one bit for each mark, as it is published. Pure."""

import gzip
from base64 import urlsafe_b64encode
from collections.abc import Iterable

AT_LEAST = 131_072  # bits: 16 KB, the least the standard allows


def length(highest: int) -> int:
    """How many bits there are, so that this place is among them: AT_LEAST, or as many times that as it takes."""
    return AT_LEAST * (highest // AT_LEAST + 1)


def encoded(places: Iterable[int], bits: int) -> str:
    """The list with these bits set, compressed, as base64url with the multibase prefix "u". Place 0 is the left-most bit."""
    field = bytearray(bits // 8)
    for place in places:
        field[place // 8] |= 0x80 >> place % 8
    packed = gzip.compress(bytes(field), 9, mtime=0)
    return "u" + urlsafe_b64encode(packed).decode().rstrip("=")
