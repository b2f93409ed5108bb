"""Entries: what may be kept at a statement, and how two people's entries come together."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from selfeval.entries import EMPTY, FIELDS, MAX_WORDS, UNKNOWN, Entry, answers_in, merge, problem_with
from tests.selfeval.cast import INSTRUMENT

TOP = INSTRUMENT.top
PLAIN, MAY_BE_NA = INSTRUMENT.by_code["A1"], INSTRUMENT.by_code["A2"]
WORDS = st.sampled_from(["", "ja", "nee", "met. punt", "één"])
VALID = st.one_of(
    st.builds(Entry, st.sampled_from(["", UNKNOWN, "0", "1", "2", "3"]), WORDS, WORDS),
    st.builds(Entry, st.just("nvt"), WORDS.filter(bool), WORDS),
)
ANY = st.builds(Entry, st.text(max_size=5), WORDS, WORDS)


# --- Merging ------------------------------------------------------------------------------------------------------------


@given(stored=VALID, shown=VALID)
def test_what_was_only_looked_at_changes_nothing(stored, shown):
    merged = merge(stored, shown.mark, shown)

    assert merged.entry == stored
    assert merged.overwrites == ()


@given(shown=VALID, sent=VALID)
def test_with_nobody_else_there_the_entry_is_taken_as_sent(shown, sent):
    merged = merge(shown, shown.mark, sent)

    assert merged.entry == sent
    assert merged.overwrites == ()


@given(stored=VALID, shown=VALID, sent=VALID)
def test_every_field_by_itself_is_kept_or_taken(stored, shown, sent):
    """Untouched: as stored. Touched: as sent. Only a reason may come along with an "nvt" that would lack it."""
    merged = merge(stored, shown.mark, sent)

    for field in FIELDS:
        was, mine, theirs, now = (getattr(one, field) for one in (shown, sent, stored, merged.entry))
        expected = theirs if mine == was else mine
        assert now == expected or (field == "reason" and not expected and merged.entry.choice == "nvt")


@given(stored=VALID, shown=VALID, sent=VALID)
def test_an_overwrite_is_reported_exactly_when_another_entry_is_replaced(stored, shown, sent):
    merged = merge(stored, shown.mark, sent)

    for field in FIELDS:
        was, theirs, now = (getattr(one, field) for one in (shown, stored, merged.entry))
        assert (field in merged.overwrites) == (theirs not in (was, now))


@given(stored=VALID, shown=VALID, sent=VALID)
@example(stored=Entry("2", ""), shown=Entry("2", "x"), sent=Entry("nvt", "x"))
@example(stored=Entry("nvt", "x"), shown=Entry("2", "x"), sent=Entry("2", ""))
def test_two_entries_that_can_be_kept_merge_into_one_that_can(stored, shown, sent):
    assert problem_with(MAY_BE_NA, TOP, merge(stored, shown.mark, sent).entry) is None


@given(stored=VALID, shown=VALID, sent=VALID)
def test_sending_the_same_again_changes_nothing_and_reports_nothing(stored, shown, sent):
    once = merge(stored, shown.mark, sent).entry
    twice = merge(once, shown.mark, sent)

    assert twice.entry == once
    assert twice.overwrites == ()


@given(stored=VALID, sent=ANY, seen=st.one_of(st.text(max_size=12), st.just("a.b.c.d"), st.just(".")))
def test_a_mark_that_makes_no_sense_never_breaks_the_merge(stored, sent, seen):
    merged = merge(stored, seen, sent)

    assert merged.entry.choice in {stored.choice, sent.choice}


@pytest.mark.parametrize("seen", ["", ".", "...", "onzin"])
def test_a_mark_that_makes_no_sense_counts_as_an_empty_page(seen):
    stored, sent = Entry("1", "", "van Wim"), Entry("2", "", "")

    assert merge(stored, seen, sent) == merge(stored, EMPTY.mark, sent)
    assert merge(stored, seen, sent).entry == Entry("2", "", "van Wim")


# --- Marks --------------------------------------------------------------------------------------------------------------


@given(one=VALID, other=VALID)
def test_marks_are_equal_exactly_when_entries_are(one, other):
    assert (one.mark == other.mark) == (one == other)


def test_a_mark_shows_no_words():
    assert "geheim" not in Entry("nvt", "geheim", "geheim").mark
    assert EMPTY.mark == ".."


# --- What can be kept -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("choice", ["", UNKNOWN, "0", "1", "2", "3"])
def test_an_open_statement_and_every_level_of_the_scale_can_be_kept(choice):
    assert problem_with(PLAIN, TOP, Entry(choice)) is None


@pytest.mark.parametrize(
    "choice",
    [
        "4",
        "-1",
        "+1",
        "03",
        "1.0",
        "1,5",
        "1e0",
        "²",
        "٣",
        "३",
        " 1",
        "1 ",
        "ja",
        "NVT",
        "n.v.t.",
        "None",
        "\x00",
        "9" * 9999,
    ],
)
def test_a_level_that_is_not_on_the_scale_is_refused(choice):
    assert problem_with(MAY_BE_NA, TOP, Entry(choice)) == "Dit antwoord ken ik niet. Kies een van de antwoorden."


@given(choice=st.text(max_size=4).filter(lambda text: text not in {"", UNKNOWN, "nvt", "0", "1", "2", "3"}))
def test_nothing_but_the_known_choices_can_be_kept(choice):
    assert problem_with(MAY_BE_NA, TOP, Entry(choice, "een reden")) is not None


@given(top=st.integers(1, 12), level=st.integers(-3, 150))
def test_levels_run_from_nought_to_the_top(top, level):
    assert (problem_with(PLAIN, top, Entry(str(level))) is None) == (0 <= level <= top)


def test_nvt_wants_a_reason():
    assert "waarom" in problem_with(MAY_BE_NA, TOP, Entry("nvt"))
    assert problem_with(MAY_BE_NA, TOP, Entry("nvt", "Wij hebben geen gebouw.")) is None


def test_nvt_is_refused_where_the_statement_does_not_allow_it():
    assert "niet van toepassing" in problem_with(PLAIN, TOP, Entry("nvt", "Een reden."))


@pytest.mark.parametrize("field", ["reason", "remark"])
def test_words_have_a_limit(field):
    assert problem_with(PLAIN, TOP, Entry("1", **{field: "é" * MAX_WORDS})) is None
    assert "te lang" in problem_with(PLAIN, TOP, Entry("1", **{field: "é" * (MAX_WORDS + 1)}))


# --- Which entries count --------------------------------------------------------------------------------------------------


def test_only_a_level_and_nvt_count_as_an_answer():
    entries = {"A1": Entry("0"), "A2": Entry("nvt", "x"), "A3": Entry(UNKNOWN), "A4": Entry("", "", "nog vragen")}

    assert answers_in(entries) == {"A1": 0, "A2": "nvt"}
