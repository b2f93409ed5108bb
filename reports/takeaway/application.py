"""A folder of the zip for one application: its documents as this person may read them, the conversation, and the files.

Files are copied a piece at a time, so that much evidence takes no more memory than little.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath
from shutil import copyfileobj
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.utils import timezone

from goedgeregeld.accounts.permissions import Person
from keurmerk import permissions, waiting
from keurmerk.models import Application, Evidence, Message
from keurmerk.queries import Reading, dossier
from keurmerk.queries.assessment import assessments
from keurmerk.queries.audit import Auditing, audits_of
from keurmerk.queries.audit import may_see as may_see_audit
from keurmerk.queries.plan import visible_plans
from keurmerk.queries.rulings import rulings
from keurmerk.states import EvidenceKind, ScanState
from reports.mark.assessment.pdf import assessment_pdf
from reports.mark.audit.pdf import audit_pdf
from reports.mark.decision.pdf import decision_pdf
from reports.mark.plan.pdf import plan_pdf
from reports.mark.timeline.pdf import timeline_pdf
from reports.mark.timeline.queries import timeline
from reports.takeaway.excel_dossier import dossier_workbook

PIECE = 256 * 1024


def pack_application(package: ZipFile, *, pk: int, person: Person, now: datetime) -> str:
    """Write the folder. Returns its name."""
    related = ("organisation", "organisation__municipality", "adviser", "auditor")
    application = Application.objects.select_related(*related).get(pk=pk)
    folder = f"keurmerk/{application.code.lower()}"
    for name, content in _documents(application, person, now):
        package.writestr(f"{folder}/{name}", content)
    _pack_conversation(package, folder, application)
    _pack_files(package, folder, application)
    return folder


def _documents(application: Application, person: Person, now: datetime) -> Iterator[tuple[str, bytes]]:
    """One at a time: only one is in memory."""
    today = timezone.localdate(now)
    for plan in visible_plans(application, person):
        yield f"plan-van-aanpak-versie-{plan.version}.pdf", plan_pdf(application, plan)
    for submission in dossier.submissions_of(application):
        yield f"dossier-{submission.number}.xlsx", dossier_workbook(dossier.frozen(submission), dated=today)
    if book := dossier.working(application):
        yield "dossier-in-bewerking.xlsx", dossier_workbook(book, dated=today)
    for found in assessments(application):
        if found.is_given and permissions.may_see_assessment(application, person, given=True):
            yield f"beoordeling-{found.submission.number}.pdf", assessment_pdf(application, found)
    for audit in audits_of(application):
        if audit.recommended_at is not None and may_see_audit(audit, application, person):
            yield f"auditrapport-{audit.round}.pdf", audit_pdf(application, Auditing(audit))
    reading = Reading(application, me=person.user_id, today=today)
    for number, told in enumerate(reversed(rulings(reading)), start=1):
        yield f"besluit-{number}.pdf", decision_pdf(application, told)
    standing = waiting.standing(application, person, today=today).sentence
    days = timeline(application, person)
    yield "tijdlijn.pdf", timeline_pdf(application, days, standing=standing, whole=False, dated=today)


def _pack_conversation(package: ZipFile, folder: str, application: Application) -> None:
    said = Message.objects.filter(application=application).select_related("author").order_by("at", "pk")
    if not said.exists():
        return
    with package.open(f"{folder}/gesprek.txt", "w") as out:
        for one in said.iterator(chunk_size=500):
            head = f"{timezone.localtime(one.at):%d-%m-%Y %H:%M} {one.author}"
            out.write(f"{head}\r\n{one.text}\r\n\r\n".encode())


def _pack_files(package: ZipFile, folder: str, application: Application) -> None:
    """Every file, under its number and its own name. Most are packed already, so they are stored as they are."""
    files = Evidence.objects.filter(application=application, kind=EvidenceKind.FILE).exclude(scan=ScanState.INFECTED)
    for piece in files.order_by("pk").iterator(chunk_size=100):
        info = ZipInfo(f"{folder}/bewijs/{piece.pk}-{PurePosixPath(piece.name).name}", _zip_date(piece.added_at))
        info.compress_type, info.file_size = ZIP_STORED, piece.size
        try:
            content = piece.file.open("rb")
        except FileNotFoundError:
            continue  # erased at this very moment
        with content, package.open(info, "w") as out:
            copyfileobj(content, out, PIECE)


def _zip_date(moment: datetime) -> tuple[int, int, int, int, int, int]:
    at = timezone.localtime(moment)
    return at.year, at.month, at.day, at.hour, at.minute, at.second
