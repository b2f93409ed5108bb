"""The sentences of the report at every height, and that nothing is said that the figures do not say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfeval.advice import Advice
from tests.reports.cast import level_of, plain_instrument, report, report_on, shipped


def whole(points: int, of: int) -> Advice:
    """A report on one theme of `of` equal statements, of which `points` stand at the top (2) and the rest at nothing."""
    instrument = plain_instrument([["Thema"]], statements=of, top=2)
    return report_on(instrument, {}, "full", lambda at, _s: 2 if at < points else 0)


def test_nothing_reached_is_a_beginning_not_a_failure() -> None:
    advice = report(lambda *_: 0)
    assert advice.shown == "0,0"
    assert advice.headline == "Jullie staan aan het begin, en jullie weten nu waar."
    assert advice.opening.startswith("Jullie halen nog geen van de 100 punten (0%).")
    assert advice.strengths == ()
    assert "elke verbetering begint ermee" in advice.strengths_intro
    assert "Het sterkst" not in advice.opening


def test_three_percent_has_something_to_build_on() -> None:
    advice = report(lambda at, _s: 1 if at % 11 == 0 else 0, star=True)
    assert advice.shown == "3,3"
    assert advice.strengths_intro == "Klein begonnen is ook begonnen. Hier kunnen jullie op voortbouwen:"
    assert len(advice.strengths) == 3
    assert len(advice.first) == 5


def test_half_way() -> None:
    advice = whole(5, 10)
    assert advice.headline == "Er is veel begonnen. Nu komt het aan op afmaken."
    assert "nog geen onderdeel haalt de norm" in advice.opening
    assert "Voor het keurmerk is 70% nodig: nog 20,0 punten erbij. Bij ‘Hoe ver" in advice.opening
    assert "Zetten jullie de eerste vijf stappen uit dit rapport, dan komen jullie op 75,0%." in advice.opening


def test_just_under_the_norm_is_never_called_the_norm() -> None:
    advice = whole(6999, 10000)
    assert (advice.shown, advice.verdict, advice.ready) == ("70,0", "net niet gehaald", False)
    assert "net geen 70%" in advice.opening
    assert "70,0%" not in advice.opening.split("Zetten jullie")[0]
    assert "nog minder dan 0,1 punt erbij" in advice.opening
    assert advice.headline == "Jullie zijn er bijna."


def test_exactly_the_norm_is_enough() -> None:
    advice = whole(7, 10)
    assert (advice.shown, advice.verdict, advice.ready) == ("70,0", "gehaald", True)
    assert advice.missing == ()
    assert advice.missing_intro == "Er ontbreekt niets: jullie halen alle normen en kunnen het keurmerk aanvragen."
    assert [title for title, _ in advice.next_steps][3] == "Vraag het keurmerk aan"


def test_everything_reached_is_not_the_end() -> None:
    advice = report(lambda *_: 3)
    assert advice.shown == "100,0"
    assert advice.opening.startswith("Jullie halen alle 100 punten.")
    assert "kijk elk jaar of het nog klopt" in advice.opening
    assert (advice.first, advice.later) == ((), 0)
    assert advice.first_intro.startswith("Er staat niets onder de hoogste trede.")


def test_one_thing_left_is_singular() -> None:
    advice = whole(9, 10)
    assert advice.first_intro.startswith("Er is nog één ding dat beter kan.")
    assert "Zetten jullie de eerste stap uit dit rapport" in advice.opening
    assert advice.themes[0].sentence == "Dit staat stevig; één stelling kan nog iets beter."


def test_whole_reached_but_one_essential_too_low() -> None:
    advice = report(lambda _at, s: 0 if s.code == "A5" else 3)
    assert advice.headline == "Er staat veel, en jullie zien wat er nog mist."
    assert "voor het keurmerk ontbreekt nog één ding." in advice.opening
    assert len(advice.missing) == 1
    assert advice.missing[0].startswith("Stelling A5 is essentieel en staat nu op ‘Nee, nog niet’.")
    assert advice.first[0].code == "A5"
    assert advice.first[0].why.startswith("Dit is essentieel voor het keurmerk")


def test_parts_say_how_many_points_are_missing() -> None:
    advice = report(lambda _at, s: 1 if s.code.startswith("B") else 3)
    low = advice.parts[1]
    assert (low.shown, low.gap, low.reached) == ("33,3", "26,7 punten", False)
    assert low.sentence == "Bij Inrichten halen jullie 33,3%. De norm is 60%: nog 26,7 punten erbij."


def test_incomplete_says_so_everywhere() -> None:
    advice = report(lambda at, _s: None if at % 2 else 3)
    assert (advice.complete, advice.ready) == (False, False)
    assert advice.headline.startswith("Jullie zijn onderweg: nog ")
    assert "nog niet compleet" in advice.opening
    assert advice.missing_intro.startswith("Nog niet compleet.")
    assert advice.next_steps[0][0] == "Maak de zelfevaluatie af"
    assert {one.answer for theme in advice.themes for one in theme.statements} == {"Ja, helemaal", "Nog geen antwoord"}


def test_nothing_to_score() -> None:
    instrument = plain_instrument([["Een"], ["Twee"]])
    advice = report_on(instrument, {}, "full", lambda *_: "nvt")
    assert (advice.shown, advice.headline) == ("n.v.t.", "Er was niets om te scoren.")
    assert advice.parts[0].sentence == "Bij Deel A is er voor jullie niets te scoren."
    assert advice.themes[0].statements[0].reason == "Dat doen wij niet."


def test_themes_without_a_star_are_named_as_left_out() -> None:
    full, star = report(lambda *_: 2), report(lambda *_: 2, star=True)
    assert len(full.themes) + len(full.left_out) == len(shipped().themes)
    assert len(star.themes) + len(star.left_out) == len(shipped().themes)
    assert full.left_out == ()


@pytest.mark.parametrize("percentage", [0, 3, 25, 50, 69, 70, 90, 100])
@pytest.mark.parametrize("star", [True, False])
def test_every_height_holds_together(percentage: int, star: bool) -> None:
    advice = report(level_of(percentage), star=star)
    assert len(advice.first) == min(5, len(advice.first) + advice.later)
    assert len(advice.strengths) <= 6
    assert all(thing.step and thing.why and thing.effort for thing in advice.first)
    assert all(one.advice for theme in advice.themes for one in theme.statements if one.state == "below")
    assert "None" not in repr([advice.opening, advice.headline, advice.missing, advice.strengths, advice.next_steps])
    assert "  " not in advice.opening


@given(st.lists(st.sampled_from([0, 1, 2, 3, "nvt", None]), min_size=12, max_size=12))
def test_any_answers_give_a_report(answers: list[object]) -> None:
    instrument = plain_instrument([["Een", "Twee"], ["Drie"], ["Vier"]], statements=3)
    advice = report_on(instrument, {}, "full", lambda at, _s: answers[at])
    assert advice.complete == (None not in answers)
    assert advice.opening.endswith((".", "?", "na."))
    assert advice.ready <= (advice.missing == ())
