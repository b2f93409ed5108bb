"""What one party is told of one act."""

from dataclasses import dataclass

from django.utils.functional import Promise

from keurmerk.states import Party

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Text:
    """What one party is told of an act."""

    to: Party
    subject: Words
    body: Words


ORGANISATION, ADVISER, AUDITOR, OFFICE = Party.ORGANISATION, Party.ADVISER, Party.AUDITOR, Party.OFFICE
