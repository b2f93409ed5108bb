"""Reading evidence apart from a dossier: all pieces with where they are used, how much there is, and what was replaced."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum

from keurmerk.models import Application, Evidence, EvidenceUse, ReplacedExplanation
from keurmerk.queries.dossier import evaluation_of, pieces_of
from keurmerk.states import EvidenceKind, ScanState
from selfeval.queries import instrument_of


@dataclass(frozen=True, slots=True)
class Row:
    """A piece in the list, with the statements at which it is used."""

    piece: Evidence
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stock:
    """How much evidence there is, and what asks for attention."""

    rows: tuple[Row, ...]

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(row.piece.size for row in self.rows)

    @property
    def unused(self) -> int:
        return sum(not row.statements for row in self.rows)

    @property
    def not_scanned(self) -> int:
        files = (row.piece for row in self.rows if row.piece.kind == EvidenceKind.FILE)
        return sum(piece.scan == ScanState.NOT_SCANNED for piece in files)

    @property
    def blocked(self) -> list[Evidence]:
        """Files that turned out to be harmful."""
        return [row.piece for row in self.rows if row.piece.scan == ScanState.INFECTED]


def stock_of(application: Application, pieces: Iterable[Evidence] | None = None) -> Stock:
    """The evidence in the working copy, with who added it, or `pieces`, where they were read already. At most three queries."""
    used: dict[int, list[str]] = {}
    uses = EvidenceUse.objects.filter(evidence__application=application, evidence__removed_at__isnull=True)
    for number, statement in uses.order_by("statement").values_list("evidence_id", "statement"):
        used.setdefault(number, []).append(statement)
    found = pieces_of(application).prefetch_related("added_by") if pieces is None else pieces
    return Stock(tuple(Row(piece, tuple(used.get(piece.pk, ()))) for piece in found))


def size_of(application: Application) -> int:
    """How many bytes the files in the working copy are together."""
    return pieces_of(application).aggregate(total=Sum("size"))["total"] or 0


def theme_of(application: Application, statement: str) -> str | None:
    """The code of the theme in which this statement stands; None where the dossier's instrument does not have it."""
    evaluation = evaluation_of(application)
    if evaluation is None:
        return None
    themes = instrument_of(evaluation.instrument_version).themes
    return next((theme.code for theme in themes if any(one.code == statement for one in theme.statements)), None)


def submissions_with(piece: Evidence) -> list[int]:
    """The numbers of the dossiers in which this piece was handed in."""
    return list(piece.submissions.order_by("number").values_list("number", flat=True))


def unseen_replacements(application: Application, user: int | None) -> list[ReplacedExplanation]:
    """Explanations of this person that somebody else replaced, and that they were not told of yet, in order."""
    found = ReplacedExplanation.objects.filter(application=application, author=user, seen_at__isnull=True)
    return list(found) if user is not None else []
