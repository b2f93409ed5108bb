"""A QR code as a drawing: text in, SVG out."""

import segno

QUIET = 2  # modules of white around it; the paper around it is white too


def qr_code(text: str) -> str:
    """The QR code of this text as SVG, in black on white; it can still be read where a sixth of it is damaged."""
    svg: str = segno.make_qr(text, error="m").svg_inline(border=QUIET, dark="#000", light="#fff")
    return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
