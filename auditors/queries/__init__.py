"""Reading the network, a file by subject. Nothing here writes. What belongs to an application comes in as values."""

from auditors.queries.absences import absent_until
from auditors.queries.people import advisers_serving, authorised, holding, network
from auditors.queries.pledges import undeclared
from auditors.queries.ties import Handled, conflict_facts, ties_of

__all__ = [
    "Handled",
    "absent_until",
    "advisers_serving",
    "authorised",
    "conflict_facts",
    "holding",
    "network",
    "ties_of",
    "undeclared",
]
