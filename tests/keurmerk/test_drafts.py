"""Entries that are kept as they are typed: what two pages send of the same entry comes together."""

from hypothesis import given
from hypothesis import strategies as st

from keurmerk.drafts import Sent, differing, mark_of, merge, tidy
from keurmerk.judging import Opinion

texts = st.sampled_from(["", "a", "b", "1.2", "…"])
opinions = st.builds(Opinion, texts, texts, texts)


@given(stored=opinions, shown=opinions, sent=opinions)
def test_a_field_that_was_not_touched_stays_and_one_that_was_is_the_senders(
    stored: Opinion, shown: Opinion, sent: Opinion
) -> None:
    merged = merge(stored, Sent(sent, mark_of(shown)))
    for field in ("choice", "evidence", "remark"):
        was, mine, theirs = (getattr(one, field) for one in (shown, sent, stored))
        assert getattr(merged.entry, field) == (theirs if mine == was else mine)
        assert (field in merged.overwrites) == (mine != was and theirs not in (was, mine))


@given(stored=opinions, sent=opinions, seen=st.text(max_size=20))
def test_any_mark_will_do(stored: Opinion, sent: Opinion, seen: str) -> None:
    merge(stored, Sent(sent, seen))


@given(sent=opinions)
def test_who_saw_what_stands_there_gets_what_was_sent(sent: Opinion) -> None:
    stored = Opinion("x", "y", "z")
    assert merge(stored, Sent(sent, mark_of(stored))).entry == sent
    assert merge(sent, Sent(sent)).overwrites == ()


def test_what_differs_is_named_as_on_the_page() -> None:
    names = {"choice": "A1", "remark": "A1-opmerking"}
    assert differing(Opinion("1", "x", "a"), Opinion("1", "y", "b"), names) == {"A1-opmerking": "b"}


def test_a_tidy_text() -> None:
    assert tidy("  a \r\nb\x00\r\n\r\n") == "a\nb"
