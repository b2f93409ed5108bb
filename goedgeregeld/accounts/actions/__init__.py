"""Acts on what accounts keep, a file by subject; all writes."""

from goedgeregeld.accounts.actions.municipalities import Loaded, load_municipalities, load_postcodes

__all__ = ["Loaded", "load_municipalities", "load_postcodes"]
