"""From values to a PDF: the only importer of typst, with the base template that gives every document its look.

Documents are tagged (PDF/UA-1), use our own fonts only and are the same bytes for the same values. A template is a
`.typ` file anywhere in `reports` that starts with `#import "/pdf/base.typ": *` and defines `paper(data)`: values in, the
document out. What people typed reaches a template as values, never as markup. What stands in a document is decided by
its own package.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from goedgeregeld.ui.stylesheet import tokens
from reports.pdf.characters import FALLBACK_FONT, FONTS, printable
from reports.pdf.drawings import drawing

ROOT = Path(__file__).resolve().parent.parent
A4 = 210 / 25.4 * 72  # points


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Our own two, and one with more alphabets for what people type (it comes with matplotlib)."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS, FALLBACK_FONT.parent]
    )
    missing = {"Atkinson Hyperlegible Next", "DejaVu Sans"} - set(fonts.families())
    if missing:
        raise FileNotFoundError(f"lettertype ontbreekt: {', '.join(sorted(missing))}")
    return fonts


def compile_pdf(
    template: str, data: Mapping[str, Any], *, dated: date, pictures: Mapping[str, str] | None = None
) -> bytes:
    """Make a tagged PDF of a template, such as "advice/report.typ", and values that JSON can hold.

    `data` must have "title" (the title of the document). `dated` is written in the file as its moment of making, so
    that the same values give the same bytes. `pictures` are SVG texts by name, for the template in `data.pictures`.
    Characters that no font of ours has become "□"; then `data.replaced` is true. Raises typst.TypstError where the
    template is wrong or PDF/UA-1 is not met.
    """
    made = _compiled(
        template,
        data,
        pictures,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(dated, time(12), UTC),
    )
    if not isinstance(made, bytes):
        raise TypeError(f"typst gave {type(made).__name__} for {template}")
    return made


def compile_picture(
    template: str, data: Mapping[str, Any], *, wide: int, paper: float = A4, pictures: Mapping[str, str] | None = None
) -> bytes:
    """The first page of a document as PNG, so many pixels wide; `paper` is how many points wide the page is."""
    made = _compiled(template, data, pictures, format="png", ppi=wide / paper * 72)
    first = made[0] if isinstance(made, list) else made
    if not isinstance(first, bytes):
        raise TypeError(f"typst gave {type(made).__name__} for {template}")
    return first


@lru_cache(maxsize=1)
def _look() -> str:
    """What the base template needs for every document. One input: of several, typst shuffles the order."""
    return json.dumps({"colours": tokens("light"), "mark": drawing("mark")})


def _compiled(template: str, data: Mapping[str, Any], pictures: Mapping[str, str] | None, **options: Any) -> object:
    """typst.compile, with a crash inside typst turned into an ordinary exception: a panic would pass every `except`.

    The values stand in the main file, as JSON in a text: as `inputs` they would make all that typst has kept from other
    documents useless.
    """
    shown, replaced = printable(dict(data))
    values = json.dumps({**shown, "replaced": replaced, "pictures": dict(pictures or {})})
    main = f"""#import "/{template}": paper\n#paper(json(bytes({_text(values)})))\n"""
    fixed = {"font_paths": _fonts(), "ignore_system_fonts": True, "sys_inputs": {"look": _look()}}
    try:
        return typst.compile(main.encode(), root=ROOT, **fixed, **options)
    except BaseException as problem:
        if type(problem).__name__ == "PanicException":
            raise RuntimeError(f"typst kon {template} niet zetten: {problem}") from None
        raise


def _text(value: str) -> str:
    """As a text in typst's own language, where only these two have a meaning of their own."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
