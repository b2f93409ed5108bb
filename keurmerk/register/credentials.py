"""The mark as an Open Badges 3.0 credential, and the lists that say which credentials are suspended or revoked.

A credential is a Verifiable Credential (W3C, data model 2.0) about the organisation, with a JSON Web Token as its proof, as the
Open Badges specification has it: RS256, and a `kid` that leads to the public key on our own site. Its subject is the address of
the entry in the register: nothing in it is about a person.
"""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from joserfc import jwt

from keurmerk.models import Mark
from keurmerk.queries import register
from keurmerk.register import keys, status_list
from keurmerk.register.entries import Entry
from keurmerk.states import MarkState

CONTEXT = "https://www.w3.org/ns/credentials/v2"
CONTEXTS = [CONTEXT, "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
PURPOSES = {
    "suspension": MarkState.SUSPENDED,
    "revocation": MarkState.WITHDRAWN,
}  # what each list says, and of which state
TTL = 30_000  # milliseconds a status list may be kept
NAME = "Keurmerk Vrijwillige Inzet Goed Geregeld"
HERE = ZoneInfo("Europe/Amsterdam")


def address(name: str, *args: str) -> str:
    """The whole address of a page of the register."""
    return settings.SITE_URL + reverse(f"register:{name}", args=args)


def issuer() -> dict[str, Any]:
    """Who issues: NOV, known by the address of this very document."""
    return {"id": address("issuer"), "type": ["Profile"], "name": "Vereniging NOV", "url": settings.SITE_URL}


def achievement() -> dict[str, Any]:
    """What is achieved, and by which criteria."""
    return {
        "id": address("achievement"),
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": NAME,
        "description": "De organisatie heeft haar vrijwilligerswerk goed geregeld. Het keurmerk is vier jaar geldig.",
        "criteria": {
            "id": address("genuine"),
            "narrative": "De organisatie deed een zelfevaluatie van haar vrijwilligersbeleid, een adviseur beoordeelde de "
            "antwoorden en de bewijsstukken, een onafhankelijke auditor oordeelde over het dossier, en Vereniging NOV besloot.",
        },
        "inLanguage": "nl",
    }


def credential(mark: Mark, entry: Entry) -> dict[str, Any]:
    """The credential of this mark. It stands in the name on the certificate; what became of it since, the lists say."""
    return {
        "@context": CONTEXTS,
        "id": address("credential_jwt", entry.number),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"{NAME} {entry.number}",
        "issuer": issuer(),
        "validFrom": _begin(entry.valid_from).isoformat(),
        "validUntil": _end(entry.valid_until).isoformat(),
        "credentialSubject": {
            "id": entry.url,
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": False,
                    "identityHash": entry.certificate_name,
                    "identityType": "name",
                }
            ],
            "achievement": achievement(),
        },
        "credentialStatus": [_status(mark.pk, purpose) for purpose in PURPOSES],
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
    }


def _status(place: int, purpose: str) -> dict[str, str]:
    """Where the lists speak of this mark: at its own key, which is its alone for ever."""
    at = address("status_list", purpose)
    return {
        "id": f"{at}#{place}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(place),
        "statusListCredential": at,
    }


def status_credential(purpose: str, today: date) -> dict[str, Any]:
    """The list of the marks that are suspended, or revoked, as a credential of its own."""
    at = address("status_list", purpose)
    places = register.in_state(PURPOSES[purpose])
    return {
        "@context": [CONTEXT],
        "id": at,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer()["id"],
        "validFrom": _begin(today).isoformat(),
        "credentialSubject": {
            "id": f"{at}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": status_list.encoded(places, status_list.length(register.last_key())),
            "ttl": TTL,
        },
    }


def signed(document: dict[str, Any]) -> str:
    """The credential as a compact JWS. The claims repeat what the credential says of itself."""
    who = document["issuer"]
    claims = {
        **document,
        "iss": who if isinstance(who, str) else who["id"],
        "jti": document["id"],
        "sub": document["credentialSubject"]["id"],
        "nbf": _seconds(document["validFrom"]),
    }
    if "validUntil" in document:
        claims["exp"] = _seconds(document["validUntil"])
    key = keys.signing_key()
    header = {"alg": "RS256", "kid": address("key", key.thumbprint()), "typ": "JWT"}
    return jwt.encode(header, claims, key, algorithms=["RS256"])


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=HERE)


def _end(day: date) -> datetime:
    """The last second of the day."""
    return _begin(day + timedelta(days=1)).astimezone(ZoneInfo("UTC")).astimezone(HERE) - timedelta(seconds=1)


def _seconds(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())
