"""What somebody says in the conversation."""

import re
from secrets import token_hex
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from keurmerk.forms.acts import MAX_WORDS, words_field


class MessageForm(forms.Form):
    """A text, and the token of the page. What happened to the application meanwhile does not keep anybody from speaking."""

    use_required_attribute = False
    text = words_field(_("Je bericht"), rows=4)
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"token": token_hex(16)})
        self.fields["text"].error_messages["required"] = _("Schrijf eerst een bericht.")
        self.fields["text"].widget.attrs["maxlength"] = MAX_WORDS

    def clean_token(self) -> str:
        """A page without a proper token is one that was never seen before."""
        token = str(self.cleaned_data.get("token"))
        return token if re.fullmatch("[0-9a-f]{32}", token) else token_hex(16)
