"""Reading the network, a file by subject. Nothing here writes. What belongs to an application comes in as values."""

from auditors.queries.people import advisers_serving, authorised, network
from auditors.queries.ties import Handled, conflict_facts, ties_of

__all__ = ["Handled", "advisers_serving", "authorised", "conflict_facts", "network", "ties_of"]
