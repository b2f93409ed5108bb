"""The fonts for PDFs and charts: the site's own letters, with a space that is kerned with nothing."""

from io import BytesIO

import pytest
from django.core.management import call_command
from fontTools.ttLib import TTFont

from goedgeregeld.ui import typefaces


def kerning(font: TTFont) -> dict[tuple[str, str], int]:
    """Every pair of letters that is moved, by class or by name."""
    found: dict[tuple[str, str], int] = {}
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for pairs in lookup.SubTable if lookup.LookupType == 2 else []:
            if pairs.Format == 1:
                for first, kept in zip(pairs.Coverage.glyphs, pairs.PairSet, strict=True):
                    found |= {(first, one.SecondGlyph): one.Value1.XAdvance for one in kept.PairValueRecord}
                continue
            for first in pairs.Coverage.glyphs:
                row = pairs.Class1Record[pairs.ClassDef1.classDefs.get(first, 0)].Class2Record
                found |= {(first, name): row[at].Value1.XAdvance for name, at in pairs.ClassDef2.classDefs.items()}
    return {pair: moved for pair, moved in found.items() if moved}


@pytest.mark.parametrize("weight", typefaces.SOURCES)
def test_only_the_space_is_not_kerned(weight):
    source = TTFont(typefaces.HERE / "static" / "ui" / "fonts" / typefaces.SOURCES[weight])
    ours = TTFont(typefaces.HERE / "fonts" / f"AtkinsonHyperlegibleNext-{weight}.ttf")

    assert any("space" in pair for pair in kerning(source))
    expected = {pair: moved for pair, moved in kerning(source).items() if not {"space", ".notdef"} & set(pair)}
    assert kerning(ours) == expected
    assert ours["glyf"] == source["glyf"]
    assert ours["hmtx"].metrics == source["hmtx"].metrics


def test_the_files_are_what_build_fonts_makes(tmp_path, monkeypatch, capsys):
    made = typefaces.outputs()
    assert {path: path.read_bytes() for path in made} == made

    monkeypatch.setattr(typefaces, "outputs", lambda: {tmp_path / "A.ttf": made[next(iter(made))]})
    call_command("build_fonts")
    assert TTFont(BytesIO((tmp_path / "A.ttf").read_bytes())).getBestCmap()
    assert capsys.readouterr().out == "A.ttf: 32.6 kB\n"
