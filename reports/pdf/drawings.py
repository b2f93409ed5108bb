"""Our own mark and line drawings, coloured for paper; on screen the stylesheet does this."""

from functools import lru_cache
from pathlib import Path

from goedgeregeld.ui.stylesheet import tokens

DRAWINGS = Path(__file__).resolve().parent.parent.parent / "goedgeregeld" / "ui" / "templates" / "ui" / "drawings"


@lru_cache(maxsize=32)
def drawing(name: str, *, part: str = "") -> str:
    """A drawing of goedgeregeld/ui as SVG that stands by itself; `part` ("a", "b", "c") gives it the colours of a part."""
    colours = tokens("light")
    ink, tint = (colours[part], colours[f"{part}-tint"]) if part else (colours["main"], colours["main-tint"])
    style = (
        f"*{{color:{ink}}} .drawing{{fill:none;stroke:{ink};stroke-width:2.5;stroke-linecap:round;stroke-linejoin:round}}"
        f".fill{{fill:{tint};stroke:none}} .spark{{stroke:{colours['accent']}}}"
        f".dot,.mark-head{{fill:{colours['accent']};stroke:none}} .paper{{fill:{colours['ground']}}} .canopy{{fill:none}}"
    )
    svg = (DRAWINGS / f"{name}.svg").read_text()
    start, rest = svg.split(">", 1)
    start = start.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')
    return f"{start}><style>{style}</style>{rest}"
