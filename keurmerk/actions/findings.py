"""Acts of the auditor on the sample and what is found at its statements, kept as it is typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import randbelow

from goedgeregeld.accounts.models import User
from keurmerk.actions.ritual import Act, Blocked, acting
from keurmerk.drafts import Sent, merge
from keurmerk.judging import VERDICTS, Found
from keurmerk.models import Application, Audit, Finding
from keurmerk.queries.audit import Auditing
from keurmerk.sampling import MOST_PER_THEME, SEEDS, propose
from keurmerk.states import Verb


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did: the audit with its findings as they are now, what changed, and what was replaced unseen.

    `refused` says of those that were not kept why, in Dutch.
    """

    auditing: Auditing
    changed: tuple[str, ...]
    overwrote: Mapping[str, Found]
    refused: Mapping[str, str]


def _auditing(act: Act) -> Auditing:
    found: Auditing = act.reading.auditing  # type: ignore[assignment] - the rules saw to it that there is one
    return found


def draw_sample(
    application: Application,
    *,
    per_theme: int,
    by: User,
    now: datetime,
    moves: int | None = None,
    seed: int | None = None,
) -> Audit:
    """Draw the sample: what must be in it, and so many more of each theme. What was added by hand stays.

    May be done again until something was found; each seed is in the history. Raises Blocked.
    """
    with acting(application, Verb.DRAW_SAMPLE, by=by, now=now, moves=moves) as act:
        if not 0 <= per_theme <= MOST_PER_THEME:
            raise Blocked(f"Trek van 0 tot en met {MOST_PER_THEME} stellingen per thema.")
        found = _auditing(act)
        audit, added = found.audit, [code for code, why in found.why.items() if "added" in why]
        since = found.assessing.since
        audit.changed = [line.code for line in found.book.lines if line.code in since.changed] if since else []
        audit.seed, audit.per_theme = randbelow(SEEDS) if seed is None else seed, per_theme
        drawn = propose(found.candidates(), per_theme=per_theme, seed=audit.seed)
        audit.sample = found.in_order([*drawn, *added])
        audit.save(update_fields=["seed", "per_theme", "changed", "sample"])
        act.data["seed"], act.data["number"] = audit.seed, per_theme
    return audit


def widen_sample(
    application: Application, *, statements: Iterable[str], by: User, now: datetime, moves: int | None = None
) -> Audit:
    """Look at these statements too. Raises Blocked where none of them is new in the dossier."""
    with acting(application, Verb.WIDEN_SAMPLE, by=by, now=now, moves=moves) as act:
        found = _auditing(act)
        new = [code for code in found.in_order(statements) if code not in found.why]
        if not new:
            raise Blocked("Kies minstens één stelling die nog niet in de steekproef zit.")
        found.audit.sample = found.in_order([*found.audit.sample, *new])
        found.audit.save(update_fields=["sample"])
        act.data["statements"] = new
    return found.audit


def save_findings(
    application: Application,
    sent: Mapping[str, Sent[Found]],
    *,
    by: User,
    now: datetime,
    moves: int | None = None,
) -> Saved:
    """Bring these findings in, each whole or not at all; a field the page did not touch stays as it is."""
    with acting(application, Verb.FIND, by=by, now=now, moves=moves) as act:
        found = _auditing(act)
        replaced, changed, refused = {}, {}, {}
        for code, one in sent.items():
            before = found.found(code)
            merged = merge(before, one)
            problem = _problem(found, code, merged.entry)
            if problem:
                refused[code] = problem
            elif merged.entry != before:
                changed[code] = merged.entry
                if merged.overwrites:
                    replaced[code] = before
        rows = [
            Finding(audit=found.audit, statement=code, verdict=one.verdict, reason=one.reason, saved_at=now)
            for code, one in changed.items()
        ]
        fields = ["verdict", "reason", "saved_at"]
        Finding.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["audit", "statement"], update_fields=fields
        )
        act.data["statements"] = list(changed)
        act.nothing_changed = not changed
        found.findings.update(changed)
    return Saved(found, tuple(changed), replaced, refused)


def _problem(found: Auditing, code: str, one: Found) -> str | None:
    if code not in found.why:
        return "Deze stelling zit niet in de steekproef. Voeg haar eerst toe."
    return None if one.verdict in ("", *VERDICTS) else "Deze bevinding ken ik niet. Kies een van de vier."
