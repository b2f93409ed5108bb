"""The questionnaire as a workbook to fill in without being on line: how it works, the profile, the statements.

Only the cells for answers can be changed; there are no macros. What was filled in before can stand in it already.
`selfeval.sheets.answers` reads it back; words and headers stand in `selfeval.sheets.layout`.
"""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill, Protection
from openpyxl.workbook.protection import WorkbookProtection
from openpyxl.worksheet.datavalidation import DataValidation

from goedgeregeld.ui.stylesheet import tokens
from reports.excel import HIGHEST_ROW, LINE, Book, Sheet, cell, lines_in
from reports.instrument.excel import UNDATED
from reports.instrument.excel_lists import LEVELS, ROUTE, WITH_NA, YES_NO, Lists, Municipalities, add_lists, lists_for
from reports.instrument.texts import in_excel
from selfeval.entries import EMPTY, UNKNOWN, Entry
from selfeval.instruments.model import Fact, FactValue, Instrument, Part, Statement, Theme
from selfeval.scoring import NA
from selfeval.sheets import layout
from selfeval.sheets.answers import FilledSheet
from selfeval.sheets.cells import escaped

FREE = Protection(locked=False)
COLOURS = {name: value.removeprefix("#") for name, value in tokens("light").items()}
PROFILE_WIDTHS = (7, 50, 66, 34)
STATEMENT_WIDTHS = (6.5, 5, 36, 42, 28, 18, 20, 28, 12)


def questionnaire_workbook(
    instrument: Instrument,
    *,
    prefill: FilledSheet | None = None,
    codes: Collection[str] | None = None,
    municipalities: Municipalities = (),
    dated: date = UNDATED,
) -> bytes:
    """The questionnaire as an .xlsx. `prefill` is what was entered so far; `codes` leaves out all other statements."""
    filled = prefill or FilledSheet()
    book = Book(f"{instrument.title}: vragenlijst", dated=dated)
    lists = lists_for(instrument, municipalities, filled.profile)
    _readme(book, instrument, filled, chosen=codes is not None)
    _profile(book, instrument, filled, lists)
    _statements(book, instrument, filled, lists, codes)
    add_lists(book, lists)
    book.raw.security = WorkbookProtection(lockStructure=True)
    return book.to_bytes()


def _finish(sheet: Sheet, tab: str) -> None:
    sheet.raw.sheet_properties.tabColor = COLOURS[tab]
    protection = sheet.raw.protection
    protection.enable()
    protection.formatColumns = protection.formatRows = False  # in a workbook this means: not forbidden


# --- How it works -------------------------------------------------------------------------------------------------------


def _readme(book: Book, instrument: Instrument, filled: FilledSheet, *, chosen: bool) -> None:
    sheet = book.sheet(layout.README, (16, 30, 60), landscape=False)
    sheet.row([escaped(instrument.title)], "title", height=30)
    if filled.organisation:
        sheet.row([escaped(filled.organisation)], "group", height=20)
    sheet.row([])
    for number, line in enumerate(in_excel(instrument, chosen=chosen), start=1):
        row = sheet.row([f"Stap {number}", line, ""], ("label", "text", "text"), height=_height((line, 90)))
        sheet.raw.merged_cells.add(f"B{row}:C{row}")
    sheet.row([])
    sheet.row(["Cijfer", "Antwoord", "Wat het betekent"], "header", height=22)
    for number, (word, level) in enumerate(zip(layout.level_words(instrument), instrument.scale, strict=True)):
        sheet.row([str(number), escaped(word), escaped(level.explanation)], ("label", "label", "text"))
    sheet.row(["", layout.UNKNOWN_WORDS, "De vraag blijft open. Zoek het samen uit."], ("label", "label", "text"))
    words = "Dit komt bij jullie niet voor. Schrijf erbij waarom. Het kan alleen waar de lijst het aanbiedt."
    sheet.row(["", layout.NA_WORDS, words], ("label", "label", "text"))
    sheet.row([])
    sheet.row([layout.CODE_LABEL, instrument.code], "soft")
    sheet.row([layout.VERSION_LABEL, instrument.version], "soft")
    _finish(sheet, "accent")


def _height(*texts: tuple[str, float]) -> float:
    """How high a row must be for these texts, each in its width."""
    return min(max(lines_in(text, width) for text, width in texts) * LINE + 5, HIGHEST_ROW)


# --- Profile ------------------------------------------------------------------------------------------------------------


def _profile(book: Book, instrument: Instrument, filled: FilledSheet, lists: Lists) -> None:
    sheet = book.sheet(layout.PROFILE, PROFILE_WIDTHS)
    sheet.row(["Over jullie organisatie"], "title", height=30)
    header = sheet.row(layout.PROFILE_HEADERS, "header", height=24)
    sheet.raw.freeze_panes = f"A{header + 1}"
    sheet.raw.print_title_rows = f"{header}:{header}"
    words = {route.key: route.title for route in instrument.routes}
    name = _answer(sheet, filled.organisation, text=True)
    _question(sheet, layout.ORGANISATION_CODE, "Hoe heet jullie organisatie?", name, "Zo staat de naam in het rapport.")
    for fact in instrument.profile:
        made = _answer(sheet, _shown(fact, filled.profile.get(fact.key), lists), text=False)
        code = layout.fact_code(instrument, fact.key)
        row = _question(sheet, code, escaped(fact.question), made, escaped(fact.why))
        rule = _rule(fact, lists)
        if rule is not None:
            rule.add(f"D{row}")
            sheet.raw.data_validations.append(rule)
    if len(words) > 1:
        made = _answer(sheet, words.get(filled.route or "", ""), text=False)
        row = _question(sheet, layout.ROUTE_CODE, "Welke route kiezen jullie?", made, _about_routes(instrument))
        rule = lists.offer(ROUTE)
        rule.add(f"D{row}")
        sheet.raw.data_validations.append(rule)
    _finish(sheet, "main")


def _question(sheet: Sheet, code: str, question: str, answer: Any, why: str) -> int:
    return sheet.row([code, question, why, answer], ("soft", "label", "soft", "input"))


def _about_routes(instrument: Instrument) -> str:
    titles = " of ".join(route.title for route in instrument.routes)
    return escaped(f"{titles}. Op de kortere route tellen alleen de stellingen met een ster (★).")


def _answer(sheet: Sheet, value: Any, *, text: bool) -> Any:
    """A cell to fill in. As `text` Excel leaves alone what looks like a date or a formula."""
    made = cell(sheet.raw, escaped(value) if isinstance(value, str) else value, "input")
    made.protection = FREE
    if text:
        made.number_format = "@"
    return made


def _shown(fact: Fact, value: FactValue | None, lists: Lists) -> Any:
    if isinstance(value, bool):
        return layout.YES if value else layout.NO
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if fact.type == "choice":
        return layout.option_words(fact.options).get(str(value), "")
    codes = lists.words[layout.MUNICIPALITY_CODE]
    if fact.type == "municipality" and value in codes:
        return lists.words[layout.MUNICIPALITY_NAME][codes.index(value)]
    return value


def _rule(fact: Fact, lists: Lists) -> DataValidation | None:
    if fact.type == "bool":
        return lists.offer(YES_NO)
    if fact.type == "choice":
        return lists.offer(fact.key)
    if fact.type == "municipality":
        return lists.offer(layout.MUNICIPALITY_NAME) if lists.words[layout.MUNICIPALITY_NAME] else None
    kind = "whole" if fact.type == "int" else "decimal"
    low, high = (f"{bound:f}" for bound in (fact.min, fact.max))
    rule = DataValidation(kind, low, high, showErrorMessage=True, allow_blank=True, operator="between")
    rule.errorTitle = "Geen goed getal"
    low, high = low.replace(".", ","), high.replace(".", ",")
    words = "een heel getal" if fact.type == "int" else "een getal (met een komma, zoals 1,5)"
    rule.error = f"Typ {words} van {low} tot en met {high}."
    return rule


# --- Statements ---------------------------------------------------------------------------------------------------------


def _statements(
    book: Book, instrument: Instrument, filled: FilledSheet, lists: Lists, codes: Collection[str] | None
) -> None:
    sheet = book.sheet(layout.STATEMENTS, STATEMENT_WIDTHS)
    sheet.raw.column_dimensions["I"].hidden = True
    sheet.row(["Stellingen"], "title", height=30)
    header = sheet.row(layout.STATEMENT_HEADERS, "header", height=30)
    sheet.raw.freeze_panes = f"D{header + 1}"
    sheet.raw.print_title_rows = f"{header}:{header}"
    rules = {False: lists.offer(LEVELS, strict=False), True: lists.offer(WITH_NA, strict=False)}
    words = layout.level_words(instrument)
    for position, part in enumerate(instrument.parts):
        tint = PatternFill("solid", fgColor=COLOURS["abc"[position % 3] + "-tint"])
        for theme in part.themes:
            chosen = [s for s in theme.statements if codes is None or s.code in codes]
            if chosen:
                _heading(sheet, part, theme, tint)
            for s in chosen:
                row = _statement(sheet, instrument, s, filled.entries.get(s.code, EMPTY), words, explain=codes is None)
                rules[s.allow_na].add(f"F{row}")
    sheet.raw.data_validations.dataValidation.extend(rule for rule in rules.values() if rule.sqref)
    _warn(sheet, header + 1, lists)
    _finish(sheet, "main")


def _heading(sheet: Sheet, part: Part, theme: Theme, tint: PatternFill) -> None:
    for text, style in ((f"{part.title} – {theme.title}", "group"), (theme.intro, "soft")):
        if not text:
            continue
        made = [cell(sheet.raw, escaped(value), style) for value in ("", "", text, "", "", "", "", "")]
        for one in made:
            one.fill = tint
        row = sheet.row(made, height=max(_height((text, sum(STATEMENT_WIDTHS[2:8]))), 20))
        sheet.raw.merged_cells.add(f"C{row}:H{row}")


def _statement(
    sheet: Sheet, instrument: Instrument, s: Statement, entry: Entry, words: tuple[str, ...], *, explain: bool
) -> int:
    choice = {"": "", UNKNOWN: layout.UNKNOWN_WORDS, NA: layout.NA_WORDS}.get(entry.choice)
    facts = layout.depends_on(instrument, s) if explain else ()
    note = f"Of dit voor jullie geldt, hangt af van {' en '.join(facts)} (blad Profiel)." if facts else ""
    explanation = "\n".join(line for line in (s.explanation, note) if line)
    evidence = "\n".join(f"• {one}" for one in s.evidence)
    texts = (s.text, explanation, evidence, "", entry.reason, entry.remark)
    return sheet.row(
        [
            s.code,
            "★" if s.starred else "",
            escaped(s.text),
            escaped(explanation),
            escaped(evidence),
            _answer(sheet, words[int(entry.choice)] if choice is None else choice, text=False),
            _answer(sheet, entry.reason, text=True) if s.allow_na or entry.reason else "",
            _answer(sheet, entry.remark, text=True),
            entry.mark if entry != EMPTY else "",
        ],
        ("soft", "label", "label", "text", "soft", "input", "text", "input", "soft"),
        height=_height(*zip(texts, STATEMENT_WIDTHS[2:8], strict=True)),
    )


def _warn(sheet: Sheet, first: int, lists: Lists) -> None:
    """Colour an answer that will not be understood, and a reason that is missing."""
    last = max(sheet.rows, first)
    known = lists.reference(WITH_NA, typed=True)
    wrong = PatternFill("solid", bgColor=COLOURS["error-tint"])
    missing = PatternFill("solid", bgColor=COLOURS["warn-tint"])
    answers, reasons = f"F{first}:F{last}", f"G{first}:G{last}"
    unknown = f"AND(LEN(F{first})>0,ISNA(MATCH(F{first},{known},0)))"
    sheet.raw.conditional_formatting.add(answers, FormulaRule([unknown], fill=wrong))
    unexplained = f'AND(F{first}="{layout.NA_WORDS}",LEN(G{first})=0)'
    sheet.raw.conditional_formatting.add(reasons, FormulaRule([unexplained], fill=missing))
