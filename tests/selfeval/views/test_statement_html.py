"""One statement's HTML: what is kept between requests never differs from the template, and never lets HTML through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfeval.entries import Entry
from selfeval.views.statement_html import statement_afresh, statement_html
from tests.selfeval.cast import INSTRUMENT

EVIL = "<script>alert(1)</script>\"'&{{ x }}</textarea>"
words = st.text(max_size=40) | st.just(EVIL)
entries = st.builds(Entry, st.sampled_from(["", "0", "3", "?", "nvt"]), words, words)


@given(st.sampled_from(INSTRUMENT.statements), entries, words)
def test_filled_in_it_is_what_the_template_makes(statement, entry, seen):
    assert statement_html(INSTRUMENT, "seal", statement, entry, seen) == statement_afresh(
        INSTRUMENT, statement, entry, seen
    )


@pytest.mark.parametrize("where", ["reason", "remark", "seen", "error", "replaced"])
def test_whatever_people_typed_is_text(where):
    given = {"reason": "", "remark": "", "seen": "..", "error": "", "replaced": "", where: EVIL}
    entry, statement = Entry("nvt", given["reason"], given["remark"]), INSTRUMENT.by_code["A2"]
    afresh = statement_afresh(
        INSTRUMENT, statement, entry, given["seen"], error=given["error"], replaced=given["replaced"]
    )
    pages = [afresh]
    if where in {"reason", "remark", "seen"}:
        pages.append(statement_html(INSTRUMENT, "seal", statement, entry, given["seen"]))
    for html in pages:
        assert "&lt;script&gt;alert(1)" in html
        assert "<script" not in html


def test_two_instruments_do_not_share_what_is_kept():
    other = INSTRUMENT.statements[0].__class__("A1", "Een heel andere stelling.", ("", "", ""))
    statement_html(INSTRUMENT, "seal", INSTRUMENT.by_code["A1"], Entry(), "..")

    assert "Een heel andere stelling." in statement_html(INSTRUMENT, "another seal", other, Entry(), "..")


def test_no_word_leaks_from_one_page_to_the_next():
    statement = INSTRUMENT.by_code["A2"]
    statement_html(INSTRUMENT, "seal", statement, Entry("nvt", "Geheim", "Van een ander"), "nvt.x.y")
    html = statement_html(INSTRUMENT, "seal", statement, Entry(), "..")

    assert "Geheim" not in html
    assert "Van een ander" not in html
    assert " checked" not in html
