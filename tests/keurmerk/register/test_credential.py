"""The credential, as somebody else reads it: with PyJWT and jsonschema, not with the library that signs."""

import gzip
import json
from base64 import urlsafe_b64decode
from datetime import date
from pathlib import Path
from typing import Any

import jwt
import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft201909Validator

from keurmerk.models import Mark
from keurmerk.register import status_list
from keurmerk.register.credentials import signed
from tests.keurmerk.register.shelf import DAY, changed, mark, today

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


def fetched(url: str) -> Any:
    assert url.startswith(SITE), url
    answer = Client().get(url.removeprefix(SITE).partition("#")[0])
    assert answer.status_code == 200, url
    assert answer["Access-Control-Allow-Origin"] == "*"
    return answer


def verified(text: str, **options: Any) -> dict[str, Any]:
    """The payload, checked as the specification says: with the key at the `kid`. Raises InvalidTokenError."""
    header = jwt.get_unverified_header(text)
    assert set(header) == {"alg", "kid", "typ"}
    assert (header["alg"], header["typ"]) == ("RS256", "JWT")
    key = fetched(header["kid"]).json()
    assert "d" not in key
    return jwt.decode(text, jwt.PyJWK(key).key, algorithms=["RS256"], options=options)


def credential(made: Mark) -> str:
    return Client().get(f"/register/{made.number}/credential.jwt").content.decode()


def bit(entry: dict[str, str]) -> bool:
    """What the list says that this entry points to."""
    listed = verified(fetched(entry["statusListCredential"]).content.decode())
    subject = listed["credentialSubject"]
    assert listed["type"] == ["VerifiableCredential", "BitstringStatusListCredential"]
    assert (listed["id"], subject["statusPurpose"]) == (entry["statusListCredential"], entry["statusPurpose"])
    encoded = subject["encodedList"]
    assert encoded[0] == "u"
    assert "=" not in encoded
    bits = gzip.decompress(urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4)))
    assert len(bits) * 8 >= 131_072
    place = int(entry["statusListIndex"])
    return bool(bits[place // 8] & (0x80 >> place % 8))


def statuses(made: Mark) -> dict[str, bool]:
    return {one["statusPurpose"]: bit(one) for one in verified(credential(made))["credentialStatus"]}


def test_it_verifies_and_its_claims_repeat_it() -> None:
    payload = verified(credential(mark()))
    assert payload["iss"] == payload["issuer"]["id"]
    assert payload["jti"] == payload["id"]
    assert payload["sub"] == payload["credentialSubject"]["id"]
    assert Client().get(payload["id"].removeprefix(SITE)).content.decode() != ""
    assert fetched(payload["issuer"]["id"]).json()["id"] == payload["issuer"]["id"]
    achievement = payload["credentialSubject"]["achievement"]
    assert fetched(achievement["id"]).json()["id"] == achievement["id"]
    assert Client().get(achievement["criteria"]["id"].removeprefix(SITE)).status_code == 200
    assert Client().get(payload["sub"].removeprefix(SITE)).status_code == 200


def test_it_reads_as_the_specification_has_it() -> None:
    """The parts of 1EdTech's schema that concern this credential; and nothing in it that has no name in the contexts."""
    schema = json.loads((Path(__file__).parent / "openbadge_schema.json").read_text())
    made = mark()
    for document in (Client().get(f"/register/{made.number}/credential.json").json(), verified(credential(made))):
        assert [error.message for error in Draft201909Validator(schema).iter_errors(document)] == []


def test_one_changed_byte_is_refused() -> None:
    """Every byte of it, one after the other, and cut off anywhere; with the key of the real one, as who checks has it."""
    text = credential(mark())
    key = jwt.PyJWK(fetched(jwt.get_unverified_header(text)["kid"]).json()).key
    contents = [part_of(part) for part in text.split(".")]
    for at, byte in enumerate(text):
        other = text[:at] + ("A" if byte != "A" else "B") + text[at + 1 :]
        if at == len(text) - 1 and part_of(other.rpartition(".")[2]) == contents[2]:
            continue  # the last letter holds bits that stand for nothing: these are the same bytes
        with pytest.raises((jwt.InvalidTokenError, UnicodeDecodeError)):
            jwt.decode(other, key, algorithms=["RS256"])
    for at in range(0, len(text), 97):
        with pytest.raises(jwt.InvalidTokenError):
            jwt.decode(text[:at], key, algorithms=["RS256"])


def part_of(part: str) -> bytes:
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


@pytest.mark.parametrize(("algorithm", "secret"), [("none", None), ("HS256", "x" * 64)])
def test_another_way_of_signing_is_refused(algorithm: str, secret: str | None) -> None:
    """No signature at all, or one with a secret instead of our key."""
    text = credential(mark())
    header = jwt.get_unverified_header(text)
    forged = jwt.encode(verified(text), secret, algorithm=algorithm, headers={"kid": header["kid"]})
    with pytest.raises(jwt.InvalidAlgorithmError):
        jwt.decode(forged, jwt.PyJWK(fetched(header["kid"]).json()).key, algorithms=["RS256"])


def test_a_forgery_with_another_key_is_refused(settings: Any, tmp_path: Path) -> None:
    made = mark()
    payload = verified(credential(made))
    real, settings.CREDENTIAL_KEYS = settings.CREDENTIAL_KEYS, str(tmp_path / "other.json")
    document = {key: value for key, value in payload.items() if key not in {"iss", "jti", "sub", "nbf", "exp"}}
    forged = signed(document)
    settings.CREDENTIAL_KEYS = real
    with pytest.raises((jwt.InvalidTokenError, AssertionError)):
        verified(forged)


@pytest.mark.parametrize(("first", "begin", "end"), [
    (date(2028, 2, 29), "2028-02-29T00:00:00+01:00", "2032-02-28T23:59:59+01:00"),
    (date(2026, 10, 25), "2026-10-25T00:00:00+02:00", "2030-10-24T23:59:59+02:00"),  # the clock goes back that day
    (date(2027, 3, 28), "2027-03-28T00:00:00+01:00", "2031-03-27T23:59:59+01:00"),
    (date(2026, 3, 30), "2026-03-30T00:00:00+02:00", "2030-03-29T23:59:59+01:00"),
])  # fmt: skip
def test_from_the_first_to_the_last_second_in_amsterdam(first: date, begin: str, end: str) -> None:
    payload = verified(credential(mark(valid_from=first)), verify_nbf=False, verify_exp=False)
    assert (payload["validFrom"], payload["validUntil"]) == (begin, end)


def test_before_and_after_its_days_it_is_refused() -> None:
    for first in (today() + DAY, today() - 1500 * DAY):
        with pytest.raises((jwt.ImmatureSignatureError, jwt.ExpiredSignatureError)):
            verified(credential(mark(valid_from=first)))


def test_suspension_and_withdrawal_are_in_the_lists() -> None:
    valid, suspended, gone = mark(), mark(), mark()
    changed(suspended, "suspended", "suspend")
    changed(gone, "withdrawn", "revoke")
    assert statuses(valid) == {"suspension": False, "revocation": False}
    assert statuses(suspended) == {"suspension": True, "revocation": False}
    assert statuses(gone) == {"suspension": False, "revocation": True}


def test_after_a_new_key_the_old_signature_still_verifies(settings: Any, tmp_path: Path) -> None:
    settings.CREDENTIAL_KEYS = str(tmp_path / "keys.json")
    made = mark()
    before = credential(made)
    call_command("new_credential_key", verbosity=0)
    caches["copies"].clear()
    after = credential(made)
    assert jwt.get_unverified_header(before)["kid"] != jwt.get_unverified_header(after)["kid"]
    assert verified(before) == verified(after)
    assert len(Client().get("/register/sleutels.json").json()["keys"]) == 2
    assert (tmp_path / "keys.json").stat().st_mode & 0o077 == 0
    assert not [one for one in tmp_path.iterdir() if one.name != "keys.json"]


@given(st.sets(st.integers(0, 300_000), max_size=30))
def test_the_list_has_exactly_these_bits(places: set[int]) -> None:
    bits = status_list.length(max(places, default=0))
    encoded = status_list.encoded(places, bits)
    field = gzip.decompress(urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4)))
    assert len(field) * 8 == bits >= 131_072
    found = {8 * at + n for at, byte in enumerate(field) if byte for n in range(8) if byte & (0x80 >> n)}
    assert found == places
