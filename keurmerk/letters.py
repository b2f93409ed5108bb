"""The words of a decision: what was decided, in a sentence; what happens now. Screen and letter say the same. Pure."""

from dataclasses import dataclass
from datetime import date

from selfeval.sentences import day

MET, CONDITIONAL, NOT_MET = "met", "met_with_conditions", "not_met"
GRANTED, WAITING, REFUSED = "granted", "waiting", "refused"  # what a decision comes to by now


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision as it stands by now.

    `failed`: of a conditional one, whether its conditions were met (None: not known yet). `until`: the last day of a condition.
    `object_until`: the last day for an objection. `final`: none is possible any more, since a second auditor spoke. `upheld`:
    this auditor found the objection justified, so there is (or will be) another decision.
    """

    organisation: str
    outcome: str
    failed: bool | None = None
    until: date | None = None
    number: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    object_until: date | None = None
    objected: bool = False
    upheld: bool = False
    final: bool = False

    @property
    def comes_to(self) -> str:
        """GRANTED, WAITING or REFUSED."""
        if self.outcome == CONDITIONAL:
            return WAITING if self.failed is None else REFUSED if self.failed else GRANTED
        return GRANTED if self.outcome == MET else REFUSED


def headline(ruling: Ruling) -> str:
    """What was decided, in one sentence."""
    name = ruling.organisation
    if ruling.comes_to == WAITING:
        return f"{name} krijgt het keurmerk zodra aan de voorwaarden is voldaan."
    if ruling.comes_to == GRANTED:
        return f"{name} krijgt het keurmerk Vrijwillige Inzet Goed Geregeld."
    if ruling.failed:
        return f"{name} krijgt het keurmerk niet: er is niet aan de voorwaarden voldaan."
    return f"{name} krijgt het keurmerk nu niet."


def what_now(ruling: Ruling, *, today: date) -> list[str]:
    """What happens next and what the organisation can do, a paragraph each."""
    if ruling.comes_to == WAITING:
        return _waiting(ruling)
    return _granted(ruling) if ruling.comes_to == GRANTED else _refused(ruling, today)


def _granted(ruling: Ruling) -> list[str]:
    if not (ruling.valid_from and ruling.valid_until):
        return ["Het keurmerk is toegekend."]
    valid = f"Het is geldig van {day(ruling.valid_from)} tot en met {day(ruling.valid_until)}."
    return [
        f"Het keurmerk heeft nummer {ruling.number}. {valid}",
        "Vertel het verder: aan vrijwilligers, deelnemers, de gemeente en wie jullie steunt. Ze zijn er ook trots op.",
    ]


def _waiting(ruling: Ruling) -> list[str]:
    last = f" De laatste dag van allemaal is {day(ruling.until)}." if ruling.until else ""
    return [
        f"Meld bij elke voorwaarde op de site dat jullie eraan voldoen, en laat zien hoe.{last}",
        "De auditor bekijkt elke melding. Is het niet genoeg, dan lezen jullie waarom, en kan het opnieuw tot de laatste dag.",
        "Voldoen jullie aan alles, dan bevestigt NOV dat. Vanaf die dag is het keurmerk geldig.",
    ]


def _refused(ruling: Ruling, today: date) -> list[str]:
    again = "Jullie kunnen verder werken aan wat beter kan, en later opnieuw het keurmerk aanvragen."
    if ruling.upheld:
        return ["Jullie bezwaar is gegrond. NOV besluit opnieuw, zoals de tweede auditor oordeelt."]
    if ruling.final:
        return ["Een tweede auditor had hierover het laatste woord. Dit besluit is definitief.", again]
    if ruling.objected:
        return ["Jullie hebben bezwaar gemaakt. Anderen dan wie besliste behandelen het; een tweede auditor oordeelt."]
    if ruling.object_until is None:
        return [again]
    until = day(ruling.object_until)
    if today > ruling.object_until:
        return [f"Bezwaar maken kon tot en met {until}.", again]
    how = "Een beheerder van de organisatie doet dat op de pagina van de aanvraag."
    return [
        f"Zijn jullie het er niet mee eens? Bezwaar maken kan tot en met {until}. {how}",
        "Anderen dan wie nu besliste behandelen het. Daarna oordeelt een tweede auditor; dat oordeel is het laatste woord.",
        again,
    ]
