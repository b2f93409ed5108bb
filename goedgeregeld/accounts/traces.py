"""By what somebody is recognised in text stored for another reason: whether it is there, and the text without it. Pure.

The same name stands in HTML as `D&#x27;Hont`, in JSON as `D'H\\u00f4nt` and in an address as `D%27Hont`: all are looked for.
"""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any
from urllib.parse import quote

SOMEBODY = "iemand"


@dataclass(frozen=True)
class Traces:
    """Names and addresses (or numbers) of somebody or something, as whole words; empty ones do not count.

    Capitals make no difference, except in a name of one word: Roos is a person, a roos is a flower.
    """

    of: tuple[str, ...]

    @cached_property
    def spellings(self) -> list[str]:
        """Everything to look for."""
        found: dict[str, None] = {}
        for one in sorted({text.strip() for text in self.of if len(text.strip()) > 1}, key=len, reverse=True):
            found |= dict.fromkeys([one, escape(one), json.dumps(one)[1:-1], quote(one)])
        return list(found)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(_whole(one) for one in self.spellings) or r"(?!)")

    @cached_property
    def distinctive(self) -> "Traces":
        """Only addresses and names of more than one word: what hardly ever is anything else, and is part of no web address."""
        return Traces(tuple(one for one in self.of if "@" in one or re.search(r"\s", one.strip())))

    def found_in(self, text: str) -> bool:
        return bool(self._pattern.search(text))

    def without(self, text: str) -> str:
        """The text with every trace replaced by "iemand"."""
        return self._pattern.sub(SOMEBODY, text)

    def without_deep(self, value: Any) -> Any:
        """A value of JSON without traces in its texts."""
        if isinstance(value, dict):
            return {key: self.without_deep(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.without_deep(one) for one in value]
        return self.without(value) if isinstance(value, str) else value


def _whole(text: str) -> str:
    """The text as a whole word; an address as a whole address, so that jan-zoe@x.nl and zoe@x.nl.example are others."""
    if "@" in text or "%40" in text:
        return rf"(?<![\w.+%-])(?i:{re.escape(text)})(?![\w-]|\.\w)"
    exact = re.escape(text)
    either = exact if re.fullmatch(r"\w+", text) and not text.isdigit() else f"(?i:{exact})"
    return rf"(?<!\w){either}(?!\w)"
