"""People who answer together. Each has an address of their own, and answers A1 (or what a test says)."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from post_office.models import Email

from selfeval import actions
from selfeval.models import Evaluation, Invited, Response, Round
from selfeval.queries import token_seal
from tests.selfeval.cast import NOW, entry, later, sent

END = date(2026, 12, 7)
GROUPS = ("Bestuur", "Vrijwilligers")


def opened(evaluation: Evaluation, *, anonymous: bool, shared: bool = True, groups: tuple[str, ...] = GROUPS) -> Round:
    return actions.open_round(
        evaluation, anonymous=anonymous, shared=shared, groups=groups, closes_on=END, now=NOW, by=None
    )


def tokens_mailed() -> dict[str, str]:
    """The secret in the last mail to each address."""
    found = {}
    for mail in Email.objects.order_by("pk"):
        for token in re.findall(r"/samen/([A-Za-z0-9_-]{20,})/", mail.message):
            found[mail.to[0]] = token
    return found


def invite(one: Round, *addresses: str, **options: Any) -> dict[str, str]:
    """Invite them; the secrets of their links."""
    actions.invite_respondents(one, addresses, now=NOW, **options)
    return {address: tokens_mailed()[address] for address in addresses}


def begun(one: Round, token: str, name: str = "", group: str = "") -> Response:
    invited = Invited.objects.filter(email__isnull=False, token_sha256=seal_of(token)).first()
    return actions.begin_response(one, secret=token, invited=invited, name=name, group=group, now=NOW)


def seal_of(token: str) -> str:
    return token_seal(token)


def answered(
    one: Round,
    token: str,
    answers: Mapping[str, Any] | None = None,
    *,
    name: str = "",
    group: str = "",
    done: bool = True,
) -> Response:
    """Somebody who answers by this secret and, unless `done` is False, hands in. A value may be an entry."""
    response = begun(one, token, name, group)
    actions.save_response(response, sent(**(answers or {"A1": 2})), now=later(1))
    return actions.hand_in(response, now=later(2)) if done else response


def many(one: Round, levels: str, code: str = "A1", *, group: str = "", remark: str = "") -> list[Response]:
    """One person for each character: a level, "n" for n.v.t. (where it may be), "?" for not knowing."""
    made = []
    for at, level in enumerate(levels):
        words = f"{remark} {at}" if remark else ""
        one_entry = entry("nvt", "Past niet.", words) if level == "n" else entry(level, remark=words)
        token = f"{group or 'geen'}-{code}-{len(levels)}-{at}-{one.responses.count()}"
        made.append(answered(one, token, {code: one_entry}, name=f"{group} {at}", group=group))
    return made
