"""What to do with the report: the steps that every organisation gets, and the one that depends on the result."""

from selfeval.sentences.whole import Standing

FINISH = (
    "Maak de zelfevaluatie af",
    "Beantwoord de stellingen die nog open staan. Dan is dit rapport compleet.",
)
STEPS = (
    ("Bespreek dit rapport", "Zet het op de agenda van het bestuur of het team. Begin met wat goed gaat."),
    (
        "Maak er een plan van",
        "Kies samen wie wat oppakt en wanneer het klaar is. Liever drie dingen af dan tien begonnen.",
    ),
    ("Vraag een adviseur", "Een adviseur kent organisaties zoals die van jullie. Het eerste gesprek kost niets."),
    ("Kijk over een jaar terug", "Doe de zelfevaluatie dan opnieuw. Zo zien jullie wat er is veranderd."),
)
ASK_MARK = (
    "Vraag het keurmerk aan",
    "Kies een adviseur; samen maken jullie een plan van aanpak. Verzamel vast per stelling wat je kunt laten zien.",
)
NEAR_MARK = (
    "Het keurmerk is dichtbij",
    "Maak eerst in orde wat bij ‘Hoe ver van het keurmerk’ staat. Zoek daarna een adviseur.",
)
PERHAPS_MARK = (
    "Het keurmerk, als jullie dat willen",
    (
        "Het hoeft niet: de meeste organisaties doen de zelfevaluatie om beter te worden. Willen jullie het wel? "
        "Bij ‘Hoe ver van het keurmerk’ staat wat er nog te doen is."
    ),
)


def next_steps(standing: Standing) -> tuple[tuple[str, str], ...]:
    """What to do with the report: pairs of a short title and a text."""
    steps = (*STEPS[:3], _step_to_mark(standing), *STEPS[3:])
    return (FINISH, *steps) if standing.outcome.unanswered else steps


def _step_to_mark(standing: Standing) -> tuple[str, str]:
    if standing.outcome.ready:
        return ASK_MARK
    return NEAR_MARK if standing.nearly else PERHAPS_MARK
