"""What there is to do about the network, on the office's start page: how much, with the way to where it is done."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from auditors.models import Proposal
from keurmerk.queries.succession import to_hand_over
from reports.start.mark import OfficeTask


def network_due(*, today: date) -> list[OfficeTask]:
    """Work that lies with who may not do it, and proposals of profiles that wait for approval. The number of queries does not
    depend on how much there is.
    """
    work = sum(len(one.pieces) for one in to_hand_over(today=today))
    proposals = Proposal.objects.filter(refused_at__isnull=True).count()
    tasks = []
    if work:
        words = ngettext("%(n)d traject moet worden overgedragen", "%(n)d trajecten moeten worden overgedragen", work)
        tasks.append(_task(words, work, reverse("keurmerk:stuck")))
    if proposals:
        words = ngettext(
            "%(n)d wijziging in een profiel wacht op akkoord",
            "%(n)d wijzigingen in profielen wachten op akkoord",
            proposals,
        )
        tasks.append(_task(words, proposals, reverse("reports:network_overview")))
    return tasks


def _task(words: str, number: int, href: str) -> OfficeTask:
    return OfficeTask(words % {"n": number}, href, "todo", _("Nog doen"))
