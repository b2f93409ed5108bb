"""Which characters a PDF of ours can show, and what to do with the rest: people type emoji and Chinese in their
remarks.

PDF/UA-1 forbids a glyph that is not there, so typst would refuse the whole document for one smiley.
"""

import json
import re
import unicodedata
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent.parent / "goedgeregeld" / "ui" / "fonts"
_MATPLOTLIB = find_spec("matplotlib")
FALLBACK_FONT = (
    Path(str(_MATPLOTLIB.origin if _MATPLOTLIB else "")).parent / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf"
)

REPLACEMENT = "□"
_UNUSUAL = re.compile(r"[^\n -~\xa0-\xac\xae-\xff–—‘’“”„…€•]")
_ENDLESS = re.compile(r"[^\s\u200b]{40}(?=\S)")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff\xad]")


@lru_cache(maxsize=1)
def _known() -> frozenset[int]:
    """The code points that one of our fonts can draw."""
    files = (FONTS / "AtkinsonHyperlegibleNext-Regular.ttf", FALLBACK_FONT)
    known: set[int] = set()
    for file in files:
        with TTFont(file, lazy=True) as font:
            known |= font.getBestCmap().keys()
    return frozenset(known)


def printable(value: Any) -> tuple[Any, bool]:
    """The same value (texts, lists, dicts of them) with only characters we can draw, and whether any was replaced.

    Endless words get places where they may break, so that nothing runs off the page.
    """
    return _walk(value) if _special(json.dumps(value, ensure_ascii=False)) else (value, False)


def _special(text: str) -> bool:
    """Whether anything in it may need attention: an unusual character, or a word without end."""
    return bool(_UNUSUAL.search(text)) or max(map(len, text.split()), default=0) > 40


def _walk(value: Any) -> tuple[Any, bool]:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        pairs = {key: _walk(one) for key, one in value.items()}
        return {key: one for key, (one, _) in pairs.items()}, any(replaced for _, replaced in pairs.values())
    if isinstance(value, list | tuple):
        items = [_walk(one) for one in value]
        return [one for one, _ in items], any(replaced for _, replaced in items)
    return value, False


def _text(text: str) -> tuple[str, bool]:
    if not _special(text):
        return text, False
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " ")))
    shown = "".join(char for one in text if (char := _character(one)))
    return _ENDLESS.sub("\\g<0>\u200b", shown), shown.count(REPLACEMENT) > text.count(REPLACEMENT)


def _character(char: str) -> str:
    """The character, nothing for a control code, or the replacement for what no font of ours has."""
    if not _UNUSUAL.match(char):
        return char
    kind = unicodedata.category(char)
    if kind in {"Cc", "Cf"}:
        return ""
    return char if ord(char) in _known() and kind not in {"Co", "Cs", "Cn"} else REPLACEMENT
