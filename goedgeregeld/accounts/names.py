"""Names of organisations as the search and the hunt for doubles see them. Pure."""

import re
import unicodedata

LEGAL_FORMS = re.compile(r"\b(stichting|vereniging|st|ver|bv|nv|coop|cooperatie|fonds)\b")


def searchable(name: str) -> str:
    """The name without capitals, accents and punctuation: "Súdwest-Club 't Wad" -> "sudwest club t wad". At most 200 long."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", letters.replace("_", " ")).split())[:200]


def core(name: str) -> str:
    """What is left of a name without its legal form, for comparing: "Stichting De Bank" and "De Bank" are one."""
    found = " ".join(LEGAL_FORMS.sub(" ", searchable(name)).split())
    return found or searchable(name)
