"""What is said of the mark that an application renews: in time, suspended meanwhile, withdrawn, or lapsed. Pure.

What follows from it stands elsewhere: `validity.period` (when the new mark begins) and `conditions.renewal` (what holds a
decision back).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dateformat import format as in_words
from django.utils.translation import gettext as _

from keurmerk.validity import Standing

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Renewed:
    """The mark that is renewed, on a day: its number, last day, what it is worth, and since when that is so."""

    number: str
    last: date
    standing: Standing
    since: date

    @property
    def in_time(self) -> bool:
        """Whether there is still something to follow on."""
        return self.standing in (Standing.VALID, Standing.SUSPENDED, Standing.COMING)

    @property
    def sentence(self) -> str:
        """What everybody concerned should know of it while the renewal runs."""
        words = {
            "number": self.number,
            "last": _day(self.last),
            "next": _day(self.last + DAY),
            "since": _day(self.since),
        }
        if self.standing == Standing.EXPIRED:
            return (
                _(
                    "Keurmerk %(number)s is verlopen sinds %(next)s. Wordt het nieuwe keurmerk toegekend, dan geldt het vanaf "
                    "de dag van het besluit."
                )
                % words
            )
        if self.standing == Standing.WITHDRAWN:
            return (
                _(
                    "Keurmerk %(number)s is ingetrokken op %(since)s. De aanvraag gaat door. Wordt het nieuwe keurmerk "
                    "toegekend, dan geldt het vanaf de dag van het besluit."
                )
                % words
            )
        if self.standing == Standing.SUSPENDED:
            return (
                _(
                    "Keurmerk %(number)s is geschorst sinds %(since)s. De aanvraag gaat door, maar NOV kan het nieuwe "
                    "keurmerk pas toekennen als de schorsing is opgeheven, of als het oude is ingetrokken of verlopen."
                )
                % words
            )
        return (
            _(
                "Keurmerk %(number)s geldt tot en met %(last)s. Is het besluit er uiterlijk die dag, dan geldt het nieuwe "
                "keurmerk vanaf %(next)s."
            )
            % words
        )


def _day(day: date) -> str:
    return in_words(day, "j F Y")
