"""That something was arranged about handing over a mark: told to the other side. What, stands on the site."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from goedgeregeld.accounts import permissions as accounts
from goedgeregeld.accounts.models import User
from goedgeregeld.accounts.notifications import send_account_mail
from goedgeregeld.accounts.queries import person
from goedgeregeld.events.models import Event
from keurmerk.models import Mark
from keurmerk.queries.audience import OFFICE, working_members
from keurmerk.queries.register import name_of


def tell_of_hand_over(event: Event, mark: Mark, *, by: User) -> None:
    """Queue the mail, in the caller's transaction: of the organisation to the office, of the office to the organisation."""
    of = mark.organisation_id
    ours = of is not None and accounts.may_fill(of, person(by))
    people = [OFFICE] if ours else working_members([of]).get(of, []) if of else []
    words = {"organisation": name_of(mark), "number": mark.number, "who": str(by)}
    for one in people:
        context = {
            "name": one.name,
            "subject": _("De uitreiking van het keurmerk van {organisation}").format_map(words),
            "body": _(
                "{who} heeft iets afgesproken of veranderd over de uitreiking van keurmerk {number} van {organisation}. "
                "Op de site lees je wat."
            ).format_map(words),
            "link": settings.SITE_URL + reverse("keurmerk:arrange_hand_over", args=[mark.number]),
            "about": _("Dit gaat over keurmerk %s.") % mark.number,
        }
        send_account_mail("keurmerk/mail/mark", to=one.email, context=context, key=f"mark-{event.pk}:{one.key}")
