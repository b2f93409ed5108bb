"""Reading links to a report: the one somebody holds, and those that were made."""

from dataclasses import dataclass
from datetime import date

from selfeval.models import Evaluation, ShareLink
from selfeval.queries import token_seal


def share_behind(token: str) -> ShareLink | None:
    """The link with this secret, working or not, with its evaluation; None where there never was one."""
    found = ShareLink.objects.select_related("evaluation__instrument_version")
    return found.defer("evaluation__instrument_version__definition").filter(token_sha256=token_seal(token)).first()


def works(link: ShareLink, *, today: date) -> bool:
    """Whether it opens the report on this day."""
    return link.withdrawn_at is None and link.until >= today


@dataclass(frozen=True, slots=True)
class Shares:
    """The links of one report: those that work, and those that do not any more."""

    working: list[ShareLink]
    over: list[ShareLink]


def shares_of(evaluation: Evaluation, *, today: date) -> Shares:
    """All links of this report, newest first. One query."""
    rows = list(ShareLink.objects.filter(evaluation=evaluation).select_related("made_by"))
    return Shares(
        [one for one in rows if works(one, today=today)], [one for one in rows if not works(one, today=today)]
    )
