"""A text for the press about a mark, in plain Dutch, for the organisation to finish. Values in, text out. Pure."""

from dataclasses import dataclass

ABOUT = (
    "Het keurmerk Vrijwillige Inzet Goed Geregeld laat zien dat een organisatie haar werk met vrijwilligers op orde heeft. "
    "Vrijwilligers weten er waar ze aan toe zijn: ze krijgen een goede start, begeleiding en waardering. "
    "Het keurmerk is van Vereniging NOV en geldt vier jaar."
)


@dataclass(frozen=True, slots=True)
class News:
    """What there is to tell. `on`, `at` and `by_whom`: of the handing over, "" while they are not known."""

    name: str
    place: str
    number: str
    decided: str
    until: str
    url: str
    again: bool = False
    audited: bool = True
    on: str = ""
    at: str = ""
    by_whom: str = ""
    over: bool = False  # the day of the handing over is past


def press_text(news: News) -> str:
    """The whole text, paragraphs with a white line between them. What is for them to fill in stands between brackets."""
    paragraphs = [
        f"Persbericht\n\n{_headline(news)}",
        _opening(news),
        _handing_over(news),
        ABOUT,
        _how(news),
        "“[Schrijf hier in een of twee zinnen wat dit voor jullie en jullie vrijwilligers betekent]”, zegt [naam en functie].",
        f"Iedereen kan controleren of het keurmerk geldig is: {news.url} (nummer {news.number}).",
        "Noot voor de redactie, niet voor publicatie\nMeer weten? Bel of mail met [naam], [telefoonnummer], [e-mailadres].",
    ]
    return "\n\n".join(one for one in paragraphs if one) + "\n"


def _headline(news: News) -> str:
    return f"{news.name} {'krijgt opnieuw' if news.again else 'krijgt'} keurmerk voor goed vrijwilligerswerk"


def _opening(news: News) -> str:
    where = f"{news.place} – " if news.place else ""
    again = " opnieuw" if news.again else ""
    return (
        f"{where}{news.name} heeft{again} het keurmerk Vrijwillige Inzet Goed Geregeld gekregen. "
        f"Vereniging NOV besloot dat op {news.decided}. Het keurmerk geldt tot en met {news.until}."
    )


def _handing_over(news: News) -> str:
    if not news.on:
        return ""
    at = f" ({news.at})" if news.at else ""
    if news.over:
        return f"Het keurmerk is uitgereikt op {news.on}{at}{f' door {news.by_whom}' if news.by_whom else ''}."
    by = f"{news.by_whom} reikt het keurmerk" if news.by_whom else "Het keurmerk wordt"
    return f"{by} uit op {news.on}{at}." if news.by_whom else f"{by} uitgereikt op {news.on}{at}."


def _how(news: News) -> str:
    if not news.audited:
        return ""
    return (
        f"Voor het keurmerk bekeek {news.name} eerst zelf hoe het werk met vrijwilligers is geregeld. Een adviseur keek mee, "
        "en een onafhankelijke auditor beoordeelde de antwoorden en de bewijzen."
    )
