"""Acts on a round of answering together: opening, the link for everybody, its last day, closing.

What respondents do stands in `together_answers`, what is mailed to them in `together_inviting`. In the history stands what
the coordinator did; of respondents nothing, since when somebody answered may tell who they are.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from secrets import token_urlsafe

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from goedgeregeld.accounts.actions.mail import forget_mail
from goedgeregeld.accounts.models import User
from goedgeregeld.accounts.sealing import seal
from goedgeregeld.accounts.traces import Traces
from goedgeregeld.events.actions import record
from selfeval.actions.evaluations import Blocked, WrongState, changing
from selfeval.models import Evaluation, Remark, Round
from selfeval.queries import token_seal
from selfeval.queries.together import entries_in, is_open, is_untouched, over, round_of
from selfeval.queries.together_outcome import as_json, counted, words_in
from selfeval.states import OPEN_STATES

LONGEST = timedelta(days=60)  # a round may be open; well within the time that an evaluation without account is kept


class RoundOver(WrongState):
    """The round takes no answers any more."""


@contextmanager
def on_round(one: Round, *, now: datetime, only_open: bool = True) -> Iterator[Round]:
    """One transaction on the freshly read and locked round. Raises RoundOver where it is closed or, unless told otherwise,
    its last day is past.
    """
    with transaction.atomic():
        evaluation = Evaluation.objects.select_related("instrument_version").get(pk=one.evaluation_id)
        locked = Round.objects.select_for_update().get(pk=one.pk)
        locked.evaluation = evaluation
        if locked.closed_at is not None or (only_open and not is_open(locked, timezone.localdate(now))):
            raise RoundOver(_("Deze ronde is gesloten."))
        yield locked


def open_round(
    evaluation: Evaluation,
    *,
    anonymous: bool,
    shared: bool,
    groups: Iterable[str],
    closes_on: date,
    now: datetime,
    by: User | None = None,
) -> Round:
    """Let several people answer this evaluation. Asked again before anybody was told, it changes how that is done.

    Raises Blocked once somebody was invited: with or without names is never changed after that.
    """
    with changing(evaluation) as locked:
        _check_end(closes_on, now)
        found = round_of(locked)
        if found is not None and (found.closed_at is not None or not is_untouched(found)):
            raise Blocked(_("De ronde is al begonnen. Of namen worden getoond, verandert dan niet meer."))
        one = found or Round(evaluation=locked, opened_at=now)
        one.anonymous, one.shared, one.groups, one.closes_on = anonymous, shared, list(groups), closes_on
        one.save()
        _keep(locked, now)
        record("open_round", locked, by=by, now=now, kind="anonymous" if anonymous else "named")
    one.evaluation = evaluation
    return one


def set_end(one: Round, *, closes_on: date, now: datetime, by: User | None = None) -> Round:
    """Another last day. Also when it has passed, as long as nobody saw what came out."""
    with on_round(one, now=now, only_open=False) as locked:
        _check_end(closes_on, now)
        locked.closes_on, locked.warned = closes_on, False
        locked.save(update_fields=["closes_on", "warned"])
        _keep(locked.evaluation, now)
        record("set_round_end", locked.evaluation, by=by, now=now)
    return locked


def _keep(evaluation: Evaluation, now: datetime) -> None:
    """Something happened to the evaluation, so it is not abandoned. Not at an answer: its time would be somebody's."""
    Evaluation.objects.filter(pk=evaluation.pk).update(changed_at=now)


def _check_end(closes_on: date, now: datetime) -> None:
    today = timezone.localdate(now)
    if closes_on < today:
        raise Blocked(_("De laatste dag ligt in het verleden. Kies een dag vanaf vandaag."))
    if closes_on > today + LONGEST:
        raise Blocked(_("Een ronde duurt hoogstens twee maanden. Kies een eerdere dag."))


def make_round_link(one: Round, *, now: datetime, by: User | None = None) -> str:
    """A link by which anybody may take part, for a poster or an app group; one there was before works no more. Its secret."""
    with on_round(one, now=now) as locked:
        secret = token_urlsafe(24)
        locked.link_sha256, locked.link_sealed = token_seal(secret), seal(secret)
        locked.save(update_fields=["link_sha256", "link_sealed"])
        record("make_round_link", locked.evaluation, by=by, now=now)
    return secret


def withdraw_round_link(one: Round, *, now: datetime, by: User | None = None) -> None:
    """The link for everybody lets in nobody new; who began goes on."""
    with on_round(one, now=now, only_open=False) as locked:
        locked.link_sha256, locked.link_sealed = None, ""
        locked.save(update_fields=["link_sha256", "link_sealed"])
        record("withdraw_round_link", locked.evaluation, by=by, now=now)


def close_round(one: Round, *, now: datetime, by: User | None = None, why: str = "asked") -> Round:
    """Close for ever and count what was handed in. What was not handed in is erased. Raises RoundOver where it is closed.

    Of an anonymous round nothing stays that says who said what: answers become counts, of which only what may be shown is
    kept; remarks lose their writer; addresses, secrets and the mail with the links go.
    """
    with on_round(one, now=now, only_open=False) as locked:
        list(locked.responses.select_for_update().values_list("pk", flat=True))  # wait for who is saving
        locked.outcome, locked.closed_at = as_json(counted(locked)), now
        locked.save(update_fields=["outcome", "closed_at"])
        locked.responses.filter(handed_in=False).delete()
        if locked.anonymous:
            _cut_loose(locked)
        if locked.evaluation.state in OPEN_STATES:
            _keep(locked.evaluation, now)
        record("close_round", locked.evaluation, by=by, now=now, why=why)
    return locked


def _cut_loose(one: Round) -> None:
    outcome = one.outcome or {}
    shown = {code for code, stored in outcome["statements"].items() if stored is not None}
    texts: list[tuple[str, str]] = []
    for stored in one.responses.values_list("entries", flat=True):
        entries = entries_in(stored)
        texts += [(code, words_in(entry)) for code, entry in entries.items() if code in shown and words_in(entry)]
    texts.sort(key=lambda one: (one[0], one[1].casefold(), one[1]))
    Remark.objects.bulk_create(Remark(round=one, statement=code, text=text) for code, text in texts)
    one.responses.update(entries={}, group="", themes=[], name="")
    forget_mail(Traces(()), seals=set(one.invited.values_list("token_sha256", flat=True)))
    one.invited.update(email="", token_sealed="", group="", themes=[])


def close_ended(*, now: datetime) -> int:
    """Close the rounds whose last day is past; how many. Twice closes once."""
    number = 0
    for one in over(now):
        try:
            close_round(one, now=now, why="expired")
        except RoundOver:
            continue  # by somebody, at this very moment
        number += 1
    return number


def recount(one: Round) -> None:
    """Count a closed round with names anew, after somebody's answers were erased. Wants a transaction."""
    locked = Round.objects.select_for_update().select_related("evaluation__instrument_version").get(pk=one.pk)
    if locked.closed_at is not None and not locked.anonymous:
        locked.outcome = as_json(counted(locked))
        locked.save(update_fields=["outcome"])
