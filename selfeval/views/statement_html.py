"""The HTML of one statement on a theme page, from the template selfeval/statement.html.

Most of it is the same for everybody, so each statement has a mould, and a page only fills the holes. What is rare (an
error, a replaced answer) is rendered afresh.
"""

from collections.abc import Mapping
from functools import lru_cache, partial

from django.template.loader import render_to_string
from django.utils.html import escape

from selfeval.entries import UNKNOWN, Entry
from selfeval.instruments.model import Instrument, Statement
from selfeval.scoring import NA
from selfeval.views.moulds import Mould, filled, mould


def statement_html(
    instrument: Instrument,
    seal: str,
    statement: Statement,
    entry: Entry,
    seen: str,
    earlier: str = "",
    *,
    alone: bool = False,
) -> str:
    """The statement with this entry in it; `seal` stands for the content of the instrument, `seen` is the page's mark.

    `earlier` is HTML: what was answered the time before. `alone`: for one of several who answer each for themselves.
    """
    kept, code = _kept(seal, alone), statement.code
    if code not in kept:
        kept[code] = mould(partial(_render, instrument, statement, alone=alone), _values(instrument, Entry(), ""))
    values = {
        f"checked {entry.choice}": " checked",
        "open": " open" if entry.remark else "",
        "reason": escape(entry.reason) if entry.reason else "",
        "remark": escape(entry.remark) if entry.remark else "",
        "seen": escape(seen),
        "earlier": earlier,
    }
    return filled(kept[code], values)


def statement_afresh(  # noqa: PLR0913 - each is a hole of the page
    instrument: Instrument,
    statement: Statement,
    entry: Entry,
    seen: str,
    *,
    error: str = "",
    replaced: str = "",
    earlier: str = "",
    alone: bool = False,
) -> str:
    """The same without holes, and with what is wrong or what of somebody's was replaced."""
    values = {**_values(instrument, entry, seen), "error": error, "replaced": replaced, "earlier": earlier}
    return _render(instrument, statement, values, alone=alone)


@lru_cache(maxsize=32)
def _kept(seal: str, alone: bool) -> dict[str, Mould]:  # noqa: ARG001 - the key of the cache
    """The moulds of the statements of one instrument, by code; filled as they are asked for."""
    return {}


def _values(instrument: Instrument, entry: Entry, seen: str) -> dict[str, str]:
    choices = [*(str(level) for level in range(len(instrument.scale))), UNKNOWN, NA]
    checked = {f"checked {one}": " checked" if one == entry.choice else "" for one in choices}
    return {
        **checked,
        "open": " open" if entry.remark else "",
        "reason": entry.reason,
        "remark": entry.remark,
        "seen": seen,
        "earlier": "",
    }


def _render(instrument: Instrument, statement: Statement, values: Mapping[str, str], *, alone: bool) -> str:
    scale = [(str(level), one, values[f"checked {level}"]) for level, one in enumerate(instrument.scale)]
    quiet = {"UNKNOWN": UNKNOWN, "NA": NA, "unknown": values[f"checked {UNKNOWN}"], "na": values[f"checked {NA}"]}
    return render_to_string(
        "selfeval/statement.html", {"s": statement, "scale": scale, "alone": alone, **quiet, **values}
    )
