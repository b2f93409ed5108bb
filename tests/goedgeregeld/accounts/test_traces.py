"""Recognising somebody in text, however it was written down, and nobody else."""

import pytest

from goedgeregeld.accounts.traces import Traces

ZOE = Traces(("zoe@voorbeeld.example", "Zoë d'Ankh", ""))


@pytest.mark.parametrize(
    "text",
    [
        "Dag Zoë d'Ankh.",
        "ZOË D'ANKH",
        "<p>Zo\u00eb d&#x27;Ankh</p>",
        '{"name": "Zo\\u00eb d\'Ankh"}',
        "mailto:Zo%C3%AB%20d%27Ankh",
        "Van: Zoe@Voorbeeld.example,",
    ],
)
def test_every_spelling_is_found_and_taken_out(text):
    assert ZOE.found_in(text)
    assert not ZOE.found_in(ZOE.without(text))


@pytest.mark.parametrize(
    "text",
    ["", "Zoë", "anzoe@voorbeeld.example", "jan-zoe@voorbeeld.example", "zoe@voorbeeld.example.org", "Zoë d'Ankhs"],
)
def test_somebody_else_is_not(text):
    assert not ZOE.found_in(text)


def test_a_name_of_one_word_is_read_with_its_capitals():
    roos = Traces(("Roos",))
    assert roos.without("Roos maakt het rooster en plukt een roos.") == "iemand maakt het rooster en plukt een roos."
    assert not roos.distinctive.found_in("Roos")


def test_values_of_json_are_cleaned_all_the_way_down():
    assert ZOE.without_deep({"a": ["Zoë d'Ankh", 3, None], "b": {"c": "x"}}) == {
        "a": ["iemand", 3, None],
        "b": {"c": "x"},
    }


def test_without_anybody_nothing_is_found():
    assert not Traces(("", "  ")).found_in("Iets")
