"""`evaluate --instrument CODE[@VERSION] --answers FILE`: score a file of answers without keeping anything."""

import json
from datetime import date
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from goedgeregeld.file_command import STDIN, FileCommand, Refused, read_file, write_file
from reports.advice.excel import report_workbook
from reports.advice.pdf import draw_charts, report_pdf
from reports.instrument.named import named_instrument
from selfeval import scoring
from selfeval.advice import Evaluated, GivenAnswer, advise
from selfeval.instruments.answers_file import MAX_BYTES, AnswersFile, InvalidAnswers, read_answers
from selfeval.instruments.model import Instrument


class Command(FileCommand):
    help = "Rekent de uitslag uit van een bestand met antwoorden (JSON). Er wordt niets bewaard."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--instrument", required=True, metavar="CODE[@VERSIE]", help="zonder versie: de nieuwste")
        parser.add_argument("--answers", required=True, metavar="FILE", help="JSON; '-' is de standaardinvoer")
        parser.add_argument("--format", choices=("json", "pdf", "xlsx"), default="json", help="standaard json")
        parser.add_argument("--output", metavar="FILE", help="zonder dit: de standaarduitvoer")

    def handle(self, *_args: Any, **options: Any) -> None:
        instrument = named_instrument(options["instrument"])
        given = _answers(options["answers"], instrument)
        outcome = scoring.score(instrument, given.profile, given.route, given.answers)
        if options["format"] == "json":
            text = json.dumps(scoring.as_json(instrument, outcome), ensure_ascii=False, indent=2) + "\n"
            content = text.encode()
        else:
            content = _report(options["format"], instrument, given, outcome, today=timezone.localdate())
        if options["output"] and options["output"] != STDIN:
            write_file(options["output"], content)
        else:
            self._print(content)

    def _print(self, content: bytes) -> None:
        """Bytes as they are to the real output; to a stream of text, which only tests have, as text."""
        raw = getattr(self.stdout, "buffer", None)
        if raw is None:
            self.stdout.write(content.decode())
        else:
            raw.write(content)
            raw.flush()


def _answers(path: str, instrument: Instrument) -> AnswersFile:
    try:
        return read_answers(read_file(path, MAX_BYTES), instrument)
    except InvalidAnswers as invalid:
        raise Refused(f"{path}: {problem}" for problem in invalid.problems) from invalid


def _report(kind: str, instrument: Instrument, given: AnswersFile, outcome: scoring.Outcome, *, today: date) -> bytes:
    advice = advise(
        Evaluated(
            instrument=instrument,
            organisation=given.organisation,
            completed_on=today,
            profile=given.profile,
            route=given.route,
            outcome=outcome,
            answers={
                code: GivenAnswer(given.answers.get(code), given.reasons.get(code, ""), given.remarks.get(code, ""))
                for code in instrument.by_code
            },
        )
    )
    return report_pdf(advice, draw_charts(advice)) if kind == "pdf" else report_workbook(advice)
