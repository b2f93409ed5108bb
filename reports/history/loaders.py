"""Who may read the history of what: those it concerns, and the office (but not who answered what)."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest

from auditors.models import Profile
from goedgeregeld.accounts import permissions
from goedgeregeld.accounts.loaders import load_organisation, person_of
from goedgeregeld.accounts.models import Organisation, User
from goedgeregeld.accounts.permissions import Person
from keurmerk.models import Mark
from keurmerk.permissions import may_handle_signals
from selfeval.loaders import load_evaluation
from selfeval.models import Evaluation


@dataclass(frozen=True, slots=True)
class Dossier:
    """An object whose history may be read, by somebody it concerns (`own`) or by the office."""

    one: Organisation | Evaluation | User | Mark
    title: str
    own: bool


def load_dossier(request: HttpRequest, kind: str, key: str) -> Dossier:
    """The object whose history is asked for. Raises Http404 for strangers, and for what does not exist."""
    person = person_of(request)
    if kind == "organisatie":
        organisation = load_organisation(request, _uuid(key))
        return Dossier(organisation, organisation.name, permissions.may_read(organisation.pk, person))
    if kind == "zelfevaluatie":
        return _evaluation(request, _uuid(key), person)
    if kind == "keurmerk":
        return _mark(key, person)
    if kind == "gebruiker":
        return _user(key, person)
    if kind == "netwerk":
        return _of_network(key, person)
    raise Http404


def _evaluation(request: HttpRequest, pk: UUID, person: Person) -> Dossier:
    """Members of its organisation and the office; while nobody claimed it, whoever holds a link."""
    evaluation = Evaluation.objects.filter(pk=pk).first()
    if evaluation is None:
        raise Http404
    member = evaluation.organisation_id is not None and permissions.may_read(evaluation.organisation_id, person)
    if not member and permissions.is_office(person):
        return Dossier(evaluation, "", own=False)
    if not member:
        evaluation = load_evaluation(request, pk)
        if evaluation.organisation_id is not None:
            raise Http404
    return Dossier(evaluation, evaluation.organisation_name, own=True)


def _mark(key: str, person: Person) -> Dossier:
    """The office, but for who belongs to its organisation: what people from outside report stands in it."""
    found = Mark.objects.filter(pk=_number(key)).first() if permissions.is_office(person) else None
    if found is None or not may_handle_signals(found, person):
        raise Http404
    return Dossier(found, f"keurmerk {found.number}", own=False)


def _user(key: str, person: Person) -> Dossier:
    """Oneself, and the office."""
    number = _number(key)
    own = number is not None and person.user_id == number
    if not own and not permissions.is_office(person):
        raise Http404
    found = User.objects.filter(pk=number).first() if number else None
    if found is None:
        raise Http404
    return Dossier(found, str(found), own)


def _of_network(key: str, person: Person) -> Dossier:
    """Oneself and the office, of who has a profile as adviser or auditor."""
    found = _user(key, person)
    if not Profile.objects.filter(user=found.one.pk).exists():
        raise Http404
    return found


def _number(key: str) -> int | None:
    return int(key) if key.isascii() and key.isdigit() and len(key) < 19 else None


def _uuid(key: str) -> UUID:
    try:
        return UUID(key)
    except ValueError:
        raise Http404 from None
