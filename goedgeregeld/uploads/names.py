"""The name a file is shown and given out under: readable, harmless in any system, and with the ending of what it really is."""

import re
import unicodedata

LONGEST = 120
FALLBACK = "bestand"
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)  # device names on Windows
_KNOWN_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def clean_name(name: str, endings: tuple[str, ...]) -> str:
    """The last part of the path without what cannot be seen or is not allowed; ends in one of `endings`."""
    stem = name.replace("\\", "/").rpartition("/")[2]
    stem = visible(_NOT_IN_NAMES.sub("-", visible(stem))).strip(" .-") or FALLBACK
    found = next((ending for ending in endings if stem.lower().endswith(ending)), "")
    ending = found or endings[0]
    stem = stem[: -len(found)] if found else stem
    stem = stem[: LONGEST - len(ending)].strip(" .") or FALLBACK
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    return stem + ending


def title_for(name: str) -> str:
    """What a piece of evidence is called where nobody gave it a title: the name without its ending, words apart."""
    return _KNOWN_ENDING.sub("", name).replace("_", " ").strip() or FALLBACK


def visible(text: str) -> str:
    """The text in one line, composed, without control characters, direction marks and what has no shape."""
    spaced = "".join(
        " " if unicodedata.category(char) in ("Zs", "Zl", "Zp") or char in "\t\n\r" else char for char in text
    )
    kept = "".join(char for char in spaced if unicodedata.category(char)[0] != "C")
    return " ".join(unicodedata.normalize("NFC", kept).split())
