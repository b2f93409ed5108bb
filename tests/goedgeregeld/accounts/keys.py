"""What people have in their hands when they sign in: the last mail, the code in it, the app on their phone."""

import re
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.shortcuts import resolve_url
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from goedgeregeld.accounts.actions import people, roles
from goedgeregeld.accounts.models import User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
HOME = resolve_url(settings.LOGIN_REDIRECT_URL)
PASSWORD = "een lange zin om te onthouden"


def last_mail(to: str) -> Email:
    return next(mail for mail in Email.objects.order_by("-pk") if mail.to == [to])


def mailed_code(to: str) -> str:
    return re.search(r"^\d{4}-\d{4}$", last_mail(to).message, re.MULTILINE).group()


def app_code(secret: str = SECRET, *, ago: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 - ago))


def somebody(email: str = "fatima@club.example", *, role: str = "", app: bool = False, password: str = "") -> User:
    """An account as it is after a first sign-in; with a role, an app or a password where asked for."""
    user = people.arrive(email, now=timezone.now())
    if password:
        user.set_password(password)
        user.save()
    if role:
        roles.grant_role(user, role, by=None, now=timezone.now())
    if app:
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": SECRET})
    return user


def sign_in(client: Client, email: str = "fatima@club.example", **also: str):
    """Sign in with a code by mail; returns the answer to the code."""
    client.post("/account/inloggen/", {"email": email, **also})
    return client.post("/account/inloggen/code/", {"code": mailed_code(email), **also})


def sign_in_with_app(client: Client, email: str, *, ago: int = 0):
    sign_in(client, email)
    return client.post("/account/inloggen/tweede-stap/", {"code": app_code(ago=ago)})


def signed_in_as(client: Client) -> str | None:
    pk = client.session.get("_auth_user_id")
    return User.objects.get(pk=pk).email if pk else None
