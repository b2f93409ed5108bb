"""Packing the zip: into a temporary file, piece by piece, so that much data takes no more memory than little."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify

from goedgeregeld.accounts.models import Organisation, User
from goedgeregeld.accounts.queries import person
from goedgeregeld.events.actions import record
from reports.advice.actions import see_drawn
from reports.advice.apart import apart_of
from reports.advice.excel import report_workbook
from reports.advice.pdf import report_pdf
from reports.instrument.excel_questionnaire import questionnaire_workbook
from reports.instrument.queries import applying, filled, municipalities
from reports.plots import KINDS
from reports.takeaway import queries
from reports.takeaway.application import pack_application
from reports.takeaway.excel import tables_workbook
from reports.takeaway.network import has_files, pack_network
from reports.takeaway.queries import Tables
from selfeval.advice import advise
from selfeval.models import Evaluation
from selfeval.queries import evaluated, instrument_of

IN_MEMORY = 1024 * 1024  # what is larger goes to disk
README, DATA, BOOK = "LEESMIJ.txt", "gegevens.json", "gegevens.xlsx"


def take_person(user: User, *, now: datetime) -> IO[bytes]:
    """The zip with what is kept of this person; the caller closes it."""
    record("take_away", user, by=user, now=now)
    pack = [partial(pack_network, user=user)] if has_files(user) else []
    return _packed(queries.tables_of_person(user), [], {"person": user}, pack, now=now)


def take_organisation(organisation: Organisation, *, by: User, now: datetime) -> IO[bytes]:
    """The zip with everything of the organisation, and a folder for each evaluation; the caller closes it."""
    record("take_away", organisation, by=by, now=now)
    pks = list(organisation.evaluations.order_by("started_at", "pk").values_list("pk", flat=True))
    applications = list(organisation.applications.order_by("requested_at", "pk").values_list("pk", flat=True))
    pack = [partial(pack_application, pk=pk, person=person(by), now=now) for pk in applications]
    return _packed(queries.tables_of_organisation(organisation), pks, {"organisation": organisation}, pack, now=now)


def take_evaluation(evaluation: Evaluation, *, now: datetime) -> IO[bytes]:
    """The zip with everything of one evaluation; the caller closes it."""
    record("take_away", evaluation, by=None, now=now)
    tables = queries.tables_of_evaluations(Evaluation.objects.filter(pk=evaluation.pk))
    return _packed(tables, [evaluation.pk], {"evaluation": evaluation}, now=now)


def _packed(
    tables: Tables,
    evaluations: list[object],
    about: Mapping[str, object],
    more: Iterable[Callable[[ZipFile], str]] = (),
    *,
    now: datetime,
) -> IO[bytes]:
    """The zip. `more`: what packs a folder of its own and returns its name."""
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    with _closed_on_failure(file), ZipFile(file, "w", ZIP_DEFLATED) as package:
        names = [_pack_evaluation(package, number, pk, now=now) for number, pk in enumerate(evaluations, start=1)]
        applications = [pack(package) for pack in more]
        _pack_json(package, tables)
        rows = {name: partial(queries.rows, name, found) for name, found in tables.items()}
        package.writestr(BOOK, tables_workbook("Gegevens", rows, dated=timezone.localdate(now)))
        context = {
            **about,
            "now": now,
            "tables": tables,
            "folders": names,
            "applications": applications,
            "data": DATA,
            "book": BOOK,
        }
        package.writestr(README, render_to_string("reports/takeaway/readme.txt", context).replace("\n", "\r\n"))
    file.seek(0)
    return file


@contextmanager
def _closed_on_failure(file: IO[bytes]) -> Iterator[None]:
    """Nobody else closes it where packing fails."""
    try:
        yield
    except BaseException:
        file.close()
        raise


def _pack_json(package: ZipFile, tables: Tables) -> None:
    """{"model": [row, ...], ...}, written a row at a time."""
    encode = DjangoJSONEncoder(ensure_ascii=False).encode
    with package.open(DATA, "w") as out:
        for position, (name, found) in enumerate(tables.items()):
            out.write(f"{',' if position else '{'}\n{json.dumps(name)}: [".encode())
            for number, row in enumerate(queries.rows(name, found)):
                out.write(f"{',' if number else ''}\n{encode(row)}".encode())
            out.write(b"]")
        out.write(b"\n}\n")


def _pack_evaluation(package: ZipFile, number: int, pk: object, *, now: datetime) -> str:
    """A folder with the questionnaire as filled in and, of a completed one, the report. Returns its name."""
    evaluation = Evaluation.objects.select_related("instrument_version").get(pk=pk)
    day = timezone.localdate(evaluation.completed_at or evaluation.changed_at)
    name = slugify(evaluation.organisation_name)[:40].strip("-") or "zelfevaluatie"
    folder = f"zelfevaluaties/{number:02d}-{name}-{day.isoformat()}"
    package.writestr(f"{folder}/vragenlijst.xlsx", _questionnaire(evaluation))
    if evaluation.completed_at is not None:
        advice = advise(evaluated(evaluation))
        charts = see_drawn(advice, [(kind, "print") for kind in KINDS], now=now)
        prints, apart = {kind: svg for (kind, _), svg in charts.items()}, apart_of(evaluation)
        package.writestr(f"{folder}/rapport.pdf", report_pdf(advice, prints, apart=apart))
        package.writestr(f"{folder}/rapport.xlsx", report_workbook(advice, apart=apart))
    return folder


def _questionnaire(evaluation: Evaluation) -> bytes:
    instrument, entered = instrument_of(evaluation.instrument_version), filled(evaluation)
    return questionnaire_workbook(
        instrument,
        prefill=entered,
        codes=applying(instrument, entered.profile, evaluation.route),
        municipalities=municipalities(entered.profile),
        dated=timezone.localdate(evaluation.changed_at),
    )
