"""Real files of every kind, made here: documents by zip, pictures by Pillow, a PDF by our own compiler."""

from functools import lru_cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import typst
from PIL import Image

MAIN = {
    "docx": ("word/document.xml", "wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", "presentationml.presentation.main+xml"),
}
OPEN = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
SECRET = b"52.0907N-5.1214E-Fatima"  # what may not be left in a picture


def archive(parts: dict[str, bytes], *, stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content, ZIP_STORED if name in stored else ZIP_DEFLATED)
    return out.getvalue()


def office(kind: str = "docx", *, more: dict[str, bytes] | None = None, types: bytes = b"") -> bytes:
    name, content_type = MAIN[kind]
    listed = b'<Override PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.%s"/>' % (
        name.encode(),
        content_type.encode(),
    )
    parts = {
        "[Content_Types].xml": b"<?xml version='1.0'?><Types>" + listed + types + b"</Types>",
        "_rels/.rels": b"<Relationships/>",
        name: b"<?xml version='1.0'?><main>Hallo</main>",
    }
    return archive(parts | (more or {}))


def open_document(
    kind: str = "odt", *, more: dict[str, bytes] | None = None, manifest: bytes = b"<manifest/>"
) -> bytes:
    media = f"application/vnd.oasis.opendocument.{OPEN[kind]}".encode()
    parts = {"mimetype": media, "content.xml": b"<content/>", "META-INF/manifest.xml": manifest}
    return archive(parts | (more or {}))


@lru_cache(maxsize=1)
def pdf() -> bytes:
    """Compiled once: its number differs each time."""
    return typst.compile(b"= Beleid\nWij werken met vrijwilligers.")


def picture(form: str = "JPEG", *, size: tuple[int, int] = (60, 40), mode: str = "RGB", orientation: int = 6) -> bytes:
    """A picture that says where, when and by whom it was taken in every way its kind knows."""
    made = Image.new(mode, size, "white" if mode not in ("L", "1") else 255)
    made.putpixel((0, 0), 0 if mode in ("L", "1") else (255, 0, 0, 255)[: len(made.getbands())])
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = SECRET.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 5.0, 26.5), 3: "E", 4: (5.0, 7.0, 17.0)})
    exif[0x8825] = exif.get_ifd(0x8825)
    more = {"exif": exif.tobytes()}
    out = BytesIO()
    if form == "JPEG":
        more |= {"comment": SECRET, "xmp": b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"}
    elif form == "PNG":
        from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415

        info = PngInfo()
        info.add_text("Author", SECRET.decode())
        info.add_itxt("XML:com.adobe.xmp", SECRET.decode())
        more |= {"pnginfo": info}
    elif form == "WEBP":
        more |= {"xmp": SECRET}
    made.save(out, form, **more)
    if form == "JPEG":  # IPTC, in its own segment
        iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + len(SECRET).to_bytes(4, "big") + SECRET + b"\x00"
        segment = b"\xff\xed" + (len(iptc) + 2).to_bytes(2, "big") + iptc
        return out.getvalue()[:2] + segment + out.getvalue()[2:]
    return out.getvalue()


def bomb(megabytes: int = 300) -> bytes:
    """A document of some hundreds of kilobytes that would unpack to this."""
    return office(more={"word/media/image1.bin": b"\x00" * (megabytes * 1024 * 1024)})


def lying(name: str = "word/media/image1.bin", megabytes: int = 60) -> bytes:
    """A document in which a part says that it is smaller than it is."""
    size = megabytes * 1024 * 1024
    content = office(more={name: b"\x00" * size})
    return content.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
