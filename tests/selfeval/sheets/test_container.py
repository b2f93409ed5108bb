"""What is no workbook, or none that is safe to open, is refused with one sentence that says what to do."""

from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from selfeval.sheets.cells import read_sheets
from selfeval.sheets.container import MAX_BYTES, MAX_UNPACKED, InvalidSheet, is_workbook

OLD = bytes.fromhex("d0cf11e0a1b11ae1")
TYPES = "[Content_Types].xml"


def zipped(parts: dict[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def workbook(**parts: bytes) -> bytes:
    """A smallest workbook, with a sheet of one cell; `parts` replace or add to it."""
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml"
    rel = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    made = {
        TYPES: b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        b'<Override PartName="/xl/workbook.xml" ContentType="' + kind + b'.sheet.main+xml"/>'
        b'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="' + kind + b'.worksheet+xml"/></Types>',
        "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="' + rel + b'/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": b'<workbook xmlns="' + main + b'" xmlns:r="' + rel + b'"><sheets>'
        b'<sheet name="Blad" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="' + rel + b'/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": b'<worksheet xmlns="' + main + b'"><sheetData><row r="1"><c r="A1" t="inlineStr">'
        b"<is><t>hallo</t></is></c></row></sheetData></worksheet>",
    }
    return zipped({**made, **parts})


def refusal(content: bytes) -> str:
    with pytest.raises(InvalidSheet) as refused:
        read_sheets(content)
    assert len(refused.value.problems) == 1
    return str(refused.value)


def sheet_xml(content: bytes) -> bytes:
    return workbook(**{"xl/worksheets/sheet1.xml": content})


def test_a_smallest_workbook_is_read() -> None:
    assert read_sheets(workbook())["Blad"].at(1, 1).value == "hallo"
    assert is_workbook(workbook())
    assert not is_workbook(b"code: x\n")
    assert not is_workbook(zipped({"word/document.xml": b""}))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "leeg"),
        (b"A1;3\r\nA2;1\r\n", "tekstbestand"),
        (OLD + bytes(600), ".xls"),
        (OLD + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "geen Excel-werkmap"),
        (b"PK\x03\x04" + bytes(100), "beschadigd"),
        (workbook()[:-40], "beschadigd"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), ".ods"),
        (zipped({TYPES: b"", "word/document.xml": b""}), "geen Excel-werkmap"),
        (zipped({TYPES: b"", "xl/workbook.bin": b""}), ".xlsb"),
        (workbook(**{"xl/vbaProject.bin": b"x"}), "macro"),
        (workbook(**{"xl/externalLinks/externalLink1.xml": b"<x/>"}), "ander bestand"),
        (zipped({TYPES: b"", "xl/workbook.xml": b""}, ZIP_BZIP2), "beschadigd"),
        (zipped({TYPES: b"", "xl/workbook.xml": b"geen xml"}), "beschadigd"),
        (b"x" * (100 * 1024 * 1024), "100,0 MB"),
        (b"x" * (MAX_BYTES + 1), "te groot"),
    ],
)
def test_other_files_are_refused_with_what_to_do(content: bytes, words: str) -> None:
    assert words in refusal(content)


def test_zip_bombs_are_refused_before_they_are_unpacked() -> None:
    assert "uitgepakt te groot" in refusal(workbook(**{"xl/media/x.bin": bytes(MAX_UNPACKED + 1)}))
    assert "uitgepakt te groot" in refusal(workbook(**{f"x{n}": b"" for n in range(400)}))
    assert "te veel cellen" in refusal(sheet_xml(b"<x>" + b"<c/>" * 700_000 + b"</x>"))
    assert "te veel cellen" in refusal(sheet_xml(b"<x>" + b'<c a="" b="" c=""/>' * 140_000 + b"</x>"))


def test_a_directory_that_lies_about_sizes_gets_no_further() -> None:
    honest = workbook(**{"xl/media/x.bin": bytes(3_000_000)})
    size = (3_000_000).to_bytes(4, "little")
    assert "beschadigd" in refusal(honest.replace(size, (10).to_bytes(4, "little")))


@pytest.mark.parametrize(
    "xml",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>',
        b'<?xml version="1.0"?><!doctype x SYSTEM "file:///etc/passwd"><x/>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "a">]><x/>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="utf-7"?><x/>',
        b"<x " + b" ".join(b'a%d=""' % n for n in range(9000)) + b"/>",
    ],
)
def test_xml_with_definitions_of_its_own_is_refused(xml: bytes) -> None:
    assert "niet in een vragenlijst hoort" in refusal(sheet_xml(xml))


def test_a_huge_row_number_is_no_trap() -> None:
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    far = b'<worksheet xmlns="' + main + b'"><dimension ref="A1:XFD1048576"/><sheetData><row r="1048576">'
    far += b'<c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    assert read_sheets(sheet_xml(far))["Blad"].rows == {}


def test_locked_zips_are_refused() -> None:
    content = bytearray(workbook())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(mark, at + 4)
    assert "wachtwoord" in refusal(bytes(content))
