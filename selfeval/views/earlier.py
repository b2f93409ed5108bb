"""An answer in words, and what a theme page shows of the answers of the time before, with the button that confirms them."""

from dataclasses import replace

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from selfeval.entries import MAX_WORDS, UNKNOWN, Entry, Sent
from selfeval.forms import ThemeForm
from selfeval.instruments.model import Instrument, Statement
from selfeval.models import Evaluation
from selfeval.queries.earlier import Earlier, earlier_of
from selfeval.scoring import NA

CONFIRM = "klopt"  # what the button of a confirmation begins with


def earlier_html(earlier: Earlier, statement: Statement, stored: Entry) -> SafeString:
    """What was answered then at this statement, and whether that was confirmed; or that it is to be answered anew."""
    code = statement.code
    before = earlier.entries.get(code)
    context = {
        "s": statement,
        "before": before,
        "words": in_words(earlier.instrument, before) if before else "",
        "on": earlier.on,
        "stand": earlier.stand(code, stored),
        "anew": code in earlier.anew,
    }
    return render_to_string("selfeval/earlier.html", context)


def offered(earlier: Earlier, code: str, stored: Entry) -> Entry:
    """What stands in the fields: while the statement is open, the old remark stands there, to be kept, changed or erased."""
    before = earlier.entries.get(code)
    if before is None or stored.given is not None or stored.remark:
        return stored
    return replace(stored, remark=before.remark)


def confirm(request: HttpRequest, evaluation: Evaluation, form: ThemeForm) -> str:
    """Where a button that confirms was pressed: the old answer joins what is to be saved, with the remark as it stands on the
    page. Gives the statement's code; "" where there is nothing to confirm.
    """
    kind, _slash, code = request.POST.get("naar", "").partition("/")
    typed = form.typed.get(code)
    if kind != CONFIRM or typed is None:
        return ""
    earlier = earlier_of(evaluation)
    before = earlier.entries.get(code) if earlier else None
    if before is None:
        return ""
    seen = request.POST.get(f"{code}-was", "")
    form.sent[code] = Sent(replace(before, remark=typed.remark), seen)
    form.errors.pop(code, None)
    return code


def in_words(instrument: Instrument, entry: Entry, longest: int = MAX_WORDS) -> str:
    """An entry as a person would say it: the choice, and the remark where there is one."""
    reason, remark = (_shortened(text, longest) for text in (entry.reason, entry.remark))
    if entry.given == NA:
        choice = _("niet van toepassing (%(reason)s)") % {"reason": reason}
    elif isinstance(entry.given, int):
        choice = f"“{instrument.scale[entry.given].label}”"
    else:
        choice = _("weet ik nog niet") if entry.choice == UNKNOWN else _("geen antwoord")
    return choice + (_(", met als opmerking “%(remark)s”") % {"remark": remark} if remark else "")


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
