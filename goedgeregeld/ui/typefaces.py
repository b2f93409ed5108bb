"""Our typeface as files for PDFs and charts, made of the WOFF2 files that the site itself sends: the same letters.

One thing is left out: kerning with the space (a hundredth or so of the size of a letter). Where a space is kerned, a line
cannot be broken there without measuring its text again, and that took a fifth of the time of every PDF.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
SOURCES = {"Regular": "atkinson-400.woff2", "Bold": "atkinson-700.woff2"}


def outputs() -> dict[Path, bytes]:
    """What the files must hold, by path."""
    made = {}
    for weight, source in SOURCES.items():
        font = TTFont(HERE / "static" / "ui" / "fonts" / source, recalcTimestamp=False)
        font.flavor = None
        for pairs in _pairs_by_class(font):
            _leave_the_space_alone(pairs)
        file = BytesIO()
        font.save(file)
        made[HERE / "fonts" / f"AtkinsonHyperlegibleNext-{weight}.ttf"] = file.getvalue()
    return made


def _pairs_by_class(font: TTFont) -> list[Any]:
    """The kerning tables that could hold the space: those that go by classes of letters."""
    lookups = font["GPOS"].table.LookupList.Lookup
    return [one for lookup in lookups for one in lookup.SubTable if lookup.LookupType == 2 and one.Format == 2]


def _leave_the_space_alone(pairs: Any) -> None:
    first, second = (classes.classDefs.get("space", 0) for classes in (pairs.ClassDef1, pairs.ClassDef2))
    kerned = [record.Class2Record[second] for record in pairs.Class1Record] if second else []
    if "space" in pairs.Coverage.glyphs:
        kerned += pairs.Class1Record[first].Class2Record
    for record in kerned:
        if record.Value1 is not None:
            record.Value1.XAdvance = 0
