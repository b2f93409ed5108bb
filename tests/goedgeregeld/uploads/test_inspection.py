"""What a file really is: every kind that is kept, and everything that is refused, each with what to do about it."""

from io import BytesIO
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goedgeregeld.uploads import archives, images, inspection
from goedgeregeld.uploads.values import CSV, DOCX, JPEG, MIB, ODP, ODS, ODT, PDF, PPTX, TEXT, XLSX, Checked, Refused
from tests.goedgeregeld.uploads import making

LARGEST = 20 * MIB
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def inspect(content: bytes, name: str = "stuk") -> Checked:
    return inspection.inspect(BytesIO(content), name, size=len(content), largest=LARGEST)


def refusal(content: bytes, name: str = "stuk") -> str:
    with pytest.raises(Refused) as refused:
        inspect(content, name)
    return str(refused.value)


@pytest.mark.parametrize(
    ("content", "kind", "name"),
    [
        (making.pdf(), PDF, "stuk.pdf"),
        (making.office("docx"), DOCX, "stuk.docx"),
        (making.office("xlsx"), XLSX, "stuk.xlsx"),
        (making.office("pptx"), PPTX, "stuk.pptx"),
        (making.open_document("odt"), ODT, "stuk.odt"),
        (making.open_document("ods"), ODS, "stuk.ods"),
        (making.open_document("odp"), ODP, "stuk.odp"),
        ("Wij vergaderen elke maand: één uur.".encode(), TEXT, "stuk.txt"),
        ("Wij vergaderen elke maand: één uur.".encode("cp1252"), TEXT, "stuk.txt"),
        ("Wij vergaderen elke maand: één uur.".encode("utf-16"), TEXT, "stuk.txt"),
        (b"\xef\xbb\xbfnaam;uren\nA;2\n", TEXT, "stuk.txt"),
    ],
    ids=lambda one: getattr(one, "content_type", ""),
)
def test_what_is_kept_as_it_is(content: bytes, kind: object, name: str) -> None:
    checked = inspect(content)
    assert (checked.kind, checked.name, checked.size, checked.content.read()) == (kind, name, len(content), content)


def test_the_name_decides_nothing_but_what_a_table_in_text_is_called() -> None:
    assert inspect(making.pdf(), "foto.jpg").name == "foto.jpg.pdf"
    assert inspect(making.office(), "brief.pdf").kind is DOCX
    assert inspect(b"a;b\n1;2\n", "leden.CSV").kind is CSV
    assert inspect(b"alert(1)", "boef.js").name == "boef.js.txt"
    assert refusal(b"MZ\x90\x00\x03", "brief.pdf") == inspection.PROGRAM


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", inspection.EMPTY),
        (b" \n ", inspection.EMPTY),
        (b"MZ\x90\x00", inspection.PROGRAM),
        (b"\x7fELF\x02", inspection.PROGRAM),
        (b"#!/bin/sh\nrm -rf /\n", inspection.PROGRAM),
        (b"<!DOCTYPE html><script>alert(1)</script>", inspection.WEB_PAGE),
        (b"\n<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", inspection.WEB_PAGE),
        (b"{\\rtf1 Hallo}", inspection.RICH_TEXT),
        (b"GIF89a\x01\x00", inspection.OTHER_PICTURE),
        (OLE + b"\x00" * 600, inspection.OLD_OFFICE),
        (OLE + b"\x00" * 9000 + "EncryptedPackage".encode("utf-16-le"), archives.LOCKED),
        (b"\x00\x01\x02\x03binary", inspection.UNKNOWN),
        (b"tekst met een NUL \x00 erin", inspection.UNKNOWN),
        (b"Rar!\x1a\x07\x00", inspection.UNKNOWN),
        (b"x" * (LARGEST + 1), "Dit bestand is te groot: 20,1 MB. Een bestand mag hoogstens 20 MB zijn."),
    ],
)
def test_what_is_refused(content: bytes, reason: str) -> None:
    assert refusal(content) == reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (making.pdf() + making.office(), inspection.TWOFOLD),
        (making.pdf() + b"<script>alert(1)</script>", inspection.TWOFOLD),
        (making.pdf().replace(b"\n", b"\n<html>", 1), inspection.TWOFOLD),
        (making.picture() + making.office(), inspection.TWOFOLD),
        (b"tekst ervoor" + making.office(), inspection.TWOFOLD),
        (making.office() + b"erna", archives.DAMAGED),
        (b"PK\x03\x04" + making.office(), archives.DAMAGED),
        (making.pdf()[:-200], inspection.HALF_PDF),
        (making.office()[:-200], archives.DAMAGED),
        (making.pdf().replace(b"trailer", b"/Encrypt 9 0 R trailer"), inspection.LOCKED_PDF),
    ],
)
def test_a_file_that_is_two_things_or_half_a_thing(content: bytes, reason: str) -> None:
    assert refusal(content) == reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (making.office(more={"word/vbaProject.bin": b"x"}), archives.MACROS),
        (making.office(types=b'<Default ContentType="ms-word.document.macroEnabled.main+xml"/>'), archives.MACROS),
        (making.office(types=b'<Override ContentType="application/vnd.ms-office.vbaProject"/>'), archives.MACROS),
        (making.office(more={"word/activeX/activeX1.bin": b"x"}), archives.MACROS),
        (making.office("xlsx", more={"xl/macrosheets/sheet1.xml": b"x"}), archives.MACROS),
        (making.office(more={"word/embeddings/iets.bin": OLE + "_VBA_PROJECT".encode("utf-16-le")}), archives.MACROS),
        (making.office(more={"word/embeddings/x.bin": making.office(more={"word/vbaProject.bin": b"x"})}), archives.MACROS),
        (making.open_document(more={"Basic/Standard/Module1.xml": b"Sub Main"}), archives.MACROS),
        (making.open_document(more={"Scripts/python/boef.py": b"x"}), archives.MACROS),
        (making.open_document(manifest=b"<m:encryption-data/>"), archives.LOCKED),
        (making.office(more={"../../x": b"x"}), archives.DAMAGED),
        (making.office(more={"/etc/passwd": b"x"}), archives.DAMAGED),
        (making.archive({"foto.jpg": b"x"}), archives.NO_DOCUMENT),
        (making.archive({"mimetype": b"application/epub+zip", "content.xml": b""}), archives.NO_DOCUMENT),
        (making.bomb(), archives.TOO_MUCH),
        (making.lying(), archives.DAMAGED),
    ],
)  # fmt: skip
def test_documents_that_are_not_kept(content: bytes, reason: str) -> None:
    assert refusal(content) == reason


def test_a_document_with_a_workbook_inside_is_kept() -> None:
    content = making.office("pptx", more={"ppt/embeddings/Microsoft_Excel_Sheet.xlsx": making.office("xlsx")})
    assert inspect(content).kind is PPTX


def test_parts_that_share_their_data_are_a_bomb() -> None:
    content = making.office(more={"a.bin": b"x" * 4000, "b.bin": b"y" * 4000})
    directory = content.index(b"PK\x01\x02")
    a = content.index(b"PK\x03\x04", content.index(b"<main>Hallo") if b"<main>Hallo" in content else 200)
    last = content.rindex(b"PK\x01\x02")
    assert directory < last
    shared = bytearray(content)
    shared[last + 42 : last + 46] = a.to_bytes(4, "little")  # the last part points at an earlier one
    assert refusal(bytes(shared)) == archives.DAMAGED


def test_a_bomb_costs_no_time() -> None:
    content = making.bomb(2000)
    began = perf_counter()
    refusal(content)
    assert perf_counter() - began < 2


@given(st.binary(max_size=200), st.integers(0, 400), st.sampled_from(["docx", "pdf", "jpeg", "png", "odt"]))
def test_whatever_is_broken_is_refused_or_kept_but_never_fails(junk: bytes, at: int, kind: str) -> None:
    whole = WHOLE[kind]
    content = whole[:at] + junk + whole[at + len(junk) :]
    try:
        checked = inspect(content)
    except Refused:
        return
    assert checked.size == len(checked.content.read())


WHOLE = {
    "docx": making.office(),
    "pdf": making.pdf(),
    "jpeg": making.picture("JPEG"),
    "png": making.picture("PNG"),
    "odt": making.open_document(),
}


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "MAX_PIXELS", 2000)
    assert refusal(making.picture()) == images.TOO_LARGE
    assert inspect(making.picture(size=(40, 40))).kind is JPEG


def test_half_a_picture_is_refused() -> None:
    assert refusal(making.picture(size=(600, 400))[:1500]) == images.NO_PICTURE
