"""Handing in the dossier, reading what was handed in, and what differs between two of them or from the working copy."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from goedgeregeld.accounts.loaders import person_of
from keurmerk import permissions
from keurmerk.actions import dossier as acts
from keurmerk.forms.dossier import SubmitForm
from keurmerk.loaders import load_dossier
from keurmerk.models import Application, Submission
from keurmerk.queries import dossier as reads
from keurmerk.queries.carried import last_dossier
from keurmerk.queries.differences import differences_between
from keurmerk.queries.since import compared
from keurmerk.states import ApplicationKind, Verb
from keurmerk.views.acting import ActPage

WORKING, THEN = "werk", "vorige"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def submit(request: HttpRequest, code: str) -> HttpResponse:
    """Hand in the dossier. What lacks is shown and confirmed; it does not hold back."""

    def do(application: Application, _values: Mapping[str, Any], moves: int | None) -> None:
        acts.submit_dossier(application, by=request.user, now=timezone.now(), moves=moves)  # type: ignore[arg-type]

    found: dict[str, reads.Book | None] = {}

    def book_of(application: Application) -> reads.Book | None:
        if "book" not in found:
            found["book"] = reads.working(application)
        return found["book"]

    def form(application: Application, posted: Any) -> SubmitForm:
        book = book_of(application)
        return SubmitForm(posted, lacks=book is not None and _lacks(book))

    def context(application: Application) -> Mapping[str, Any]:
        book = book_of(application)
        below = [line for line in book.essentials if line.below_norm] if book else []
        return {"book": book, "lacking": book.lacking if book else [], "below": below}

    page = ActPage(
        verb=Verb.SUBMIT_DOSSIER,
        do=do,
        form=form,
        context=context,
        template="keurmerk/dossier/submit.html",
        done=_("Het dossier is ingediend. De adviseur kan nu beginnen met beoordelen."),
    )
    return page.answer(request, code)


def _lacks(book: reads.Book) -> bool:
    return bool(book.lacking) or any(line.below_norm for line in book.essentials)


@require_safe
@never_cache
@login_required
def page(request: HttpRequest, code: str, submission: int) -> HttpResponse:
    """A dossier as it was handed in: what adviser and auditor judge."""
    application = load_dossier(request, code)
    found = _submission(application, submission)
    context = {
        "application": application,
        "submission": found,
        "book": reads.frozen(found),
        "may_compare": permissions.may_see_working_copy(application, person_of(request)),
    }
    return render(request, "keurmerk/dossier/submission.html", context)


def _submission(application: Application, number: int) -> Submission:
    found = reads.submissions_of(application).filter(number=number).first()
    if found is None:
        raise Http404
    return found


@require_safe
@never_cache
@login_required
def differences(request: HttpRequest, code: str) -> HttpResponse:
    """What changed from one to another (?van=1&naar=2); without further words from the last one handed in to the working copy.
    Of a renewal the dossier of the mark that is renewed is one of them ("vorige").

    Who does not see the working copy compares what was handed in.
    """
    application = load_dossier(request, code)
    sees_working = permissions.may_see_working_copy(application, person_of(request))
    numbers = [str(number) for number in application.submissions.values_list("number", flat=True)]
    then = _then(application)
    choices = [*([THEN] if then else []), *numbers, *([WORKING] if sees_working else [])]
    if len(choices) < 2:
        return render(request, "keurmerk/dossier/differences.html", {"application": application, "choices": choices})
    asked = request.GET.get("van")
    before = choices[-2] if not asked or (asked == THEN and then is None) else asked
    after = request.GET.get("naar") or choices[-1]
    if before not in choices or after not in choices:
        raise Http404
    if after == THEN:
        before, after = after, before  # what changed since then is asked, never what changed until then
    if after == THEN:
        raise Http404
    book, one = _book(application, after), None
    if before == THEN and then:
        one = compared(application, then, book)
    context = {
        "application": application,
        "before": before,
        "after": after,
        "choices": choices,
        "since": one,
        "found": one.differences if one else differences_between(_book(application, before), book),
    }
    return render(request, "keurmerk/dossier/differences.html", context)


def _then(application: Application) -> Submission | None:
    """The dossier of the mark that is renewed."""
    renews = application.renews if application.kind == ApplicationKind.RENEWAL else None
    return last_dossier(renews) if renews else None


def _book(application: Application, which: str) -> reads.Book:
    book = reads.working(application) if which == WORKING else reads.frozen(_submission(application, int(which)))
    if book is None:
        raise Http404
    return book
