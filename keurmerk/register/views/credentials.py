"""The credential of a mark, and what it points to: who issues, what for, the keys, the status lists. See `credentials`."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from goedgeregeld.ui.copies import kept
from keurmerk.register import keys
from keurmerk.register.credentials import (
    CONTEXTS,
    PURPOSES,
    achievement,
    credential,
    issuer,
    signed,
    status_credential,
)
from keurmerk.register.entries import entry_of
from keurmerk.register.views.files import for_all, json
from keurmerk.register.views.pages import load_mark


def _document(number: str) -> dict[str, object]:
    """The credential; none for an organisation that was erased and whose mark has ended. Raises Http404."""
    mark = load_mark(number)
    entry = entry_of(mark, timezone.localdate())
    if not entry.name:
        raise Http404
    return credential(mark, entry)


@kept()
def credential_json(_request: HttpRequest, number: str) -> HttpResponse:
    """The credential to be read by people and programs, without proof: that is the JWT."""
    return json(_document(number))


@kept()
def credential_jwt(_request: HttpRequest, number: str) -> HttpResponse:
    """The credential, signed. As the specification has it: the compact JWS and nothing else, as text."""
    return for_all(HttpResponse(signed(_document(number)), content_type="text/plain"))


@kept()
def status_list(_request: HttpRequest, purpose: str) -> HttpResponse:
    """The signed list of what is suspended, or revoked."""
    if purpose not in PURPOSES:
        raise Http404
    text = signed(status_credential(purpose, timezone.localdate()))
    return for_all(HttpResponse(text, content_type="application/vc+jwt"))


@kept()
def issuer_json(_request: HttpRequest) -> HttpResponse:
    """Who issues."""
    return json({"@context": CONTEXTS, **issuer()})


@kept()
def achievement_json(_request: HttpRequest) -> HttpResponse:
    """What the mark is given for."""
    return json({"@context": CONTEXTS, **achievement()})


@kept()
def key_set(_request: HttpRequest) -> HttpResponse:
    """Every public key, newest first."""
    return json({"keys": keys.public_keys()})


@kept()
def key(_request: HttpRequest, kid: str) -> HttpResponse:
    """One public key, at the address that stands in the header of what it signed. Raises Http404."""
    for one in keys.public_keys():
        if one["kid"] == kid:
            return json(one)
    raise Http404
