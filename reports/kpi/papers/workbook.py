"""The report as workbook: the same tables, with totals and charts of the program's own that follow the cells."""

from typing import Any

from reports.excel import Book, Column, Sheet, add_chart, formula
from reports.kpi.courses import verdict, why
from reports.kpi.papers.contents import Paper, Table


def paper_workbook(paper: Paper) -> bytes:
    """The .xlsx file; the same paper gives the same bytes."""
    book = Book(paper.title, dated=paper.day)
    _summary(book, paper)
    months = _table(book, paper.months, totals=True)
    last = len(paper.months.rows) + 1
    if paper.months.rows:
        for place, (first, title) in enumerate((("B", "Zelfevaluaties per maand"), ("D", "Keurmerken per maand"))):
            second = chr(ord(first) + 1)
            ranges = [f"{first}1:{first}{last}", f"{second}1:{second}{last}"]
            add_chart(months, "line", title=title, at=f"G{2 + 20 * place}", names=f"A2:A{last}", numbers=ranges)
    for kind, tables in (("Zelfevaluaties", paper.uses), ("Keurmerken", paper.marks)):
        for one in tables:
            sheet = _table(book, one, name=f"{kind} {one.title.lower()}", totals=True)
            end = len(one.rows) + 1
            add_chart(
                sheet, "bar", title=f"{kind} {one.title.lower()}", at="D2", names=f"A2:A{end}", numbers=[f"B1:B{end}"]
            )
    _weeks(book, paper)
    _table(book, paper.funnel, name="Trechter")
    if paper.states.rows:
        _table(book, paper.states, name="Tijd per stand")
    if paper.themes:
        _table(book, paper.themes, name="Effect per thema")
    columns = (Column("Cijfer", 34), Column("Wat telt", 90), Column("Bron", 60))
    book.table("Uitleg", columns, paper.definitions)
    return book.to_bytes()


def _summary(book: Book, paper: Paper) -> None:
    """The front sheet: what it is, the sentences, and the figures with their targets, worked out from the cells."""
    sheet = book.sheet("Samenvatting", (36, 12, 14, 14, 16, 60))
    sheet.row([paper.title], "title", height=26)
    sheet.row([f"Stand van {paper.day:%d-%m-%Y}"], "plain")
    sheet.row([None], "plain")
    for one in paper.summary:
        sheet.wide(one, 6)
    sheet.row([None], "plain")
    sheet.row(["Cijfer", "Nu", "Streefcijfer", "Deel (%)", "Koers", "Waarom"], "header", height=24)
    for one in paper.courses:
        at = sheet.rows + 1
        share = formula(sheet.raw, f'=IF(C{at}>0,ROUND(100*B{at}/C{at},1),"")', "number")
        sheet.row(
            [f"{one.figure.name} {one.year}", one.standing.so_far, one.standing.target, share, verdict(one), why(one)],
            ["label", "count", "count", "number", "text", "text"],
        )


def _table(book: Book, one: Table, *, name: str = "", totals: bool = False) -> Sheet:
    """A table with filters; with `totals` a last row that adds up each column of numbers."""
    columns = [Column(one.headers[0], 40), *(Column(header, 20, "count") for header in one.headers[1:])]
    sheet = book.table(name or one.title, columns, [])
    for row in one.rows:
        sheet.row(row, ["label", *("count" if isinstance(value, int) else "text" for value in row[1:])])
    end = _letter(len(columns))
    sheet.raw.auto_filter.ref = f"A1:{end}{max(sheet.rows, 1)}"
    if totals and one.rows:
        sums: list[Any] = [
            formula(sheet.raw, f"=SUM({letter}2:{letter}{len(one.rows) + 1})")
            for letter in map(_letter, range(2, len(columns) + 1))
        ]
        sheet.row(["Totaal", *sums], ["label", *["count"] * len(sums)])
    return sheet


def _weeks(book: Book, paper: Paper) -> None:
    """The course of each figure by week, of this year and the earlier ones, with its chart."""
    for one in paper.courses:
        years = sorted(one.lines, reverse=True)
        weeks = max(len(one.lines[year]) for year in years)
        rows = [[f"week {week + 1}", *(_at(one.lines[year], week) for year in years)] for week in range(weeks)]
        sheet = _table(book, Table("", ["Tot en met", *map(str, years)], rows), name=f"Verloop {one.figure.code}")
        ranges = [f"{letter}1:{letter}{weeks + 1}" for letter in map(_letter, range(2, len(years) + 2))]
        at = f"{_letter(len(years) + 3)}2"
        add_chart(sheet, "line", title=one.figure.name, at=at, names=f"A2:A{weeks + 1}", numbers=ranges)


def _letter(column: int) -> str:
    """The letter of a column, from 1; there are never more than 26."""
    return chr(64 + column)


def _at(line: list[int], week: int) -> int | None:
    return line[week] if week < len(line) else None
