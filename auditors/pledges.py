"""The yearly declaration of independence and code of conduct: what it says, and for which days a signature counts. Pure.

A change of the text is a new version; what was signed keeps the version it was signed in. Older versions stay here.
"""

from datetime import date, timedelta

VERSION = "2026"
TEXTS = {
    "2026": (
        "Ik werk niet voor een organisatie waar ik, of mijn werkgever, bij hoor of de laatste vier jaar bij hoorde.",
        "Ik meld elke band met een organisatie hier zelf, ook als ik twijfel of die ertoe doet.",
        "Ik neem van een organisatie geen geschenken of betalingen aan buiten wat is afgesproken.",
        "Ik oordeel eerlijk: op wat ik zie en lees, niet op wie ik ken of wat mij goed uitkomt.",
        "Wat ik van een organisatie en haar mensen te weten kom, houd ik voor mij. Ik gebruik het alleen voor dit werk.",
        "Ik houd mijn kennis bij en zeg het als ik ergens geen tijd of geen verstand van heb.",
        "Ik ga met iedereen respectvol om. Zie ik dat het ergens niet veilig is, dan meld ik dat bij NOV.",
    ),
}
LAST_DAY = (3, 31)  # of the next year: so long a signature counts
NEW = 30  # days somebody who is newly authorised has to sign
REMIND_FROM = (1, 15)  # of the year: from then on who signed last year is reminded


def counting_years(on: date) -> tuple[int, ...]:
    """The years of which a signature counts on this day: this year, and until 31 March last year."""
    return (on.year, on.year - 1) if (on.month, on.day) <= LAST_DAY else (on.year,)


def new_since(on: date) -> date:
    """Who is authorised since this day or later has not had the time to sign yet."""
    return on - timedelta(days=NEW)


def last_day(*, signed: int | None, since: date | None, today: date) -> date | None:
    """The last day on which somebody who signed this year (None: never) and is authorised since then gets new work.

    None where they may not today.
    """
    days = [date(signed + 1, *LAST_DAY)] if signed is not None else []
    days += [since + timedelta(days=NEW)] if since is not None else []
    counting = [day for day in days if day >= today]
    return max(counting) if counting else None
