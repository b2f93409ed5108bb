"""A mould: a template rendered once, with a hole wherever something of an organisation belongs. A page only fills the holes.

For the theme page, most of which is the same for everybody and which must be fast. What goes into a hole is not escaped
here: whoever fills it does that.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from secrets import token_hex

from django.utils.safestring import mark_safe

Mould = list[str]  # text, hole, text, hole, ..., text

_EDGE = token_hex(8)  # drawn anew by each process, so that no text can look like a hole
_HOLE = re.compile(f"<{_EDGE} (.*?)>")


def mould(render: Callable[[Mapping[str, str]], str], holes: Iterable[str]) -> Mould:
    """What `render` makes of values with these names, kept with holes in their places."""
    return _HOLE.split(render({name: mark_safe(f"<{_EDGE} {name}>") for name in holes}))  # noqa: S308 - no text of people


def filled(kept: Mould, values: Mapping[str, str]) -> str:
    """The mould with these values in its holes; a hole without a value stays empty."""
    return "".join([values.get(piece, "") if at % 2 else piece for at, piece in enumerate(kept)])
