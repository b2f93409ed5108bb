"""The doors: how a request gets hold of an evaluation, and how a device remembers which ones it may open.

A device (a browser session) holds the secrets of the personal links it was given: such a link opens the evaluation to read
and to fill. Members of the organisation that claimed it come in by their membership. For everybody else the evaluation does
not exist: 404, the same as for a number that was never given out.
"""

from secrets import token_hex
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest

from goedgeregeld.accounts import permissions
from goedgeregeld.accounts.loaders import person_of, refuse
from goedgeregeld.accounts.models import User
from selfeval.models import Evaluation, ImprovementAction, Response, Round
from selfeval.queries import evaluation_behind, evaluation_of_member, evaluations_behind
from selfeval.queries.answering import evaluation_to_answer
from selfeval.queries.plan import actions_in
from selfeval.queries.together import response_behind, round_of, rounds_with

TOKENS, DEVICE, DRAWN, RESPONSES = "evaluations", "device", "drawn", "responses"
KEPT = 20  # numbers of start pages a device may have open at once


def load_evaluation(request: HttpRequest, pk: UUID, *, to: str = "read") -> Evaluation:
    """The evaluation, to "read", to "fill" or to "answer" (fill, read narrowly), for who holds its link or is a member;
    `may_fill` says which it may be.

    Raises Http404 for strangers and PermissionDenied for members who may only read, where it is to be filled.
    """
    token = token_of(request, pk)
    behind = evaluation_to_answer if to == "answer" else evaluation_behind
    evaluation = behind(token, pk) if token else None
    if evaluation is not None:
        evaluation.may_fill = True
        return evaluation
    person = person_of(request)
    evaluation = evaluation_of_member(pk, person.rights) if person.rights else None
    if evaluation is None:
        raise Http404
    evaluation.may_fill = permissions.may_fill(evaluation.organisation_id, person)
    if to != "read" and not evaluation.may_fill:
        refuse(request, evaluation)
    return evaluation


def actor_of(request: HttpRequest) -> User | None:
    """Who acts, for the history: the user who is signed in; None for a visitor."""
    return request.user if request.user.is_authenticated else None


def token_of(request: HttpRequest, pk: UUID) -> str | None:
    """The secret of the link by which this device opens the evaluation; None where it holds none."""
    return request.session.get(TOKENS, {}).get(str(pk))


def remember(request: HttpRequest, evaluation: Evaluation, token: str) -> None:
    """From now on this device opens the evaluation with this link."""
    request.session[TOKENS] = {**request.session.get(TOKENS, {}), str(evaluation.pk): token}
    device_of(request)


def remember_new(request: HttpRequest, evaluation: Evaluation, token: str) -> None:
    """The same for who made it just now. What is an organisation's from the start opens for its members alone: a link would
    go on working for who is no member any more."""
    if evaluation.organisation_id is None:
        remember(request, evaluation, token)


def remembered(request: HttpRequest) -> list[Evaluation]:
    """The evaluations this device may open, last changed first."""
    return evaluations_behind(request.session.get(TOKENS, {}).values())


def device_of(request: HttpRequest) -> str:
    """A random name for this device, to tell two people who work at the same time apart."""
    if DEVICE not in request.session:
        request.session[DEVICE] = token_hex(16)
    return request.session[DEVICE]


def draw_number(request: HttpRequest) -> str:
    """A number for the evaluation that a start page will make; every page its own, remembered by this device."""
    number = str(uuid4())
    request.session[DRAWN] = [*request.session.get(DRAWN, [])[1 - KEPT :], number]
    return number


def drawn_number(request: HttpRequest) -> UUID | None:
    """The number the posted start page was given; None where it is not one of this device."""
    number = request.POST.get("nummer", "")
    return UUID(number) if number in request.session.get(DRAWN, []) else None


# --- The improvement plan -------------------------------------------------------------------------------------------------


def sees_whole_plan(request: HttpRequest, evaluation: Evaluation) -> bool:
    """Whether this is somebody of the organisation, who sees the plan of all its evaluations. Who holds a link to this one
    sees what hangs on this one.
    """
    organisation = evaluation.organisation_id
    return organisation is not None and permissions.may_read(organisation, person_of(request))


def load_action(request: HttpRequest, evaluation: Evaluation, number: int) -> ImprovementAction:
    """An action of the plan that this evaluation opens. Raises Http404 for one of another plan."""
    found = actions_in(evaluation, whole=sees_whole_plan(request, evaluation)).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


# --- Answering together ---------------------------------------------------------------------------------------------------


def load_round(request: HttpRequest, pk: UUID, *, to: str = "read") -> Round:
    """The round of evaluation `pk`, for who may read (or, with to="fill", fill in) the evaluation; 404 where there is none."""
    evaluation = load_evaluation(request, pk, to=to)
    found = round_of(evaluation)
    if found is None:
        raise Http404
    return found


def load_response(request: HttpRequest, pk: UUID) -> Response:
    """The response in round `pk` that this device holds the secret of; for everybody else there is none."""
    secret = secret_of(request, pk)
    found = response_behind(secret, pk) if secret else None
    if found is None:
        raise Http404
    return found


def secret_of(request: HttpRequest, pk: UUID) -> str | None:
    """The secret by which this device opens a response in round `pk`."""
    return request.session.get(RESPONSES, {}).get(str(pk))


def remember_response(request: HttpRequest, one: Round, secret: str) -> None:
    """From now on this device opens the response with this secret."""
    request.session[RESPONSES] = {**request.session.get(RESPONSES, {}), str(one.pk): secret}


def remembered_rounds(request: HttpRequest) -> list[Round]:
    """The rounds in which this device opens a response."""
    held = request.session.get(RESPONSES)
    return rounds_with(held) if held else []


def forget_response(request: HttpRequest, pk: UUID) -> None:
    """This device opens no response in round `pk` any more."""
    held = request.session.get(RESPONSES, {})
    request.session[RESPONSES] = {key: secret for key, secret in held.items() if key != str(pk)}
