"""The questionnaire to take away: blank for everybody, and of one's own evaluation with what was entered so far.

A published version never changes, so what is blank may be kept by browsers and proxies; it is made once per process.
"""

import hashlib
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reports.excel import XLSX
from reports.instrument import queries
from reports.instrument.excel_lists import Municipalities
from reports.instrument.excel_questionnaire import questionnaire_workbook
from reports.instrument.pdf import questionnaire_pdf
from selfeval.instruments.model import FULL, Instrument
from selfeval.loaders import load_evaluation
from selfeval.models import Evaluation, InstrumentVersion
from selfeval.queries import instrument_of

PDF = "application/pdf"
AN_HOUR = 60 * 60


@require_safe
def blank_excel(request: HttpRequest, code: str, version: str) -> HttpResponse:
    """A published questionnaire as a workbook."""
    content = _blank_excel(*_published(code, version), queries.municipalities())
    return _lasting(request, content, XLSX, f"vragenlijst-{code}-{version}.xlsx")


@require_safe
def blank_pdf(request: HttpRequest, code: str, version: str) -> HttpResponse:
    """A published questionnaire on paper."""
    return _lasting(request, _blank_pdf(*_published(code, version)), PDF, f"vragenlijst-{code}-{version}.pdf")


@require_safe
@never_cache
def evaluation_excel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The questionnaire of this evaluation as a workbook, with what was entered so far."""
    evaluation = load_evaluation(request, pk)
    instrument, filled = instrument_of(evaluation.instrument_version), queries.filled(evaluation)
    content = questionnaire_workbook(
        instrument,
        prefill=filled,
        codes=queries.applying(instrument, filled.profile, evaluation.route),
        municipalities=queries.municipalities(filled.profile),
        dated=timezone.localdate(evaluation.changed_at),
    )
    return _download(content, XLSX, _name(evaluation, "xlsx"))


@require_safe
@never_cache
def evaluation_pdf(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The questionnaire of this evaluation on paper: only what applies, once the profile is known."""
    evaluation = load_evaluation(request, pk)
    instrument, filled = instrument_of(evaluation.instrument_version), queries.filled(evaluation)
    known = queries.applying(instrument, filled.profile, evaluation.route) is not None
    names = dict(queries.municipalities(filled.profile))
    content = questionnaire_pdf(
        instrument,
        profile=filled.profile if known else None,
        route=evaluation.route or FULL,
        organisation=evaluation.organisation_name,
        municipality=next((names[str(v)] for v in filled.profile.values() if str(v) in names), ""),
        dated=timezone.localdate(evaluation.changed_at),
    )
    return _download(content, PDF, _name(evaluation, "pdf"))


def _published(code: str, version: str) -> tuple[Instrument, date]:
    try:
        found = queries.published(code, version)
    except InstrumentVersion.DoesNotExist as error:
        raise Http404 from error
    return instrument_of(found), timezone.localdate(found.published_at)


@lru_cache(maxsize=8)
def _blank_excel(instrument: Instrument, dated: date, municipalities: Municipalities) -> bytes:
    return questionnaire_workbook(instrument, municipalities=municipalities, dated=dated)


@lru_cache(maxsize=8)
def _blank_pdf(instrument: Instrument, dated: date) -> bytes:
    return questionnaire_pdf(instrument, dated=dated)


def _lasting(request: HttpRequest, content: bytes, content_type: str, filename: str) -> HttpResponse:
    """A download that may be kept for an hour and is asked for again by its seal."""
    response = _download(content, content_type, filename)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=AN_HOUR)
    return get_conditional_response(request, etag=etag, response=response) or response


def _download(content: bytes, content_type: str, filename: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


def _name(evaluation: Evaluation, extension: str) -> str:
    name = slugify(evaluation.organisation_name)[:60].strip("-") or "zelfevaluatie"
    return f"vragenlijst-{name}-{timezone.localdate(evaluation.changed_at).isoformat()}.{extension}"
