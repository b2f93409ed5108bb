"""The file around the sheets: is it a workbook at all, and is it safe to open? Checked before openpyxl sees a byte of it.

A workbook is a zip of XML parts. Refused are: other kinds of file (each with what to do about it), files that grow without
end, XML with definitions of its own (entities), macros and links to other files. What stands in the cells: `cells`.
"""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from selfeval.instruments.located import Problem

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 30 * 1024 * 1024
MAX_PARTS, MAX_TAGS, MAX_ATTRIBUTES = 300, 150_000, 300_000
CHUNK = 64 * 1024
SAVE_AS_XLSX = "Open het in Excel of LibreOffice en bewaar het als Excel-werkmap (.xlsx)."
DEFINITION = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
LONG_TAG = re.compile(rb"<[^<>]{60000}")  # thousands of attributes on one element take minutes to parse
ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']""")
OLD_OFFICE, ENCRYPTED = bytes.fromhex("d0cf11e0a1b11ae1"), "EncryptedPackage".encode("utf-16-le")


class InvalidSheet(ValueError):
    """The file is refused whole; `problems` lists everything that is wrong with it, each with its cell."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def refused(message: str) -> InvalidSheet:
    """The refusal of a file as a whole, for one reason."""
    return InvalidSheet([Problem("", message)])


def is_workbook(content: bytes) -> bool:
    """Whether this looks like an .xlsx: a zip with a list of content types. Says nothing about whether it is any good."""
    return content[:4] == b"PK\x03\x04" and b"[Content_Types].xml" in content


def check_container(content: bytes) -> None:
    """Raises InvalidSheet, with one problem that says what to do, unless this is a workbook that is safe to open."""
    if not content:
        raise refused("Dit bestand is leeg.")
    if len(content) > MAX_BYTES:
        size = f"{len(content) / 1024 / 1024:.1f}".replace(".", ",")
        raise refused(f"Dit bestand is te groot: {size} MB. Het mag hoogstens {MAX_BYTES // 1024 // 1024} MB zijn.")
    if content[:2] != b"PK":
        raise refused(_other_kind(content))
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check_directory(archive)
            _check_parts(archive)
    except InvalidSheet:
        raise
    except BadZipFile as error:
        raise _damaged() from error
    except Exception as error:  # zlib, struct and others complain of a broken zip, each in its own way
        raise _damaged() from error


def _damaged() -> InvalidSheet:
    return refused(
        "Dit bestand is beschadigd en kan niet worden gelezen. Bewaar het opnieuw als Excel-werkmap (.xlsx)."
    )


def _other_kind(content: bytes) -> str:
    if content.startswith(OLD_OFFICE):
        if ENCRYPTED in content:
            return "Dit bestand is beveiligd met een wachtwoord. Haal het wachtwoord eraf en bewaar het opnieuw."
        return f"Dit is een oud Excel-bestand (.xls). {SAVE_AS_XLSX}"
    if content.startswith(b"%PDF"):
        return "Dit is een PDF. Ik kan alleen de ingevulde Excel-werkmap (.xlsx) lezen."
    if _is_text(content[:4096]):
        return f"Dit is een tekstbestand (zoals .csv). {SAVE_AS_XLSX}"
    return f"Dit is geen Excel-werkmap. {SAVE_AS_XLSX}"


def _is_text(start: bytes) -> bool:
    return b"\x00" not in start and sum(byte < 32 and byte not in b"\t\n\r" for byte in start) == 0


def _check_directory(archive: ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise refused("Dit bestand is uitgepakt te groot. Gebruik de vragenlijst zoals je die hebt gekregen.")
    if len(names) < len(parts):
        raise _damaged()
    if any(part.flag_bits & 1 for part in parts):
        raise refused("Dit bestand is beveiligd met een wachtwoord. Haal het wachtwoord eraf en bewaar het opnieuw.")
    if any(part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for part in parts):
        raise _damaged()
    _check_names(names)


def _check_names(names: set[str]) -> None:
    if "mimetype" in names:
        raise refused(f"Dit is een OpenDocument-bestand (.ods). {SAVE_AS_XLSX}")
    if "xl/workbook.bin" in names:
        raise refused(f"Dit is een binaire Excel-werkmap (.xlsb). {SAVE_AS_XLSX}")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise refused(f"Dit is geen Excel-werkmap. {SAVE_AS_XLSX}")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise refused("Dit bestand bevat macro's. Bewaar het als gewone Excel-werkmap (.xlsx), zonder macro's.")
    if any(name.lower().startswith("xl/externallinks/") for name in names):
        raise refused(
            "Dit bestand verwijst naar een ander bestand. Zet in plaats van de verwijzingen de waarden zelf neer "
            "(Plakken speciaal, Waarden)."
        )


def _check_parts(archive: ZipFile) -> None:
    """Unpack everything once, in pieces, counting; so nothing that lies about its size gets any further."""
    unpacked = tags = attributes = 0
    for part in archive.infolist():
        content = _unpacked(archive, part, MAX_UNPACKED - unpacked)
        unpacked += len(content)
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            _check_xml(content)
            tags += content.count(b"<")
            attributes += content.count(b"=")
        if tags > MAX_TAGS or attributes > MAX_ATTRIBUTES:
            raise refused("In dit bestand staan te veel cellen. Gebruik de vragenlijst zoals je die hebt gekregen.")


def _unpacked(archive: ZipFile, part: ZipInfo, room: int) -> bytes:
    pieces: list[bytes] = []
    with archive.open(part) as stream:
        while piece := stream.read(CHUNK):
            pieces.append(piece)
            room -= len(piece)
            if room < 0:
                raise refused("Dit bestand is uitgepakt te groot. Gebruik de vragenlijst zoals je die hebt gekregen.")
    return b"".join(pieces)


def _check_xml(content: bytes) -> None:
    """Only plain UTF-8 without definitions of its own: so nothing can expand and nothing can be fetched."""
    start = content[:200].removeprefix(b"\xef\xbb\xbf")
    named = ENCODING.match(start)
    plain = b"\x00" not in start and (named is None or named[1].lower() in {b"utf-8", b"us-ascii", b"ascii"})
    if not plain or DEFINITION.search(content) or LONG_TAG.search(content):
        raise refused("Dit bestand bevat iets wat niet in een vragenlijst hoort. Vul een nieuw gedownloade lijst in.")
