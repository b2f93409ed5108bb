"""Addresses and small readings of pages, for the tests of views."""

from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from selfeval.models import Evaluation
from tests.selfeval.cast import LARGE, SMALL


def url(name: str, evaluation: Evaluation, *more: str) -> str:
    return reverse(f"selfeval:{name}", args=[evaluation.pk, *more])


def typed(seen: dict[str, str] | None = None, /, **choices: str) -> dict[str, Any]:
    """The fields of a theme page for these choices; `seen` are the marks it showed, by code."""
    marks = {f"{code}-was": (seen or {}).get(code, "..") for code in choices}
    return {**marks, **choices}


def profile_fields(profile: dict[str, Any], name: str = "De Brug") -> dict[str, str]:
    """A profile as people type it."""
    words = {True: "ja", False: "nee"}
    shown = {k: words[v] if isinstance(v, bool) else str(v).replace(".", ",") for k, v in profile.items()}
    return {"organisation_name": name, **shown}


LARGE_FIELDS, SMALL_FIELDS = profile_fields(LARGE), profile_fields(SMALL)


class Fields(HTMLParser):
    """The fields of all forms on a page: (name, value) of inputs, buttons and texts, and the names that are checked."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__(convert_charrefs=True)
        self.values: list[tuple[str, str]] = []
        self.checked: list[tuple[str, str]] = []
        self._text: list[str] | None = None
        self.feed(response.content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "textarea":
            self._text = [given.get("name", "")]
        elif tag == "input" and "name" in given:
            pair = (given["name"], given.get("value", ""))
            self.values.append(pair)
            if "checked" in given:
                self.checked.append(pair)

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text is not None:
            self.values.append((self._text[0], "".join(self._text[1:])))
            self._text = None

    def get(self, name: str) -> list[str]:
        return [value for field, value in self.values if field == name]


def words(response: HttpResponse) -> str:
    """The page as it is read, with HTML's escapes undone."""
    return unescape(response.content.decode())
