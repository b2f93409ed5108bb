"""An instrument as a workbook: read into the same located nodes as YAML, so that all rules and messages are shared.

The sheets and their columns stand in `layout`; the workbook itself is made in `reports.instrument.excel`.
"""

from collections.abc import Callable

from selfeval.instruments.building import MAX_LEVELS, Earlier, build
from selfeval.instruments.located import InvalidInstrument, Node, Problem
from selfeval.instruments.model import Instrument
from selfeval.sheets import layout
from selfeval.sheets.cells import Cell, Sheet, read_sheets
from selfeval.sheets.container import InvalidSheet, is_workbook
from selfeval.sheets.layout import Field
from selfeval.sheets.nodes import Nodes
from selfeval.sheets.tables import Row, faults, find_sheet, in_order, missing_sheet, read_table

__all__ = ["is_workbook", "read_instrument_sheet"]

NAME, VALUE = layout.HEAD_HEADERS
MORE_COLUMNS = range(2, layout.MAX_PIECES + 1)


def read_instrument_sheet(content: bytes, *, earlier: Earlier | None = None) -> Instrument:
    """The instrument in a workbook's bytes. Raises InvalidInstrument with every problem, each with its cell."""
    try:
        sheets = read_sheets(content)
    except InvalidSheet as error:
        raise InvalidInstrument(error.problems) from error
    reading = _Reading(sheets)
    root = reading.root()
    instrument = None
    if not reading.structure:
        try:
            instrument = build(root, earlier=earlier)
        except InvalidInstrument as error:
            reading.problems += error.problems
    problems = in_order(reading.structure + reading.problems, sheets)
    if problems or instrument is None:
        raise InvalidInstrument(problems)
    return instrument


class _Reading:
    """The tree in the making. Without a whole `structure` (sheets, columns) there is no sense in building from it."""

    def __init__(self, sheets: dict[str, Sheet]) -> None:
        self.structure: list[Problem] = []
        self.problems: list[Problem] = []
        self.nodes = Nodes(self.problems)
        self.sheets: dict[str, Sheet] = {}
        for title in layout.SHEETS:
            sheet = find_sheet(sheets, title)
            if sheet is None:
                self.structure.append(missing_sheet(title, set(sheets) - set(layout.SHEETS)))
            else:
                self.sheets[title] = sheet
                self.problems += faults(sheet)
        known = {sheet.title for sheet in self.sheets.values()}
        for title, sheet in sheets.items():
            if title not in known and sheet.rows:
                where = next(cell.where for row in sheet.rows.values() for cell in row.values())
                self.structure.append(Problem(where, f"Het blad '{title}' hoort niet in een instrument. Haal het weg."))

    def root(self) -> Node:
        """The whole instrument as nodes."""
        fields = self._head()
        scale = self._rows(layout.SCALE)
        for number, row in enumerate(scale):
            if row["Niveau"].text != str(number):
                self.problems.append(row["Niveau"].problem(f"Hier hoort niveau {number} te staan."))
        self.top = min(max(len(scale) - 1, 1), MAX_LEVELS - 1)
        fields["scale"] = self._list(layout.SCALE, scale, leave_out=("level",))
        fields["profile"] = self._list(layout.PROFILE, self._rows(layout.PROFILE))
        fields |= self._routes()
        fields["parts"] = self._parts()
        return Node(fields, layout.INSTRUMENT)

    def _head(self) -> dict[str, Node]:
        known = {layout.plain_words(field.header): field for field in layout.HEAD}
        fields: dict[str, Node] = {}
        if layout.INSTRUMENT not in self.sheets:
            return fields
        for row in read_table(self.sheets[layout.INSTRUMENT], (NAME, VALUE), (NAME, VALUE), self.structure):
            field = known.get(layout.plain_words(row[NAME].text))
            if field is None:
                self.problems.append(row[NAME].problem(f"'{row[NAME].text[:40]}' hoort hier niet."))
            elif field.key in fields:
                self.problems.append(row[NAME].problem(f"'{field.header}' staat er twee keer."))
            else:
                fields[field.key] = self.nodes.text(row[VALUE])
        for field in layout.HEAD:
            if field.key not in fields:
                self.structure.append(Problem(f"blad {layout.INSTRUMENT}", f"De rij '{field.header}' ontbreekt."))
        return fields

    def _fields(self, title: str) -> tuple[Field, ...]:
        return layout.columns(title, self.top if title == layout.STATEMENTS else 1)

    def _rows(self, title: str) -> list[Row]:
        if title not in self.sheets:
            return []
        fields = self._fields(title)
        headers = [field.header for field in fields]
        headers += [f"{field.header} {n}" for field in fields if field.kind == "list" for n in MORE_COLUMNS]
        needed = [field.header for field in fields if field.needed]
        return read_table(self.sheets[title], headers, needed, self.structure)

    def _list(self, title: str, rows: list[Row], leave_out: tuple[str, ...] = ()) -> Node:
        return Node([self._row(title, row, leave_out) for row in rows], f"blad {title}")

    def _row(self, title: str, row: Row, leave_out: tuple[str, ...] = ()) -> Node:
        """A row as a mapping; empty cells are left out where the file may leave them out too."""
        fields: dict[str, Node] = {}
        advice: dict[str, Node] = {}
        for field in self._fields(title):
            cell = row[field.header]
            if field.key in leave_out or (cell.fault and not field.needed):
                continue
            if field.kind == "list":
                cells = [cell, *(row[f"{field.header} {n}"] for n in MORE_COLUMNS)]
                self._put(fields, field.key, self.nodes.listed(field.key, cells))
            elif not cell.empty or field.needed:
                target = advice if field.key.isdecimal() else fields
                target[field.key] = self._value(field, cell)
        place = row[self._fields(title)[0].header].where
        if any(node.value is not None for node in advice.values()):  # none at all may be left out; half of it may not
            fields["advice"] = Node(advice, place)
        return Node(fields, place)

    @staticmethod
    def _put(fields: dict[str, Node], key: str, node: Node | None) -> None:
        if node is not None:
            fields[key] = node

    def _value(self, field: Field, cell: Cell) -> Node:
        readers: dict[str, Callable[[Cell], Node]] = {
            "text": self.nodes.text,
            "link": self.nodes.text,
            "number": self.nodes.number,
            "flag": self.nodes.flag,
        }
        if field.kind == "word":
            return self.nodes.word(cell, layout.WORDS[field.key])
        return readers[field.kind](cell)

    def _routes(self) -> dict[str, Node]:
        """Routes and norms, which stand in one table."""
        routes: dict[str, Node] = {}
        norms: dict[str, Node] = {}
        for row in self._rows(layout.ROUTES):
            key = self.nodes.known_word(row["Route"], layout.WORDS["route"])
            whole = self._row(layout.ROUTES, row, ("route",))
            if key in routes:
                self.problems.append(row["Route"].problem("Deze route staat er twee keer."))
            if key is not None and isinstance(whole.value, dict):
                norm: dict[str, Node] = {
                    name: whole.value.pop(name)
                    for name in ("overall", "part", "essential_level")
                    if name in whole.value
                }
                routes[key], norms[key] = whole, Node(norm, whole.where)
        where = f"blad {layout.ROUTES}"
        return {"routes": Node(routes, where), "norms": Node(norms, where)}

    def _parts(self) -> Node:
        """Parts with their themes with their statements, each hung under the row that its first column names."""
        parts = self._list(layout.PARTS, self._rows(layout.PARTS))
        themes = self._hang(parts, layout.THEMES, "themes", "part")
        self._hang(themes, layout.STATEMENTS, "statements", "theme")
        return parts

    def _hang(self, above: Node, title: str, key: str, link: str) -> Node:
        """Put the rows of a sheet under the nodes of `above`; an empty link is the same as in the row before (merged)."""
        homes: dict[str, list[Node]] = {}
        for node in above.value if isinstance(above.value, list) else []:
            if isinstance(node.value, dict):
                node.value[key] = Node([], node.where)
                code = node.value["code"].value if "code" in node.value else ""
                homes.setdefault(str(code), node.value[key].value)  # type: ignore[arg-type]
        header = next(field.header for field in self._fields(title) if field.key == link)
        hung, last = Node([], f"blad {title}"), ""
        for row in self._rows(title):
            last = row[header].text or last
            node = self._row(title, row, (link,))
            hung.value.append(node)  # type: ignore[union-attr]
            if last in homes:
                homes[last].append(node)
            elif homes and not row[header].fault:
                known = ", ".join(homes) or "geen"
                self.problems.append(row[header].problem(f"{header} '{last}' ken ik niet (bekend: {known[:200]})."))
        return hung
