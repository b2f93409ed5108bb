"""Giving out photos and proofs: from the database, never by an address that says where they are."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from auditors.loaders import load_person, profile_of
from auditors.models import Photo
from auditors.states import ProposedField, Work
from goedgeregeld.uploads.values import JPEG


def given(content: bytes, content_type: str, *, name: str = "") -> HttpResponse:
    """The bytes, as they are; with a name as a download."""
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}
    if name:
        headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return HttpResponse(content, content_type=content_type, headers=headers)


@require_safe
@cache_control(private=True, max_age=300)
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """The approved photo: for everybody where its owner is to be found in public, else for them and the office."""
    found = (
        Photo.objects.filter(profile__user=pk, profile__user__erased_at__isnull=True)
        .select_related("profile__user")
        .first()
    )
    if found is None:
        raise Http404
    if not (found.profile.listed and found.profile.user.roles.filter(kind__in=Work.values).exists()):
        load_person(request, pk)
    return given(bytes(found.content), JPEG.content_type)


@require_safe
@never_cache
def proposed_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """The photo that waits for approval: for its owner and the office."""
    profile = profile_of(load_person(request, pk))
    found = profile.proposals.filter(field=ProposedField.PHOTO).first() if profile else None
    if found is None or found.content is None:
        raise Http404
    return given(bytes(found.content), JPEG.content_type)
