"""The advice report as a workbook: the same figures and words as on screen, in four sheets one can sort and filter."""

from collections.abc import Iterable, Iterator
from typing import Any

from reports.advice.apart import Apart
from reports.excel import Book, Column, Sheet
from selfeval.advice import Advice, StatementAdvice, ThemeAdvice

THEMES = (
    Column("Onderdeel", 18),
    Column("Thema", 36),
    Column("Score (%)", 11, "number"),
    Column("Wat het betekent", 60),
    Column("Stellingen", 13, "count"),
    Column("Kan beter", 12, "count"),
)
STATEMENTS = (
    Column("Stelling", 10),
    Column("Onderdeel", 11),
    Column("Thema", 20),
    Column("Tekst", 36),
    Column("Antwoord", 16),
    Column("Toelichting", 32),
    Column("Volgende stap", 40),
    Column("Hoeveel werk", 14),
    Column("Om te laten zien", 28),
    Column("Meer weten", 30),
    Column("Bijzonder", 14),
)
FIRST = (
    Column("Nr.", 6, "count"),
    Column("Stelling", 10),
    Column("Tekst", 46),
    Column("Nu", 16),
    Column("Waarom", 40),
    Column("Wat te doen", 50),
    Column("Hoeveel werk", 18),
    Column("Wie", 18),
    Column("Klaar op", 14),
)
APART = (
    Column("Stelling", 10),
    Column("Tekst", 46),
    Column("Wat ieder apart zei", 46),
    Column("Verschil", 18),
    Column("Samen gekozen", 18),
)


def report_workbook(advice: Advice, *, apart: Apart | None = None) -> bytes:
    """The .xlsx file; the same advice gives the same bytes. `apart`: how far people lay apart, where they answered together."""
    book = Book(f"Adviesrapport {advice.organisation}", dated=advice.completed_on)
    _summary(book.sheet("Samenvatting", (30, 16, 16, 22, 26), landscape=False), advice)
    book.table("Thema's", THEMES, _theme_rows(advice))
    book.table("Stellingen", STATEMENTS, _statement_rows(advice))
    book.table("Wat eerst", FIRST, _first_rows(advice))
    if apart is not None:
        book.table("Samen", APART, ([one.code, one.text, one.said, one.words, one.agreed] for one in apart.lines))
    return book.to_bytes()


def _summary(sheet: Sheet, advice: Advice) -> None:
    """The front sheet: whom and when, the result in words and figures, what goes well, what is missing, what to do next."""
    sheet.row(["Adviesrapport"], "title", height=26)
    sheet.row([advice.organisation], "bold")
    sheet.row([f"{advice.date} – {advice.instrument}, versie {advice.version} – {advice.route}"], "plain")
    if not advice.complete:
        sheet.row(["Nog niet compleet"], "bold")
    _paragraphs(sheet, advice.headline, [advice.opening])
    sheet.row([])
    sheet.row(["Onderdeel", "Score (%)", "Norm (%)", "Uitkomst", "Nog nodig"], "header")
    styles = ["label", "number", "number", "text", "text"]
    sheet.row(["Het geheel", _number(advice), float(advice.norm.overall), advice.verdict, advice.gap], styles)
    for part in advice.parts:
        title = f"{part.code} {part.title}"
        sheet.row([title, _number(part), float(advice.norm.part), part.verdict, part.gap], styles)
    _paragraphs(sheet, "Wat goed gaat", [advice.strengths_intro, *(f"• {one}" for one in advice.strengths)])
    _paragraphs(
        sheet,
        "Hoe ver van het keurmerk",
        [advice.missing_intro, *(f"• {one}" for one in advice.missing), advice.requirement],
    )
    _paragraphs(sheet, "Wat nu", [f"{title}. {text}" for title, text in advice.next_steps])
    if advice.left_out:
        _paragraphs(sheet, "Niet aan de orde", [", ".join(advice.left_out)])


def _paragraphs(sheet: Sheet, title: str, texts: Iterable[str]) -> None:
    sheet.row([])
    sheet.row([title], "heading")
    for text in texts:
        sheet.wide(text, columns=5)


def _number(one: Any) -> float | str:
    """A score as a number a spreadsheet can calculate with, rounded as it is shown; "n.v.t." where there is none."""
    return "n.v.t." if one.score is None else float(one.shown.replace(",", "."))


def _theme_rows(advice: Advice) -> Iterator[list[Any]]:
    for part in advice.parts:
        for theme in part.themes:
            below = sum(one.state == "below" for one in theme.statements)
            title = f"{part.code} {part.title}"
            yield [title, theme.title, _number(theme), theme.sentence, len(theme.statements), below]


def _statement_rows(advice: Advice) -> Iterator[list[Any]]:
    for part in advice.parts:
        for theme in part.themes:
            for one in theme.statements:
                yield _statement_row(part.title, theme, one)


def _statement_row(part: str, theme: ThemeAdvice, one: StatementAdvice) -> list[Any]:
    said = [f"Reden: {one.reason}"] if one.reason else []
    said += [one.remark] if one.remark else []
    special = ["essentieel"] if one.essential else []
    special += ["sterstelling"] if one.starred else []
    return [
        one.code,
        part,
        theme.title,
        one.text,
        one.answer,
        "\n".join(said),
        one.advice,
        one.effort if one.advice else "",
        "\n".join(one.evidence),
        "\n".join(f"{resource.title}: {resource.url}" for resource in one.resources),
        ", ".join(special),
    ]


def _first_rows(advice: Advice) -> Iterator[list[Any]]:
    for thing in advice.first:
        yield [thing.number, thing.code, thing.text, thing.now, thing.why, thing.step, thing.effort, "", ""]
