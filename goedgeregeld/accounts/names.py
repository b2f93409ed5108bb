"""Names of organisations as the search and the hunt for doubles see them. Pure."""

import re
import unicodedata
from difflib import SequenceMatcher

LEGAL_FORMS = re.compile(r"\b(stichting|vereniging|st|ver|bv|nv|coop|cooperatie|fonds)\b")
# What clubs write out or shorten as it suits them.
IN_FULL = {
    "vv": "voetbalvereniging",
    "sv": "sportvereniging",
    "tv": "tennisvereniging",
    "gv": "gymnastiekvereniging",
    "rv": "roeivereniging",
    "ijv": "ijsvereniging",
}
ALIKE = 0.87  # of 1; tried on names of clubs: a slip of the pen stays above it, another village below


def searchable(name: str) -> str:
    """The name without capitals, accents and punctuation: "Súdwest-Club 't Wad" -> "sudwest club t wad". At most 200 long."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", letters.replace("_", " ")).split())[:200]


def core(name: str) -> str:
    """What is left of a name without its legal form, for comparing: "Stichting De Bank" and "De Bank" are one, and so are
    "vv De Lange Bal" and "Voetbalvereniging De Lange Bal"."""
    found = [IN_FULL.get(word, word) for word in LEGAL_FORMS.sub(" ", searchable(name)).split()]
    return " ".join(found)[:200] or searchable(name)


def words(name: str) -> list[str]:
    """The words a search may begin with, each once; long ones are cut to 40 letters."""
    return sorted({word[:40] for word in searchable(name).split()})


def alike(one: str, other: str) -> bool:
    """Whether two cores differ by no more than a slip of the pen: "voetbalclub de bank" and "voetbalclub den bank"."""
    return one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
