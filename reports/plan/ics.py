"""The days of the plan as a calendar file (iCalendar): what is still to be done, a day each. The one importer of icalendar."""

from collections.abc import Iterable
from datetime import timedelta

from icalendar import Calendar, Event

from selfeval import improving
from selfeval.queries.plan import Row

LONGEST = 120  # of what stands in the calendar itself; the rest stands below it


def plan_calendar(name: str, rows: Iterable[Row], *, link: str, host: str) -> bytes:
    """The .ics file; the same plan gives the same bytes. What has no day, or is done, is left out.

    An action keeps its number, so that a calendar that reads the file again changes what it has.
    """
    book = Calendar()
    book.add("prodid", "-//Goed Geregeld//Verbeterplan//NL")
    book.add("version", "2.0")
    book.add("x-wr-calname", f"Verbeterplan {name}".strip())
    for row in rows:
        if row.action.due is not None and row.action.state in improving.OPEN:
            book.add_component(_day(row, link, host))
    return book.to_ical()


def _day(row: Row, link: str, host: str) -> Event:
    one = row.action
    day = Event()
    day.add("uid", f"verbeteractie-{one.pk}@{host}")
    day.add("dtstamp", one.changed_at)
    day.add("dtstart", one.due)
    day.add("dtend", one.due + timedelta(days=1))
    what = " ".join(one.what.split())
    day.add("summary", what if len(what) <= LONGEST else f"{what[: LONGEST - 1].rstrip()}…")
    lines = [one.what, f"Waarom: {one.why or row.statement}" if one.why or row.statement else ""]
    lines += [f"Wie: {row.who}" if row.who else "", link]
    day.add("description", "\n".join(line for line in lines if line))
    day.add("transp", "TRANSPARENT")  # it does not take the whole day
    return day
