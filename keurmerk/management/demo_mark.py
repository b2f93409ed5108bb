"""An organisation of the demo that has the mark. Running it again changes nothing."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from goedgeregeld.accounts.actions.organisations import create_organisation
from goedgeregeld.accounts.models import Municipality
from keurmerk.actions.declaring import ask_declarations
from keurmerk.actions.handing_over import Arranged, arrange_hand_over
from keurmerk.actions.marks import award
from keurmerk.actions.outside import receive_signal
from keurmerk.management.demo import who
from keurmerk.models import Application, Mark
from keurmerk.states import ApplicationState, Party
from keurmerk.validity import anniversary

NAME = "Speeltuin De Zonnehoek"


@transaction.atomic
def playground(*, now: datetime) -> Mark | None:
    """Nadia's playground has had the mark for a year: it was handed over, today the yearly question is
    asked, and somebody from outside reported something."""
    if Mark.objects.filter(name=NAME, demo=True).exists():
        return None
    nadia, first = who("nadia"), anniversary(timezone.localdate(now), -1)
    then = now - (timezone.localdate(now) - first)
    place = Municipality.objects.filter(code="GM0307").first()
    values = {"name": NAME, "municipality": place, "sector": "youth"}
    organisation = create_organisation(values, by=nadia, now=then - timedelta(days=200), demo=True)
    application = Application.objects.create(
        code="ZONN-HKDM",
        organisation=organisation,
        state=ApplicationState.GRANTED,
        waits_for=Party.NOBODY,
        adviser=who("adviseur"),
        auditor=who("auditor"),
        demo=True,
        requested_by=nadia,
        requested_at=then - timedelta(days=190),
        state_since=then,
    )
    mark = award(application, decided_on=first, by=who("medewerker"), now=then)
    feast = Arranged(first + timedelta(days=24), "In de speelschuur", "De wethouder", "Met limonade voor de kinderen.")
    arrange_hand_over(mark, feast, by=nadia, now=then + timedelta(days=5))
    ask_declarations(now=now)
    said = "Mijn dochter helpt hier, maar kreeg nooit te horen bij wie ze terechtkan. Ik mis een vertrouwenspersoon."
    receive_signal(mark, text=said, name="Een ouder", now=now - timedelta(days=2))
    return mark
