"""How to fill in the questionnaire, in plain words: in Excel and on paper."""

from selfeval.instruments.model import Instrument

ON_PAPER = (
    "Ga met een paar mensen om de tafel: bestuur, vrijwilligers en wie hen begeleidt. Reken op 30 tot 45 minuten.",
    "Lees de stelling voor. Zet een kruis bij het antwoord dat nu het best past. Twijfelen jullie? Kies het laagste.",
    "Zijn jullie het niet eens? Schrijf erbij waarom. Daar zit vaak het gesprek dat jullie verder helpt.",
    "Bij 'Zo laat je het zien' staan voorbeelden. Jullie hebben ze niet allemaal nodig.",
    "Vul de antwoorden daarna in op de site. Die rekent de uitslag uit en geeft advies dat bij jullie past.",
)


FIRST = "Vul eerst het blad Profiel in. Dan weten we welke stellingen voor jullie gelden."
FIRST_OF_CHOSEN = (
    "Kijk of het blad Profiel nog klopt. In deze lijst staan alleen de stellingen die daarbij passen. "
    "Is er veel veranderd? Pas het profiel aan op de site en haal de lijst opnieuw op."
)


def in_excel(instrument: Instrument, *, chosen: bool) -> tuple[str, ...]:
    """The steps of filling in the workbook; `chosen` where it holds only the statements that apply."""
    return (
        FIRST_OF_CHOSEN if chosen else FIRST,
        (
            "Ga dan naar het blad Stellingen. Kies bij elke stelling het antwoord dat nu het best past. "
            f"Een cijfer van 0 tot en met {instrument.top} typen mag ook."
        ),
        "Doe het liefst samen. In de kolom Opmerking kun je schrijven wat jullie willen onthouden, of waar het bewijs ligt.",
        "Je kunt tussendoor bewaren en later verdergaan. Alleen de lichte cellen met een rand kun je invullen.",
        (
            "Klaar, of even genoeg? Ga naar de site en kies daar voor het inlezen van een ingevuld Excel-formulier. "
            "Een lijst die nog niet af is, mag ook. Klopt er iets niet, dan noemen we de cel."
        ),
    )
