"""How allauth behaves here: its mails go through our queue, its errors speak Dutch, its sessions last as long as we say."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.http import HttpRequest  # noqa: TID251 - allauth's adapters are part of its views
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goedgeregeld.accounts import notifications, queries, sealing
from goedgeregeld.accounts.models import User

logger = logging.getLogger(__name__)
DEMO_ADDRESSES = "@demo.example"  # the cast of a demo, whose keys everybody knows
OFFICIAL_SESSION = 60 * 60 * 12  # who sees the weak spots of others signs in every working day


class AccountAdapter(DefaultAccountAdapter):
    """Addresses, codes, passwords."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Dit account is gesloten."),
        "email_password_mismatch": _("Dit e-mailadres en dit wachtwoord horen niet bij elkaar."),
        "enter_current_password": _("Dit is niet je huidige wachtwoord."),
        "incorrect_code": _("Deze code klopt niet. Kijk nog eens in de laatste mail of in je app."),
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "invalid_login": _("Vul je e-mailadres in."),
        "invalid_password_reset": _("Deze aanvraag is verlopen. Vraag een nieuwe code."),
        "rate_limited": _("Je probeert het te vaak achter elkaar. Wacht een paar minuten."),
        "same_as_current": _("Dit is het adres dat je nu al gebruikt."),
        "too_many_login_attempts": _("Te veel pogingen. Wacht een paar minuten en vraag dan een nieuwe code."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        notifications.send_account_mail(template_prefix, to=email, context=context)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """allauth's ways to show that it is still you; who has none of them gets a code by mail."""
        methods = super().get_reauthentication_methods(user)
        if not methods and user.is_authenticated:
            return [
                {"id": "mail", "description": _("Met een code per mail"), "url": reverse("account_confirm_by_mail")}
            ]
        words = {
            "reauthenticate": _("Met je wachtwoord"),
            "mfa_reauthenticate": _("Met een code uit je app of een herstelcode"),
            "mfa_reauthenticate:webauthn": _("Met je toegangssleutel"),
        }
        order = ["mfa_reauthenticate:webauthn", "mfa_reauthenticate", "reauthenticate"]
        named = [{**method, "description": words[method["id"]]} for method in methods]
        return sorted(named, key=lambda method: order.index(method["id"]))

    def pre_login(self, request: HttpRequest, user: Any, **about: Any) -> Any:
        """The cast of a demo gets in nowhere else, should its database ever become a real one."""
        if user.email.endswith(DEMO_ADDRESSES) and not settings.DEMO:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **about)

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        if queries.person(user).roles:
            request.session.set_expiry(OFFICIAL_SESSION)


class SecondFactorAdapter(DefaultMFAAdapter):
    """App codes, passkeys and recovery codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Je rol vraagt een tweede stap. Zet eerst een andere aan, dan kan deze weg."),
        "cannot_generate_recovery_codes": _("Zet eerst een tweede stap aan."),
        "incorrect_code": _("Deze code klopt niet. Wacht tot je app een nieuwe laat zien en probeer die."),
        "unverified_email": _("Log eerst een keer in met een code per mail."),
    }

    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """What cannot be opened any more counts as a seed nobody knows: every code is wrong, and the office can reset it."""
        try:
            return sealing.unseal(encrypted_text)
        except sealing.Broken:
            logger.error("Een tweede stap is verzegeld met een sleutel die hier niet bekend is (SECRET_KEY veranderd?)")
            return generate_totp_secret()

    def build_totp_svg(self, url: str) -> str:
        """The picture to scan, as markup that can stand in the page itself: the policy allows no data: images."""
        svg = super().build_totp_svg(url)
        return svg[svg.index("<svg") :]

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Who has a role for the programme keeps at least one."""
        if not queries.person(authenticator.user).roles:
            return True
        return queries.second_factors(authenticator.user).exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 - allauth's name for it
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Mijn apparaat") if number == 1 else gettext("Apparaat {number}").format(number=number)

    def _get_site_name(self) -> str:
        return "Goed Geregeld"


def has_own_proof(user: User) -> bool:
    """Whether allauth itself can ask this person to confirm: with a password or a second factor."""
    return bool(get_reauthentication_flows(user))
