"""Seeds of apps and recovery codes are not readable in the database, and a change of key costs nobody the second step."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection

from goedgeregeld.accounts import sealing
from goedgeregeld.accounts.actions import people
from tests.goedgeregeld.accounts.keys import SECRET, app_code, sign_in_with_app, signed_in_as, somebody

pytestmark = pytest.mark.django_db
ANNA = "anna@adviseur.example"


def stored() -> str:
    """Everything the table of second factors holds, as it stands there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator ORDER BY id")
        return "\n".join(str(row[0]) for row in cursor.fetchall())


def test_a_new_app_and_its_recovery_codes_are_stored_sealed():
    user = somebody(ANNA)
    app, codes = TOTP.activate(user, SECRET), RecoveryCodes.activate(user)
    assert SECRET not in stored()
    assert sealing.unseal(codes.instance.data["seed"]) not in stored()
    assert app.validate_code(app_code())
    assert len(RecoveryCodes(Authenticator.objects.get(pk=codes.instance.pk)).generate_codes()) == 10


def test_what_was_stored_before_still_works_and_is_sealed_at_the_next_install(client):
    user = somebody(ANNA, role="adviser", app=True)  # as it stood in the open
    codes = Authenticator.objects.create(
        user=user, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "ab" * 40, "used_mask": 5}
    )
    before = RecoveryCodes(codes).get_unused_codes()
    assert people.reseal_second_factors() == 2
    assert people.reseal_second_factors() == 0
    assert SECRET not in stored()
    codes.refresh_from_db()
    assert (RecoveryCodes(codes).get_unused_codes(), codes.data["used_mask"]) == (before, 5)
    sign_in_with_app(client, ANNA)
    assert signed_in_as(client) == ANNA


def test_passkeys_are_left_as_they_are():
    one = Authenticator.objects.create(user=somebody(ANNA), type=Authenticator.Type.WEBAUTHN, data={"name": "secret"})
    assert people.reseal_second_factors() == 0
    one.refresh_from_db()
    assert one.data == {"name": "secret"}


def test_a_new_key_opens_what_the_old_one_sealed(settings):
    app = TOTP.activate(somebody(ANNA), SECRET)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new one"
    assert TOTP(app.instance).validate_code(app_code())
    assert people.reseal_second_factors() == 1
    settings.SECRET_KEY_FALLBACKS = []
    app.instance.refresh_from_db()
    assert sealing.unseal(app.instance.data["secret"]) == SECRET


def test_with_a_lost_key_every_code_is_wrong_and_nothing_breaks(settings, caplog):
    app = TOTP.activate(somebody(ANNA), SECRET)
    sealed, settings.SECRET_KEY = app.instance.data["secret"], "another"
    assert not TOTP(app.instance).validate_code(app_code())
    assert not TOTP(app.instance).validate_code(app_code(""))
    assert "SECRET_KEY" in caplog.text
    assert people.reseal_second_factors() == 0
    app.instance.refresh_from_db()
    assert app.instance.data["secret"] == sealed  # the right key may come back


@pytest.mark.parametrize("text", ["", "é", "a" * 5000])
def test_what_is_sealed_is_the_same_again_and_never_twice_alike(text):
    one, other = sealing.seal(text), sealing.seal(text)
    assert one != other
    assert sealing.unseal(one) == sealing.unseal(other) == text


@pytest.mark.parametrize("changed", ["", "x", "gAAAAA"])
def test_what_somebody_wrote_in_the_database_is_not_opened(changed):
    with pytest.raises(sealing.Broken):
        sealing.unseal(sealing.MARK + changed)
