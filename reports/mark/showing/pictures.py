"""The logo as PNG, with nothing behind it. The same picture for everybody, so it is made once a process."""

from functools import lru_cache

from reports.mark.showing.logo import SIZES, logo
from reports.pdf import compile_picture

WIDE = (400, 1200, 2400)  # pixels: for a mail, for a site, for print


@lru_cache(maxsize=32)
def logo_png(name: str, wide: int) -> bytes:
    """The logo called so, so many pixels wide. Raises KeyError for one there is not."""
    width, height = SIZES[name.partition("-")[0]]
    data = {"width": width, "height": height}
    return compile_picture("mark/showing/logo.typ", data, wide=wide, paper=width, pictures={"logo": logo(name)})
