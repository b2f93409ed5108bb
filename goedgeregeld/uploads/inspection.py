"""What a file is, by its content, and whether it can be kept. Each refusal says what to do instead."""

import re
from collections.abc import Callable
from typing import BinaryIO

from goedgeregeld.uploads import archives, images
from goedgeregeld.uploads.names import clean_name
from goedgeregeld.uploads.values import CSV, MIB, PDF, TEXT, Checked, Kind, Refused

START = 4096
END = 66_000  # a zip says where its parts are in its last 65,557 bytes
CHUNK = 64 * 1024
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_PAGE = re.compile(rb"<(?:!doctype|html|head|body|script|\?php)", re.IGNORECASE)
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|script|svg|\?xml|\?php|iframe|object|embed)", re.IGNORECASE)
_ENCRYPTED_PDF = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
_OLD_LOCKED = re.compile(re.escape("EncryptedPackage".encode("utf-16-le")))
_HEIC_NAME = re.compile(r"\.hei[cf]$", re.IGNORECASE)  # what it no longer is
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa\xce", b"#!")

EMPTY = "Dit bestand is leeg."
TWOFOLD = "Dit bestand is twee soorten bestanden tegelijk. Dat is onveilig. Open het, bewaar het opnieuw en upload dat."
LOCKED_PDF = "Deze pdf is beveiligd. Haal de beveiliging eraf, of druk haar af naar een nieuwe pdf, en upload die."
HALF_PDF = "Deze pdf is beschadigd of niet helemaal aangekomen. Bewaar haar opnieuw en upload haar nog eens."
OLD_OFFICE = (
    "Dit is een oud soort document (zoals .doc, .xls of .ppt). Bewaar het als .docx, .xlsx of .pptx, of als pdf."
)
RICH_TEXT = "Dit is een rtf-document. Bewaar het als .docx of als pdf."
WEB_PAGE = (
    "Dit is een webpagina of een ander bestand met opmaakcode. Maak er een pdf van, of voeg het webadres toe als link."
)
OTHER_PICTURE = "Dit soort afbeelding kunnen we niet aannemen. Bewaar haar als .jpg of .png."
PROGRAM = "Dit is een programma. Dat kunnen we niet aannemen."
UNKNOWN = "Dit soort bestand kunnen we niet aannemen. Maak er een pdf van."


def inspect(stream: BinaryIO, name: str, *, size: int, largest: int) -> Checked:
    """Look at a file and say what to keep of it. Raises Refused, with the reason in Dutch."""
    if not size:
        raise Refused(EMPTY)
    if size > largest:
        raise Refused(too_large(size, largest))
    start, end = _edges(stream, size)
    kind, content = _judge(stream, start, end, size)
    if kind is TEXT and name.lower().endswith(".csv"):
        kind = CSV
    if content is not stream:
        name = _HEIC_NAME.sub("", name)
        size = content.seek(0, 2)
        if size > largest:
            raise Refused(too_large(size, largest))
    content.seek(0)
    return Checked(kind, clean_name(name, kind.endings), content, size)


def too_large(size: int, largest: int) -> str:
    """How large it is, and how large it may be."""
    shown = f"{-(-10 * size // MIB) / 10:.1f}".replace(".", ",")
    return f"Dit bestand is te groot: {shown} MB. Een bestand mag hoogstens {largest // MIB} MB zijn."


def _edges(stream: BinaryIO, size: int) -> tuple[bytes, bytes]:
    stream.seek(0)
    start = stream.read(START)
    stream.seek(max(0, size - END))
    end = stream.read(END)
    stream.seek(0)
    return start, end


def _judge(stream: BinaryIO, start: bytes, end: bytes, size: int) -> tuple[Kind, BinaryIO]:
    if start.startswith(b"PK\x03\x04"):
        if not _ends_as_zip(end):
            raise Refused(archives.DAMAGED)
        return archives.kind_of_archive(stream, size), stream
    if b"PK\x05\x06" in end:
        raise Refused(TWOFOLD)
    if start.startswith(b"%PDF-"):
        _check_pdf(stream, start, end)
        return PDF, stream
    if start.startswith(_PICTURES) or _is_webp(start) or _is_heif(start):
        return images.cleaned(stream)
    if start.startswith(archives.OLE):
        raise Refused(archives.LOCKED if _holds(stream, _OLD_LOCKED) else OLD_OFFICE)
    for recognises, why in _NOT_KEPT:
        if recognises(start):
            raise Refused(why)
    _check_text(stream)
    return TEXT, stream


def _ends_as_zip(end: bytes) -> bool:
    """Whether the closing record of the zip is the very last thing in the file."""
    at = end.rfind(b"PK\x05\x06")
    return at >= 0 and len(end) - at == 22


def _is_webp(start: bytes) -> bool:
    return start[:4] == b"RIFF" and start[8:12] == b"WEBP"


def _is_heif(start: bytes) -> bool:
    return start[4:8] == b"ftyp" and start[8:12] in (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")


def _is_other_picture(start: bytes) -> bool:
    return start.startswith((b"GIF8", b"II*\x00", b"MM\x00*", b"BM")) or (
        start[4:8] == b"ftyp" and b"avif" in start[:32]
    )


_NOT_KEPT: tuple[tuple[Callable[[bytes], bool], str], ...] = (
    (lambda start: start.startswith(b"{\\rtf"), RICH_TEXT),
    (_is_other_picture, OTHER_PICTURE),
    (lambda start: start.startswith(_PROGRAMS), PROGRAM),
    (lambda start: _MARKUP.search(start) is not None, WEB_PAGE),
)


def _check_pdf(stream: BinaryIO, start: bytes, end: bytes) -> None:
    """Whole, open to everyone, and nothing else as well. Beyond that a PDF is left as it is."""
    _before, found, after = end.rpartition(b"%%EOF")
    if not found:
        raise Refused(HALF_PDF)
    if after.strip(b"\x00\t\r\n\f ") or _PAGE.search(start[:1024]):
        raise Refused(TWOFOLD)
    if _holds(stream, _ENCRYPTED_PDF):
        raise Refused(LOCKED_PDF)


def _holds(stream: BinaryIO, pattern: re.Pattern[bytes]) -> bool:
    """Whether this stands anywhere in the file (in no more than 64 bytes)."""
    stream.seek(0)
    kept = b""
    while piece := stream.read(CHUNK):
        if pattern.search(kept + piece):
            return True
        kept = piece[-64:]
    return False


def _check_text(stream: BinaryIO) -> None:
    """Plain text in UTF-8, UTF-16 or the old Windows letters: no control characters, no markup at the beginning."""
    stream.seek(0)
    content = stream.read()
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as error:
            raise Refused(UNKNOWN) from error
    if _CONTROL.search(text):
        raise Refused(UNKNOWN)
    if not text.strip():
        raise Refused(EMPTY)
