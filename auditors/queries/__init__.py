"""Reading the network, a file by subject. Nothing here writes. What belongs to an application comes in as values."""

from auditors.queries.absences import absent_until
from auditors.queries.matching import Busy, candidates_of, considered, region, regions
from auditors.queries.people import advisers_serving, authorised, holding, network, places_of
from auditors.queries.pledges import undeclared
from auditors.queries.ties import Handled, conflict_facts, facts_towards, ties_of

__all__ = [
    "Busy",
    "Handled",
    "absent_until",
    "advisers_serving",
    "authorised",
    "candidates_of",
    "conflict_facts",
    "considered",
    "facts_towards",
    "holding",
    "network",
    "places_of",
    "region",
    "regions",
    "ties_of",
    "undeclared",
]
