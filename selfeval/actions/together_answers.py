"""Acts of respondents, who need no account: beginning, saving, handing in, taking back; and what a talk takes over at once."""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from goedgeregeld.accounts.models import User
from selfeval.actions.answers import Saved, save_answers
from selfeval.actions.evaluations import Blocked
from selfeval.actions.together import RoundOver, on_round, recount
from selfeval.entries import EMPTY, Entry, Sent, merge, problem_with
from selfeval.models import Evaluation, Invited, Response, Round
from selfeval.queries import Stand, instrument_of
from selfeval.queries.together import MOST, OwnStand, entries_in, is_open, response_seal
from selfeval.queries.together_outcome import outcome_of


@dataclass(frozen=True, slots=True)
class Kept:
    """What a save of a respondent did: all their entries as they are now, and the codes that changed."""

    entries: dict[str, Entry]
    changed: tuple[str, ...]


def begin_response(
    one: Round, *, secret: str, invited: Invited | None = None, name: str = "", group: str = "", now: datetime
) -> Response:
    """Begin answering, or get what was begun with this secret. `secret` is the invitation's, or one of the device's own.

    Raises RoundOver, and Blocked where as many take part as may.
    """
    with on_round(one, now=now) as locked:
        found = locked.responses.filter(key_sha256=response_seal(secret)).first()
        if found is not None:
            return found
        if locked.responses.count() >= 2 * MOST:
            raise Blocked(_("Er doen al zoveel mensen mee als er mee kunnen doen."))
        if invited is not None and invited.group:
            group = invited.group
        return Response.objects.create(
            round=locked,
            key_sha256=response_seal(secret),
            invited=None if locked.anonymous else invited,
            name="" if locked.anonymous else name,
            group=group if group in locked.groups else "",
            themes=invited.themes if invited else [],
        )


def _locked(response: Response, now: datetime) -> Response:
    """The freshly read and locked response. Raises RoundOver where it is gone or answers are not taken any more."""
    found = Response.objects.select_for_update().filter(pk=response.pk).first()
    one = Round.objects.get(pk=response.round_id)
    one.evaluation = Evaluation.objects.select_related("instrument_version").get(pk=one.evaluation_id)
    if found is None or not is_open(one, timezone.localdate(now)):
        raise RoundOver(_("Deze ronde is gesloten."))
    found.round = one
    return found


@transaction.atomic
def save_response(response: Response, sent: Mapping[str, Sent], *, now: datetime) -> Kept:
    """Bring these entries into the person's own answers, field by field as `save_answers` does. Raises RoundOver, Blocked."""
    locked = _locked(response, now)
    instrument = instrument_of(locked.round.evaluation.instrument_version)
    entries, changed = entries_in(locked.entries), []
    for code, one in sent.items():
        before = entries.get(code, EMPTY)
        merged = merge(before, one.seen, one.entry).entry
        if merged == before:
            continue
        problem = problem_with(instrument.by_code[code], instrument.top, merged)
        if problem:
            raise Blocked(f"{code}: {problem}")
        entries[code] = merged
        changed.append(code)
    if changed:
        locked.entries = {code: list(astuple(entry)) for code, entry in entries.items()}
        locked.save(update_fields=["entries"])
    return Kept(entries, tuple(changed))


@transaction.atomic
def hand_in(response: Response, *, now: datetime) -> Response:
    """These are my answers. They may still be changed until the round closes; twice is once.

    Raises RoundOver, and Blocked where nothing was answered.
    """
    locked = _locked(response, now)
    own = OwnStand(locked)
    if not any(own.entry(one.code).choice for one in own.statements):
        raise Blocked(_("Je hebt nog niets beantwoord. Geef bij minstens één stelling een antwoord."))
    locked.handed_in = True
    locked.save(update_fields=["handed_in"])
    return locked


@transaction.atomic
def take_back(response: Response) -> None:
    """Erase the person's own answers. With names always; without, until the round is closed: then nobody knows which they are.

    Raises RoundOver.
    """
    one = Round.objects.select_for_update().get(pk=response.round_id)
    if one.anonymous and one.closed_at is not None:
        raise RoundOver(_("Deze ronde is gesloten. Welke antwoorden van jou zijn, weet niemand meer."))
    Response.objects.filter(pk=response.pk).delete()
    recount(one)


def agree_on_unanimous(
    evaluation: Evaluation, one: Round, *, device: str, now: datetime, by: User | None = None
) -> Saved:
    """Take over, at every statement that has no answer yet, what everybody who answered said. Raises WrongState."""
    outcome, stand = outcome_of(one), Stand(evaluation)
    sent = {}
    for statement in stand.unanswered:
        spread = outcome.spreads.get(statement.code) if outcome else None
        level = spread.whole.unanimous if spread and spread.whole else None
        if level is not None:
            before = stand.entry(statement.code)
            sent[statement.code] = Sent(Entry(str(level), before.reason, before.remark), before.mark)
    return save_answers(evaluation, sent, device=device, now=now, by=by)


def forget_respondents(*, addresses: Iterable[str], secrets: Iterable[str]) -> None:
    """Somebody is erased: what they answered with their name, and their address in invitations. Wants a transaction.

    What they said without a name stays, as was promised beforehand: nobody can tell which it was.
    """
    known = {address.lower() for address in addresses}
    invited = Invited.objects.filter(email__in=known)
    named = Response.objects.filter(round__anonymous=False)
    own = named.filter(invited__in=invited) | named.filter(key_sha256__in=[response_seal(one) for one in secrets])
    rounds = list(Round.objects.filter(pk__in=own.values("round")))
    own.delete()
    invited.update(email="", token_sealed="", withdrawn=True)
    for one in rounds:
        recount(one)
