"""The one style of every workbook we hand out: headers, widths, wrapping, A4, and bytes that depend on the values
alone.

What people typed is written as text, also where it starts with "=", "+", "-" or "@". Which sheets there are is
decided by the package of the document.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from itertools import islice
from typing import IO, Any, Literal
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from goedgeregeld.ui.stylesheet import tokens

ChartKind = Literal["line", "bar"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FONT = "Verdana"  # on every office computer; ours cannot be embedded in a workbook
LINE, HIGHEST_ROW = 13.0, 409.0  # points: a line of text; the highest a row may be
MOST_ROWS = 1_048_575  # of a sheet, below its header
LONGEST_TEXT = 32_767  # what one cell may hold

_COLOURS = {name: value.removeprefix("#") for name, value in tokens("light").items()}
_LINE = Border(bottom=Side(style="thin", color=_COLOURS["line"]))
STYLES: dict[str, dict[str, Any]] = {
    "text": {"font": Font(FONT, 10), "alignment": Alignment(vertical="top", wrap_text=True), "border": _LINE},
    "number": {
        "font": Font(FONT, 10),
        "alignment": Alignment(vertical="top", horizontal="right"),
        "number_format": "0.0",
        "border": _LINE,
    },
    "count": {
        "font": Font(FONT, 10),
        "alignment": Alignment(vertical="top", horizontal="right"),
        "number_format": "0",
        "border": _LINE,
    },
    "money": {
        "font": Font(FONT, 10),
        "alignment": Alignment(vertical="top", horizontal="right"),
        "number_format": "#,##0.00",
        "border": _LINE,
    },
    "day": {
        "font": Font(FONT, 10),
        "alignment": Alignment(vertical="top", horizontal="right"),
        "number_format": "dd-mm-yyyy",
        "border": _LINE,
    },
    "header": {
        "font": Font(FONT, 10, bold=True, color=_COLOURS["on-main"]),
        "fill": PatternFill("solid", fgColor=_COLOURS["main"]),
        "alignment": Alignment(vertical="center", wrap_text=True),
    },
    "title": {"font": Font(FONT, 16, bold=True, color=_COLOURS["main"]), "alignment": Alignment(vertical="top")},
    "label": {
        "font": Font(FONT, 10, bold=True),
        "alignment": Alignment(vertical="top", wrap_text=True),
        "border": _LINE,
    },
    "group": {
        "font": Font(FONT, 10, bold=True),
        "fill": PatternFill("solid", fgColor=_COLOURS["main-tint"]),
        "alignment": Alignment(vertical="center"),
    },
    "heading": {"font": Font(FONT, 12, bold=True, color=_COLOURS["main-deep"]), "alignment": Alignment(vertical="top")},
    "bold": {"font": Font(FONT, 11, bold=True), "alignment": Alignment(vertical="top")},
    "plain": {"font": Font(FONT, 10), "alignment": Alignment(vertical="top")},
    "wrapped": {"font": Font(FONT, 10), "alignment": Alignment(vertical="top", wrap_text=True)},
    "soft": {"font": Font(FONT, 10, color=_COLOURS["soft"]), "alignment": Alignment(vertical="top", wrap_text=True)},
    "input": {
        "font": Font(FONT, 10),
        "fill": PatternFill("solid", fgColor=_COLOURS["raised"]),
        "alignment": Alignment(vertical="top", wrap_text=True),
        "border": Border(*(Side(style="thin", color=_COLOURS["control"]),) * 4),
    },
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, its width in characters, and the style of its cells (a key of STYLES)."""

    header: str
    width: float = 14
    style: str = "text"


class Sheet:
    """One worksheet in the making; rows go in from top to bottom and cannot be changed afterwards. `raw` is
    openpyxl's own.
    """

    def __init__(self, book: Workbook, title: str, widths: Sequence[float], *, landscape: bool = True) -> None:
        self.raw = book.create_sheet(title[:31])
        self.rows, self.widths = 0, list(widths)
        for position, width in enumerate(widths, start=1):
            self.raw.column_dimensions[get_column_letter(position)].width = width
        self.raw.sheet_view.showGridLines = False
        setup, margins = self.raw.page_setup, self.raw.page_margins
        setup.paperSize, setup.orientation = 9, "landscape" if landscape else "portrait"  # 9 is A4
        setup.fitToWidth, setup.fitToHeight = 1, 0
        self.raw.sheet_properties.pageSetUpPr.fitToPage = True
        margins.left = margins.right = 0.5
        margins.top = margins.bottom = 0.6
        self.raw.oddFooter.left.text = "Goed Geregeld"
        self.raw.oddFooter.right.text = "Pagina &P van &N"

    def row(self, values: Iterable[Any], styles: str | Sequence[str] = "text", *, height: float | None = None) -> int:
        """Append a row in one style or a style per cell; returns its number. Height in points; None: what the texts
        need.
        """
        cells = list(values)
        names = [styles] * len(cells) if isinstance(styles, str) else list(styles)
        self.rows += 1
        self.raw.row_dimensions[self.rows].height = height or self._height(cells, names)
        self.raw.append([cell(self.raw, value, name) for value, name in zip(cells, names, strict=True)])
        return self.rows

    def _height(self, cells: list[Any], names: list[str]) -> float:
        """How high a row must be: programs do not work that out when they open a file they did not make."""
        lines = [
            lines_in(value, width)
            for value, width, name in zip(cells, self.widths, names, strict=False)
            if isinstance(value, str) and STYLES[name]["alignment"].wrap_text
        ]
        return min(max([1, *lines]) * LINE + 4, HIGHEST_ROW)

    def wide(self, text: str, columns: int) -> int:
        """A paragraph over so many columns, as high as it needs."""
        high = min(lines_in(text, sum(self.widths[:columns])) * LINE + 4, HIGHEST_ROW)
        at = self.row([text, *[None] * (columns - 1)], "wrapped", height=high)
        self.raw.merged_cells.ranges.add(f"A{at}:{get_column_letter(columns)}{at}")
        return at

    def link(self, text: str, url: str) -> Any:
        """A cell that opens a web page (https only), to be put in a row."""
        made = cell(self.raw, text, "text")
        if url.startswith("https://"):
            made.hyperlink = url
            made.font = Font(FONT, 10, color=_COLOURS["main"], underline="single")
        return made


def lines_in(text: str, width: float) -> int:
    """About how many lines a text takes in a cell this many characters wide."""
    room = max(int(width * 0.9), 1)
    return sum(-(-max(len(line), 1) // room) for line in text.split("\n"))


def cell(worksheet: Any, value: Any, style: str = "text") -> Any:
    """One cell. A text is a text, never a formula; characters that a workbook cannot hold are left out."""
    if hasattr(value, "data_type"):
        return value
    made = WriteOnlyCell(worksheet)
    if isinstance(value, str):
        clean = ILLEGAL_CHARACTERS_RE.sub("", value.encode("utf-8", "ignore").decode())[:LONGEST_TEXT]
        made.value = clean
        made.data_type = "s" if clean else "n"
        if clean[:1] in tuple("=+-@"):
            made.quotePrefix = 1
    else:
        made.value = value
    for name, part in STYLES[style].items():
        setattr(made, name, part)
    return made


def formula(worksheet: Any, text: str, style: str = "count") -> Any:
    """A cell that the program works out ("=SUM(B2:B9)"). Of our own making only: never with anything that people typed."""
    made = WriteOnlyCell(worksheet, value=text)
    made.data_type = "f"
    for name, part in STYLES[style].items():
        setattr(made, name, part)
    return made


def add_chart(sheet: "Sheet", kind: ChartKind, *, title: str, at: str, names: str, numbers: Sequence[str]) -> None:
    """A chart of the program's own that follows the cells: lines or bars of the ranges `numbers` (each with its header
    above), with `names` along the axis; ranges such as "B3:B15" of this sheet.
    """
    chart = LineChart() if kind == "line" else BarChart()
    if isinstance(chart, BarChart):
        chart.type = "bar"
        chart.y_axis.majorGridlines = None
        chart.x_axis.scaling.orientation = "maxMin"
        chart.legend = None
    chart.title, chart.height, chart.width = title, 9, 18
    chart.x_axis.delete = chart.y_axis.delete = False
    name = sheet.raw.title.replace("'", "''")
    for one in numbers:
        chart.add_data(Reference(range_string=f"'{name}'!{one}"), titles_from_data=True)
    chart.set_categories(Reference(range_string=f"'{name}'!{names}"))
    for position, series in enumerate(chart.series):
        colour = _COLOURS[("main", "control", "chart-3", "chart-4")[position % 4]]
        series.graphicalProperties.line.solidFill = colour
        if isinstance(chart, BarChart):
            series.graphicalProperties.solidFill = colour
        else:
            series.smooth = False
    sheet.raw.add_chart(chart, at)


class Book:
    """A workbook in the making."""

    def __init__(self, title: str, *, dated: date) -> None:
        """`dated` stands in the file as its moment of making, so that the same values give the same bytes."""
        self.raw = Workbook(write_only=True)
        self.raw.properties.title = title[:255]
        self.raw.properties.creator = "Goed Geregeld"
        self.raw.properties.language = "nl-NL"
        self.dated = datetime.combine(dated, time(12))

    def sheet(self, title: str, widths: Sequence[float], *, landscape: bool = True) -> Sheet:
        """A sheet without headers, to be filled row by row."""
        return Sheet(self.raw, title, widths, landscape=landscape)

    def table(self, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Sheet:
        """A sheet with one table: a header that stays in sight and is printed on every page, filters, then the rows."""
        sheet = self.sheet(title, [column.width for column in columns])
        sheet.raw.freeze_panes = "A2"
        sheet.raw.print_title_rows = "1:1"
        sheet.row([column.header for column in columns], "header", height=24)
        styles = [column.style for column in columns]
        for values in rows:
            sheet.row(values, styles)
        sheet.raw.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(sheet.rows, 1)}"
        return sheet

    def to_bytes(self) -> bytes:
        """The finished file. Only once: a write-only workbook is gone after it."""
        buffer = BytesIO()
        self.raw.save(buffer)
        return _same_every_time(buffer.getvalue(), self.dated)


def write_raw(file: IO[bytes], title: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Any]]) -> None:
    """A workbook of many plain rows into a file, a row at a time, so that memory stays what it is: without styles but for the
    header, with a second sheet that says what each column means. `columns`: (name, meaning). At most 1,048,575 rows.
    """
    book = Book(title, dated=date(2000, 1, 1))
    sheet = book.raw.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for position in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(position)].width = 18
    sheet.append([cell(sheet, name, "header") for name, _meaning in columns])
    for row in islice(rows, MOST_ROWS):
        sheet.append([_plain(sheet, value) for value in row])
    book.table("Uitleg", (Column("Kolom", 22), Column("Wat het betekent", 90)), columns)
    book.raw.save(file)


def _plain(sheet: Any, value: Any) -> Any:
    """A value as it is; texts that a program would take for a formula, or that hold what a workbook cannot, as a text."""
    if isinstance(value, str):
        risky = value[:1] in tuple("=+-@") or len(value) > LONGEST_TEXT or not value.isprintable()
        return cell(sheet, value) if risky else value
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def _same_every_time(made: bytes, dated: datetime) -> bytes:
    """The same file with fixed times in its properties and in its zip directory."""
    stamp, result = dated.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), BytesIO()
    with ZipFile(BytesIO(made)) as old, ZipFile(result, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp, content)
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, content)
    return result.getvalue()
