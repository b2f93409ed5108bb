"""What comes out of looking at a file, and how a refusal is said."""

from dataclasses import dataclass
from typing import BinaryIO

MIB = 1024 * 1024


class Refused(Exception):
    """The file cannot be kept; the message says in Dutch why, and what to do."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is kept: its media type, and the endings a name may have (the first where it has another)."""

    content_type: str
    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that can be kept. `content` is what to keep: the file itself, or a cleaned copy of it."""

    kind: Kind
    name: str
    content: BinaryIO
    size: int


PDF = Kind("application/pdf", (".pdf",))
DOCX = Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",))
XLSX = Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (".xlsx",))
PPTX = Kind("application/vnd.openxmlformats-officedocument.presentationml.presentation", (".pptx",))
ODT = Kind("application/vnd.oasis.opendocument.text", (".odt",))
ODS = Kind("application/vnd.oasis.opendocument.spreadsheet", (".ods",))
ODP = Kind("application/vnd.oasis.opendocument.presentation", (".odp",))
JPEG = Kind("image/jpeg", (".jpg", ".jpeg"))
PNG = Kind("image/png", (".png",))
WEBP = Kind("image/webp", (".webp",))
TEXT = Kind("text/plain", (".txt",))
CSV = Kind("text/csv", (".csv",))
KINDS = (PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, JPEG, PNG, WEBP, TEXT, CSV)
PAPERS = (PDF, JPEG, PNG, WEBP)  # what a proof on paper comes as

# What a browser may offer to choose from; judged afterwards all the same.
ACCEPT = ",".join([*(ending for kind in KINDS for ending in kind.endings), ".heic", ".heif"])
ACCEPT_PAPERS = ",".join([*(ending for kind in PAPERS for ending in kind.endings), ".heic", ".heif"])
