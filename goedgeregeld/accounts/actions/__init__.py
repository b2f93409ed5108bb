"""Acts on what accounts keep, a file by subject; all writes."""

from goedgeregeld.accounts.actions.municipalities import Loaded, load_municipalities

__all__ = ["Loaded", "load_municipalities"]
