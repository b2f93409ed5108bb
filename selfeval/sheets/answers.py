"""A questionnaire that came back: who filled it in, their profile, and an entry per statement. All or nothing.

Rows are found by their code and columns by their header, so people may sort and move. Whether a route is open and whether
the list is complete is decided where the entries are taken in (`selfeval.actions`). The workbook itself is made in
`reports.instrument.excel_questionnaire`; how a single cell is understood stands in `replies`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from selfeval.entries import EMPTY, Entry, Sent
from selfeval.instruments.located import Problem
from selfeval.instruments.model import FactValue, Instrument
from selfeval.instruments.profile import read_profile
from selfeval.sheets import layout
from selfeval.sheets.cells import Cell, Sheet, read_sheets
from selfeval.sheets.container import InvalidSheet, refused
from selfeval.sheets.layout import plain_words
from selfeval.sheets.replies import Replies
from selfeval.sheets.tables import Row, faults, find_sheet, in_order, missing_sheet, read_table

__all__ = ["FilledSheet", "InvalidSheet", "instrument_named", "read_answers_sheet"]


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """What stood in the workbook, checked. `seen` are the marks of what the list held when it was handed out."""

    profile: Mapping[str, FactValue] = field(default_factory=dict)
    organisation: str = ""
    route: str | None = None
    entries: Mapping[str, Entry] = field(default_factory=dict)
    seen: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict, compare=False)  # fact -> the cell it is asked in

    @property
    def sent(self) -> dict[str, Sent]:
        """The entries as saving wants them: what was left as it was handed out overwrites nothing."""
        return {code: Sent(entry, self.seen.get(code, EMPTY.mark)) for code, entry in self.entries.items()}


def instrument_named(content: bytes) -> tuple[str, str]:
    """The code and version of the instrument this workbook belongs to. Raises InvalidSheet where it does not say so."""
    return _named(read_sheets(content))


def read_answers_sheet(content: bytes, instrument: Instrument) -> FilledSheet:
    """What was filled in. A statement whose row is gone is left out; one whose row is empty has an empty entry.

    Raises InvalidSheet with every problem, each with its cell.
    """
    sheets = read_sheets(content)
    code, version = _named(sheets)
    if code != instrument.code:
        raise refused(f"Deze lijst hoort bij een andere vragenlijst ({code}). Hier hoort '{instrument.code}'.")
    if version != instrument.version:
        raise refused(
            f"Deze lijst is van versie {version} en hier hoort versie {instrument.version}. Download de lijst opnieuw."
        )
    reading = _Reading(sheets, instrument)
    filled = reading.filled()
    if reading.problems:
        raise InvalidSheet(in_order(reading.problems, sheets))
    return filled


def _named(sheets: dict[str, Sheet]) -> tuple[str, str]:
    sheet = find_sheet(sheets, layout.README)
    found: dict[str, str] = {}
    for cells in sheet.rows.values() if sheet else ():
        for column in sorted(cells):
            right = cells.get(column + 1)
            if right is not None and right.value is not None:
                found.setdefault(plain_words(cells[column].text), str(right.value))
    code, version = (found.get(plain_words(label)) for label in (layout.CODE_LABEL, layout.VERSION_LABEL))
    if not code or not version:
        raise refused(
            f"Dit is geen vragenlijst van Goed Geregeld: op het blad '{layout.README}' staat niet welke vragenlijst het is. "
            "Download de vragenlijst opnieuw en vul die in."
        )
    return code[:60], version[:60]


class _Reading:
    def __init__(self, sheets: dict[str, Sheet], instrument: Instrument) -> None:
        self.sheets, self.instrument = sheets, instrument
        self.problems: list[Problem] = []
        self.replies = Replies(instrument, self.problems, self._municipalities())

    def _municipalities(self) -> dict[str, str]:
        """Name -> code, from the hidden sheet behind the list to choose from."""
        lists = find_sheet(self.sheets, layout.LISTS)
        if lists is None:
            return {}
        columns = {cell.text: column for column, cell in lists.rows.get(1, {}).items()}
        name, code = columns.get(layout.MUNICIPALITY_NAME), columns.get(layout.MUNICIPALITY_CODE)
        if name is None or code is None:
            return {}
        rows = [number for number in lists.rows if number > 1 and not lists.at(number, code).empty]
        return {lists.at(row, name).text: lists.at(row, code).text for row in rows}

    def filled(self) -> FilledSheet:
        """Everything that could be read; what could not stands in `problems`."""
        organisation, route, profile, places = self._profile_sheet()
        entries, seen = self._statements_sheet()
        return FilledSheet(profile, organisation, route, entries, seen, places)

    def _table(self, title: str, headers: tuple[str, ...], needed: tuple[str, ...]) -> list[Row]:
        sheet = find_sheet(self.sheets, title)
        if sheet is None:
            self.problems.append(missing_sheet(title, self.sheets))
            return []
        self.problems += faults(sheet)
        return read_table(sheet, headers, needed, self.problems, skip_above=True)

    def _coded(self, rows: list[Row], known: dict[str, str], answers: tuple[str, ...]) -> dict[str, Row]:
        """The rows by code. Headings have none; an unknown or doubled code, or an answer without one, is a problem."""
        found: dict[str, Row] = {}
        for row in rows:
            said = row[layout.CODE]
            code = known.get(plain_words(said.text))
            if code in found:
                place = found[code][layout.CODE].where
                self.problems.append(said.problem(f"'{code}' staat er twee keer (ook: {place})."))
            elif code is not None:
                found[code] = row
            elif not said.empty:
                self.problems.append(said.problem(f"De code '{said.text[:40]}' ken ik niet."))
            else:
                loose = [row[header] for header in answers if not row[header].empty]
                self.problems += [cell.problem("Hier staat iets in een rij zonder code.") for cell in loose]
        return found

    def _profile_sheet(self) -> tuple[str, str | None, dict[str, FactValue], dict[str, str]]:
        keys = {layout.fact_code(self.instrument, fact.key): fact.key for fact in self.instrument.profile}
        codes = (layout.ORGANISATION_CODE, layout.ROUTE_CODE, *keys)
        table = self._table(layout.PROFILE, layout.PROFILE_HEADERS, (layout.CODE, layout.ANSWER))
        rows = self._coded(table, {plain_words(code): code for code in codes}, (layout.ANSWER,))
        cells = {code: row[layout.ANSWER] for code, row in rows.items()}
        blank = Cell("")
        organisation = self.replies.organisation(cells.get(layout.ORGANISATION_CODE, blank))
        route = self.replies.route(cells.get(layout.ROUTE_CODE, blank))
        places = {key: cells[code].where for code, key in keys.items() if code in cells}
        raw = {}
        for code, key in keys.items():
            value = self.replies.fact(self.instrument.facts[key], cells.get(code, blank))
            if value is not None:
                raw[key] = value
        profile, wrong = read_profile(self.instrument, raw)
        where = {f"profile.{key}": place for key, place in places.items()}
        self.problems += [Problem(where.get(one.where, ""), f"Dit {one.message}.") for one in wrong]
        return organisation, route, profile, places

    def _statements_sheet(self) -> tuple[dict[str, Entry], dict[str, str]]:
        needed = (layout.CODE, layout.ANSWER, layout.REASON, layout.REMARK)
        table = self._table(layout.STATEMENTS, layout.STATEMENT_HEADERS, needed)
        known = {plain_words(s.code): s.code for s in self.instrument.statements}
        rows = self._coded(table, known, (layout.ANSWER, layout.REASON, layout.REMARK))
        entries, seen = {}, {}
        for statement in self.instrument.statements:
            row = rows.get(statement.code)
            if row is not None:
                entries[statement.code] = self.replies.entry(
                    statement, row[layout.ANSWER], row[layout.REASON], row[layout.REMARK]
                )
                if not row[layout.SEEN].empty:
                    seen[statement.code] = row[layout.SEEN].text
        return entries, seen
