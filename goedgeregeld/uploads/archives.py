"""Office documents are zip files: which one it is, and whether it is whole, plain, free of macros and no bomb.

Nothing is ever unpacked to keep: the sizes it states are looked at first, and then every part is read through once in small
pieces, counting, so that a part that lies about its size gets no further either.
"""

import re
from io import BytesIO
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from goedgeregeld.uploads.values import DOCX, MIB, ODP, ODS, ODT, PPTX, XLSX, Kind, Refused

MAX_PARTS = 5000
MAX_UNPACKED = 250 * MIB
MAX_RATIO, RATIO_COUNTS_FROM = 150, 20 * MIB  # text shrinks a hundredfold at most
MAX_LIST = 4 * MIB  # of the parts we read as a whole
CHUNK = 64 * 1024
NESTED_IN_PART = 20 * MIB
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP = b"PK\x03\x04"
_MACROS_IN_OLE = "_VBA_PROJECT".encode("utf-16-le")

CONTENT_TYPES = "[Content_Types].xml"
_MAIN = {  # in the list of content types of an Office document
    rb"wordprocessingml\.document\.main\+xml": DOCX,
    rb"spreadsheetml\.sheet\.main\+xml": XLSX,
    rb"presentationml\.(?:presentation|slideshow)\.main\+xml": PPTX,
}
_OPEN = {kind.content_type.encode(): kind for kind in (ODT, ODS, ODP)}
_MACRO_TYPE = re.compile(rb"macroEnabled|vbaProject|ms-office\.activeX", re.IGNORECASE)
_MACRO_PART = re.compile(
    r"vba(project|data)|(^|/)(activex|macrosheets)/|\.(docm|dotm|xlsm|xltm|xlam|xlsb|pptm|potm|ppam)$", re.IGNORECASE
)
_OPEN_MACROS = re.compile(r"^(Basic|Scripts)/.+", re.IGNORECASE)

MACROS = "Dit bestand bevat macro’s (kleine programma’s). Bewaar het als gewoon document (.docx, .xlsx, .pptx), zonder macro’s."
LOCKED = "Dit bestand is beveiligd met een wachtwoord. Haal het wachtwoord eraf en upload het opnieuw."
DAMAGED = "Dit bestand is beschadigd of niet helemaal aangekomen. Open het, bewaar het opnieuw en upload het nog eens."
TOO_MUCH = "Dit bestand is uitgepakt veel te groot. Bewaar het opnieuw of maak er een pdf van."
NO_DOCUMENT = (
    "Dit is een zip-bestand of een document dat we niet kennen. Upload wat erin zit apart, of maak er een pdf van."
)


def kind_of_archive(stream: BinaryIO, size: int, *, nested: bool = False) -> Kind:
    """Which office document this is. Raises Refused, also for any other zip."""
    try:
        with ZipFile(stream) as archive:
            parts = archive.infolist()
            _check_directory(parts, size, archive.comment)
            kind = _kind(archive, {part.filename for part in parts})
            _read_through(archive, parts, size, nested=nested)
            return kind
    except Refused:
        raise
    except (BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, ArithmeticError) as error:
        raise Refused(DAMAGED) from error
    except Exception as error:  # zlib and struct complain of a broken zip, each in its own way
        raise Refused(DAMAGED) from error


def _check_directory(parts: list[ZipInfo], size: int, comment: bytes) -> None:
    """What the list of parts says of itself."""
    names = [part.filename for part in parts]
    if not parts or len(set(names)) < len(names) or comment:
        raise Refused(DAMAGED)
    stated = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or stated > MAX_UNPACKED or _too_dense(stated, size):
        raise Refused(TOO_MUCH)
    if any(part.flag_bits & 1 for part in parts):
        raise Refused(LOCKED)
    odd = any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts)
    if odd or any(_leads_away(name) for name in names) or not _side_by_side(parts):
        raise Refused(DAMAGED)
    if any(_MACRO_PART.search(name) for name in names):
        raise Refused(MACROS)


def _too_dense(unpacked: int, size: int) -> bool:
    return unpacked > RATIO_COUNTS_FROM and unpacked > MAX_RATIO * size


def _leads_away(name: str) -> bool:
    return name.startswith("/") or "\\" in name or "\x00" in name or ":" in name or ".." in name.split("/")


def _side_by_side(parts: list[ZipInfo]) -> bool:
    """Whether the parts begin at the beginning and do not overlap: parts that share their data are a bomb."""
    at = 0
    for part in sorted(parts, key=lambda one: one.header_offset):
        if part.header_offset < at or (at == 0 and part.header_offset != 0):
            return False
        at = part.header_offset + 30 + len(part.filename) + part.compress_size
    return True


def _kind(archive: ZipFile, names: set[str]) -> Kind:
    if "mimetype" in names:
        return _open_document(archive, names)
    if CONTENT_TYPES not in names:
        raise Refused(NO_DOCUMENT)
    listed = _whole(archive, CONTENT_TYPES).replace(b"\x00", b"")  # also where it is UTF-16
    if _MACRO_TYPE.search(listed):
        raise Refused(MACROS)
    found = [kind for pattern, kind in _MAIN.items() if re.search(pattern, listed)]
    if len(found) != 1:
        raise Refused(NO_DOCUMENT)
    return found[0]


def _open_document(archive: ZipFile, names: set[str]) -> Kind:
    kind = _OPEN.get(_whole(archive, "mimetype").strip())
    if kind is None or "content.xml" not in names:
        raise Refused(NO_DOCUMENT)
    if any(_OPEN_MACROS.match(name) for name in names):
        raise Refused(MACROS)
    if "META-INF/manifest.xml" in names and b"encryption-data" in _whole(archive, "META-INF/manifest.xml"):
        raise Refused(LOCKED)
    return kind


def _whole(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        content = stream.read(MAX_LIST + 1)
    if len(content) > MAX_LIST:
        raise Refused(TOO_MUCH)
    return content


def _read_through(archive: ZipFile, parts: list[ZipInfo], size: int, *, nested: bool) -> None:
    """Every part once, in small pieces. A document inside the document is judged as well; one inside that is not allowed."""
    unpacked = 0
    for part in parts:
        start, kept = b"", BytesIO()
        with archive.open(part) as stream:
            while piece := stream.read(CHUNK):
                start = start or piece[:8]
                unpacked += len(piece)
                if unpacked > MAX_UNPACKED or _too_dense(unpacked, size):
                    raise Refused(TOO_MUCH)
                if start.startswith((ZIP, OLE)):
                    kept.write(piece)
                    if kept.tell() > NESTED_IN_PART:
                        raise Refused(TOO_MUCH)
        if start.startswith(OLE) and _MACROS_IN_OLE in kept.getvalue():
            raise Refused(MACROS)
        if start.startswith(ZIP):
            if nested:
                raise Refused(NO_DOCUMENT)
            kind_of_archive(kept, kept.tell(), nested=True)
