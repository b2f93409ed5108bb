"""Every read of the quality mark that is more than a lookup, a file by subject. Nothing writes or decides here."""

from keurmerk.queries.offers import Offer, offers
from keurmerk.queries.reading import Reading
from keurmerk.queries.terms import term_ends, terms

__all__ = ["Offer", "Reading", "offers", "term_ends", "terms"]
