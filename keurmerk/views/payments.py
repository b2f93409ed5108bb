"""What is due for one application: read by who pays and who is paid, noted by the office."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from goedgeregeld.accounts.loaders import person_of, refuse
from keurmerk import permissions
from keurmerk.actions.payments import note_payment as note
from keurmerk.actions.ritual import Blocked
from keurmerk.forms.office import PaymentForm
from keurmerk.loaders import load_application
from keurmerk.models import Due
from keurmerk.queries.dues import dues_of
from keurmerk.states import Verb


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def note_payment(request: HttpRequest, code: str) -> HttpResponse:
    """The amounts of this application; the office notes with ?bedrag= how far one is."""
    application = load_application(request, code, to=Verb.NOTE_PAYMENT if request.method == "POST" else None)
    person = person_of(request)
    if not permissions.may_see_money(application, person):
        refuse(request, application)
    found = dues_of(application)
    may_note = permissions.may(Verb.NOTE_PAYMENT, application, person)
    form = _form(request, found) if may_note else None
    if request.method == "POST" and form is not None and form.is_valid():
        values = form.cleaned_data
        try:
            note(
                application,
                values["number"],
                state=values["state"],
                on=values["on"],
                note=values["note"],
                by=request.user,  # type: ignore[arg-type]
                now=timezone.now(),
            )
        except Due.DoesNotExist:
            raise Http404 from None
        except Blocked as blocked:
            form.add_error("on", blocked.reasons[0])
        else:
            messages.success(request, _("Vastgelegd."))
            return redirect("keurmerk:note_payment", code)
    context = {"application": application, "dues": found, "form": form, "may_note": may_note}
    return render(request, "keurmerk/payments.html", context, status=422 if form and form.errors else 200)


def _form(request: HttpRequest, found: list[Due]) -> PaymentForm | None:
    if request.method == "POST":
        return PaymentForm(request.POST)
    chosen = next((one for one in found if str(one.pk) == request.GET.get("bedrag")), None)
    return PaymentForm.of(chosen) if chosen else None
