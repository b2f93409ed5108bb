"""Acts on evidence: adding, saying at which statements it is used, giving it another title, taking it away."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from goedgeregeld.accounts.models import User
from goedgeregeld.events.actions import record
from goedgeregeld.uploads.names import LONGEST, title_for, visible
from goedgeregeld.uploads.values import MIB, Refused
from keurmerk.actions import files
from keurmerk.actions.files import Arrived, Infected
from keurmerk.actions.ritual import Act, WrongState, acting
from keurmerk.models import Application, Evidence, EvidenceUse
from keurmerk.queries.dossier import handed_in, pieces_of
from keurmerk.queries.evidence import size_of
from keurmerk.states import EvidenceKind, Verb


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in."""

    stream: BinaryIO
    name: str
    size: int


@dataclass(slots=True)
class Added:
    """What became of the files: kept, known already (and used at the statements from now on), or refused with the reason."""

    kept: list[Evidence] = field(default_factory=list)
    known: list[Evidence] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def add_files(
    application: Application, uploads: Iterable[Upload], *, statements: Collection[str], by: User, now: datetime
) -> Added:
    """Keep these files as evidence at these statements. Each is judged by itself: one that is refused holds up no other.

    Looking at files and scanning them takes time, so that is done before the application is locked.
    """
    added = Added()
    arrived = _arrived(application, uploads, added, by=by, now=now)
    if not arrived:
        return added
    with files.stored(application, arrived) as names, acting(application, Verb.WORK_ON_DOSSIER, by=by, now=now) as act:
        room = settings.EVIDENCE_DOSSIER_MB * MIB - size_of(act.application)
        known = {piece.sha256: piece for piece in pieces_of(act.application) if piece.sha256}
        for one, name in zip(arrived, names, strict=True):
            if one.sha256 in known:
                added.known.append(known[one.sha256])
            elif one.checked.size > room:
                added.refused.append((one.checked.name, _no_room()))
            else:
                room -= one.checked.size
                known[one.sha256] = _kept(act.application, one, name, by=by, now=now)
                added.kept.append(known[one.sha256])
        _use([*added.kept, *added.known], statements)
        act.data["work"] = "add_evidence"
        act.data["statements"] = list(statements)
        act.data["added"] = len(added.kept)
    return added


def _arrived(
    application: Application, uploads: Iterable[Upload], added: Added, *, by: User, now: datetime
) -> list[Arrived]:
    found = []
    for upload in uploads:
        try:
            found.append(files.look_at(upload.stream, upload.name, size=upload.size))
        except Refused as refused:
            added.refused.append((visible(upload.name)[:LONGEST], str(refused)))
        except Infected:
            record("refuse_infected", application, by=by, now=now)
            added.refused.append(
                (visible(upload.name)[:LONGEST], _("In dit bestand zit schadelijke software. Het is niet bewaard."))
            )
    return found


def _no_room() -> str:
    return _("Het dossier is vol: alle bestanden samen mogen hoogstens %(mb)d MB zijn. Haal eerst iets weg.") % {
        "mb": settings.EVIDENCE_DOSSIER_MB
    }


def _kept(application: Application, one: Arrived, name: str, *, by: User, now: datetime) -> Evidence:
    return Evidence.objects.create(
        application=application,
        kind=EvidenceKind.FILE,
        title=title_for(one.checked.name),
        file=name,
        name=one.checked.name,
        content_type=one.checked.kind.content_type,
        size=one.checked.size,
        sha256=one.sha256,
        scan=one.scan,
        added_by=by,
        added_at=now,
    )


def add_link(
    application: Application, *, title: str, url: str, statements: Collection[str], by: User, now: datetime
) -> Evidence:
    """A page elsewhere, as evidence at these statements."""
    fields = {"kind": EvidenceKind.LINK, "title": title, "url": url}
    return _add(application, fields, statements, by=by, now=now)


def add_visit(
    application: Application, *, title: str, statements: Collection[str], by: User, now: datetime
) -> Evidence:
    """Something that can be seen at a visit, as evidence at these statements."""
    return _add(application, {"kind": EvidenceKind.VISIT, "title": title}, statements, by=by, now=now)


def _add(
    application: Application, fields: dict[str, str], statements: Collection[str], *, by: User, now: datetime
) -> Evidence:
    with acting(application, Verb.WORK_ON_DOSSIER, by=by, now=now) as act:
        same = pieces_of(act.application).filter(**fields).first()  # pressed twice
        piece = same or Evidence.objects.create(application=act.application, added_by=by, added_at=now, **fields)
        _use([piece], statements)
        act.data["work"] = "add_evidence"
        act.data["statements"] = list(statements)
        act.data["added"] = 0 if same else 1
    return piece


def _use(pieces: Iterable[Evidence], statements: Collection[str]) -> None:
    uses = [EvidenceUse(evidence=piece, statement=statement) for piece in pieces for statement in statements]
    EvidenceUse.objects.bulk_create(uses, ignore_conflicts=True)


def use_evidence(piece: Evidence, *, add: Collection[str], drop: Collection[str], by: User, now: datetime) -> Evidence:
    """Use this piece at the statements `add`, and no longer at `drop`; what else it is used at stays."""

    def change(_act: Act, locked: Evidence) -> None:
        _use([locked], add)
        locked.uses.filter(statement__in=list(drop)).delete()

    return _changing(piece, "use_evidence", change, statements=[*add, *drop], by=by, now=now)


def pick_evidence(
    application: Application,
    *,
    statement: str,
    add: Sequence[int],
    drop: Sequence[int],
    by: User,
    now: datetime,
) -> None:
    """At this statement use the pieces `add` (by number), and no longer those in `drop`; others stay as they are."""
    with acting(application, Verb.WORK_ON_DOSSIER, by=by, now=now) as act:
        _use(pieces_of(act.application).filter(pk__in=add), [statement])
        EvidenceUse.objects.filter(
            evidence__application=act.application, evidence_id__in=drop, statement=statement
        ).delete()
        act.data["work"] = "use_evidence"
        act.data["statements"] = [statement]


def rename_evidence(piece: Evidence, *, title: str, by: User, now: datetime) -> Evidence:
    """Give it another title. What was handed in before keeps the old one."""

    def change(_act: Act, locked: Evidence) -> None:
        locked.title = title
        locked.save(update_fields=["title"])

    return _changing(piece, "rename_evidence", change, statements=[], by=by, now=now)


def remove_evidence(piece: Evidence, *, by: User, now: datetime) -> None:
    """Take it out of the working copy. What was handed in keeps it; what nobody else saw is erased, its file too."""

    def change(act: Act, locked: Evidence) -> None:
        if handed_in(act.application).filter(pk=locked.pk).exists():
            locked.uses.all().delete()
            locked.removed_at = now
            locked.save(update_fields=["removed_at"])
        else:
            files.erase_after_commit(locked)
            locked.delete()

    _changing(piece, "remove_evidence", change, statements=None, by=by, now=now)


def _changing(
    piece: Evidence,
    work: str,
    change: Callable[[Act, Evidence], None],
    *,
    statements: list[str] | None,
    by: User,
    now: datetime,
) -> Evidence:
    """One act on one piece of the working copy. Raises WrongState where it was taken away meanwhile."""
    with acting(piece.application, Verb.WORK_ON_DOSSIER, by=by, now=now) as act:
        locked = pieces_of(act.application).filter(pk=piece.pk).first()
        if locked is None:
            raise WrongState(_("Dit bewijsstuk is intussen weggehaald."))
        used = list(locked.uses.order_by("statement").values_list("statement", flat=True))
        act.data["work"] = work
        act.data["number"] = piece.pk
        act.data["statements"] = used if statements is None else statements
        change(act, locked)
    return locked
