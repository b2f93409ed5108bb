"""Shape and validation of what is filled in about the network, a file by subject. What may be done, the acts decide."""

from auditors.forms.authorisation import ReasonForm, UntilForm
from auditors.forms.profile import ProfileForm
from auditors.forms.ties import TieForm

__all__ = ["ProfileForm", "ReasonForm", "TieForm", "UntilForm"]
