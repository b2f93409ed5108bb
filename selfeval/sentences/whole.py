"""Sentences about the whole result: headline, opening paragraph, what stands above each list."""

from dataclasses import dataclass
from fractions import Fraction

from selfeval.instruments.model import Norm
from selfeval.scoring import Outcome, norm_gap
from selfeval.sentences.figures import NUMBERS, count, decimal, percent, points

NEARLY = 5  # percentage points: so close to the norm that the end is in sight


@dataclass(frozen=True, slots=True)
class Standing:
    """What the sentences about the whole are made from. `after_first`: the score once the first things are done.

    `urgent`: an essential statement that is too low is among those; it must reach `essential_level`.
    """

    outcome: Outcome
    norm: Norm
    themes: tuple[tuple[str, Fraction], ...]
    after_first: Fraction | None
    first: int
    essential_level: str
    urgent: bool

    @property
    def value(self) -> Fraction | None:
        return self.outcome.overall

    @property
    def parts_below(self) -> int:
        """How many parts do not reach their norm."""
        return sum(value is not None and value < self.norm.part for value in self.outcome.parts.values())

    @property
    def parts_reached(self) -> int:
        return sum(value is not None and value >= self.norm.part for value in self.outcome.parts.values())

    @property
    def nearly(self) -> bool:
        """Not ready, but at most two things are missing and no norm is more than NEARLY points away."""
        parts = [norm_gap(value, self.norm.part) for value in self.outcome.parts.values()]
        farthest = max([norm_gap(self.value, self.norm.overall), *parts])
        return self.outcome.complete and len(self.outcome.missing) <= 2 and farthest <= NEARLY


def headline(standing: Standing) -> str:
    """The result in one short sentence."""
    value, norm, still_open = standing.value, standing.norm.overall, len(standing.outcome.unanswered)
    if still_open:
        return f"Jullie zijn onderweg: nog {count(still_open, 'stelling', 'stellingen')} te gaan."
    if value is None:
        return "Er was niets om te scoren."
    steps = (
        (value == 100, "Alles staat op de hoogste trede. Nu komt het aan op bijhouden."),
        (standing.outcome.ready, "Jullie hebben het goed geregeld."),
        (value >= norm, "Er staat veel, en jullie zien wat er nog mist."),
        (standing.nearly, "Jullie zijn er bijna."),
        (value >= 50 and not standing.parts_below, "Er staat een stevige basis."),
        (value >= 50 and standing.parts_reached, "Een deel staat stevig, een ander deel vraagt nog werk."),
        (value >= 50, "Er is veel begonnen. Nu komt het aan op afmaken."),
        (value >= 25, "Er ligt een begin om op te bouwen."),
        (True, "Jullie staan aan het begin, en jullie weten nu waar."),
    )
    return next(sentence for holds, sentence in steps if holds)


def opening(standing: Standing) -> str:
    """The result in one paragraph."""
    value = standing.value
    if value is None:
        return " ".join(_nothing_scored(standing))
    said = [_share(standing, value), _meaning(standing, value)]
    said += _extremes(standing)
    said.append(_mark(standing, value))
    if standing.first and standing.after_first is not None and not standing.outcome.unanswered:
        after = percent(standing.after_first, standing.norm.overall)
        steps = "de eerste stap" if standing.first == 1 else f"de eerste {NUMBERS[standing.first]} stappen"
        said.append(f"Zetten jullie {steps} uit dit rapport, dan komen jullie op {after}.")
    return " ".join(said)


def _nothing_scored(standing: Standing) -> list[str]:
    if standing.outcome.unanswered:
        return ["Er is nog geen stelling met een score beantwoord. Daarom staan er in dit rapport nog geen cijfers."]
    return [
        "Alle stellingen zijn voor jullie niet van toepassing. Daarom staan er in dit rapport geen cijfers.",
        "Klopt dat niet? Loop dan de vragen over jullie organisatie nog eens na.",
    ]


def _share(standing: Standing, value: Fraction) -> str:
    share = percent(value, standing.norm.overall)
    if standing.outcome.unanswered:
        return f"Van wat tot nu toe is ingevuld, halen jullie {'alle' if value == 100 else f'{share} van de'} punten."
    if value == 100:
        return "Jullie halen alle 100 punten."
    if value == 0:
        return "Jullie halen nog geen van de 100 punten (0%)."
    return f"Jullie score is {share}: {share.removesuffix('%')} van de 100 punten."


def _meaning(standing: Standing, value: Fraction) -> str:
    norm, below, some = standing.norm.overall, standing.parts_below, standing.parts_reached
    behind = count(below, "onderdeel blijft", "onderdelen blijven")
    meanings = (
        (
            value == 100,
            "Dat is knap werk van veel mensen. Mensen en regels veranderen: kijk elk jaar of het nog klopt.",
        ),
        (value >= norm and not below, "Het meeste is geregeld en gebeurt ook echt. Wat overblijft, is te overzien."),
        (value >= 50 and not below, "Veel is geregeld, en een aantal zaken vraagt nog aandacht."),
        (value >= 50 and some, f"Veel is geregeld, maar {behind} nog achter."),
        (value >= 50, "Op veel plekken is iets geregeld, maar nog geen onderdeel haalt de norm."),
        (value >= 25, "Op verschillende plekken is een begin gemaakt. Stap voor stap komen jullie verder."),
        (
            True,
            "Er is veel te winnen, en dat hoeft niet in één keer. Jullie hebben het op een rij: dat is de eerste stap.",
        ),
    )
    return next(sentence for holds, sentence in meanings if holds)


def _extremes(standing: Standing) -> list[str]:
    """Which theme stands highest and which lowest, where that tells something."""
    values = [value for _, value in standing.themes]
    if len(values) < 2 or min(values) == max(values):
        return []
    high, low = _named(standing, max(values)), _named(standing, min(values))
    best = "Het sterkst zijn jullie in" if max(values) >= standing.norm.overall else "Het verst zijn jullie met"
    return [f"{best} {high}; het meeste is te winnen bij {low}."]


def _named(standing: Standing, value: Fraction) -> str:
    """The theme with this score, in words: "onder meer" where it is one of several."""
    titles = [title for title, score in standing.themes if score == value]
    among = "onder meer " if len(titles) > 1 else ""
    return f"{among}‘{titles[0]}’ ({percent(value, standing.norm.overall)})"


def _mark(standing: Standing, value: Fraction) -> str:
    norm, outcome = standing.norm, standing.outcome
    if outcome.unanswered:
        return "De zelfevaluatie is nog niet compleet, dus over het keurmerk valt nog niets te zeggen."
    if outcome.ready:
        return "Jullie halen alle normen voor het keurmerk."
    if value >= norm.overall:
        what = count(len(outcome.missing), "ding", "dingen")
        return f"Voor het geheel halen jullie de norm; voor het keurmerk {_lacks(len(outcome.missing))} nog {what}."
    missing = points(norm_gap(value, norm.overall))
    needed = f"Voor het keurmerk is {decimal(norm.overall)}% nodig: nog {missing} erbij."
    more = "Bij ‘Hoe ver van het keurmerk’ staat wat er verder nodig is."
    return needed if len(outcome.missing) == 1 else f"{needed} {more}"


def _lacks(number: int) -> str:
    return "ontbreekt" if number == 1 else "ontbreken"


def strengths_intro(standing: Standing, found: int, *, whole: bool) -> str:
    """What stands above the list of strong points; `whole`: at least one thing is wholly in order."""
    if standing.value is None:
        return "Zodra er antwoorden met een score zijn, staat hier wat er goed gaat."
    if not found:
        return (
            "Jullie hebben eerlijk naar jezelf gekeken. Dat doet lang niet iedereen, en elke verbetering begint ermee."
        )
    if standing.value < 25:
        return "Klein begonnen is ook begonnen. Hier kunnen jullie op voortbouwen:"
    if not whole:
        return "Nog niets is helemaal af, maar dit staat het stevigst:"
    return "Dit gaat goed. Vertel het ook aan jullie vrijwilligers:"


def first_intro(standing: Standing) -> str:
    """What stands above the first things to do."""
    if not standing.first:
        if standing.outcome.unanswered:
            return "Vul eerst de stellingen in die nog open staan. Daarna staat hier wat je het best eerst kunt doen."
        return "Er staat niets onder de hoogste trede. Spreek af wie elk jaar nagaat of alles nog klopt."
    start = "Begin hiermee, van boven naar beneden. Kies gerust één ding tegelijk."
    if standing.first == 1:
        start = "Er is nog één ding dat beter kan."
    meaning = f"Essentieel wil zeggen: staat dit lager dan ‘{standing.essential_level}’, dan kan het keurmerk nog niet."
    return f"{start} {meaning}" if standing.urgent else start


def missing_intro(standing: Standing) -> str:
    """How far from the mark, in a sentence or two."""
    outcome = standing.outcome
    if outcome.unanswered:
        return "Nog niet compleet. Pas als alles is beantwoord, is te zien of jullie toe zijn aan het keurmerk."
    if standing.value is None:
        return (
            "Zonder score is niet te zeggen of jullie toe zijn aan het keurmerk. Een adviseur kan met jullie meekijken."
        )
    if outcome.ready:
        return "Er ontbreekt niets: jullie halen alle normen en kunnen het keurmerk aanvragen."
    number = count(len(outcome.missing), "ding", "dingen")
    start = "Jullie zijn dichtbij. " if standing.nearly else ""
    return f"{start}Voor het keurmerk {_lacks(len(outcome.missing))} nog {number}:"


def requirement(standing: Standing, route: str) -> str:
    """What the mark asks, in one sentence."""
    norm = standing.norm
    return (
        f"Voor het keurmerk is op de {route[:1].lower()}{route[1:]} nodig: minstens {decimal(norm.overall)}% voor het "
        f"geheel, minstens {decimal(norm.part)}% voor elk onderdeel, en bij elke essentiële stelling minstens "
        f"‘{standing.essential_level}’."
    )
