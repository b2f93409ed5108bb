"""What a list shows, as a sentence: "3 gebruikers met de rol adviseur, zonder tweede stap." Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any

MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
Chosen = Mapping[str, Any]


def users(total: int, chosen: Chosen, roles: Mapping[str, str]) -> str:
    said = [_counted(total, "gebruiker", "gebruikers")]
    role = chosen.get("role", "")
    if role in {"member", "none"}:
        said.append({"member": "die lid zijn van een organisatie", "none": "zonder rol"}[role])
    elif role:
        said.append(f"met de rol {roles[role]}")
    if "second" in chosen:
        said.append("met een tweede stap" if chosen["second"] == "yes" else "zonder tweede stap")
    if "active" in chosen:
        said.append("met een account dat aan staat" if chosen["active"] == "yes" else "met een account dat uit staat")
    return _sentence(said, chosen.get("q", ""))


def organisations(chosen: Chosen, *, municipality: str, sectors: Mapping[str, str]) -> str:
    if not chosen:
        return "Alle organisaties, op naam."
    said = ["Organisaties"]
    if municipality:
        said.append(f"in de gemeente {municipality}")
    elif "province" in chosen:
        said.append(f"in de provincie {chosen['province']}")
    if "sector" in chosen:
        said.append(f"in de sector {sectors[chosen['sector']]}")
    return _sentence(said, chosen.get("q", ""))


def invitations(total: int, chosen: Chosen, *, states: Mapping[str, str], roles: Mapping[str, str]) -> str:
    said = [_counted(total, "uitnodiging", "uitnodigingen")]
    to = chosen.get("to", "")
    if to:
        said.append("voor een organisatie" if to == "organisation" else f"voor de rol {roles[to]}")
    state = chosen.get("state", "")
    if state:
        said.append("die nog openstaan" if state == "open" else f"die zijn {states[state]}")
    if state == "expiring":
        said[-1] = "die bijna verlopen"
    return _sentence(said, chosen.get("q", ""))


def events(chosen: Chosen, *, verbs: Mapping[str, str], kinds: Mapping[str, str]) -> str:
    if not chosen:
        return "Alles wat er gebeurde, het nieuwste eerst."
    said = ["Gebeurtenissen"]
    if "who" in chosen:
        said.append(f"van wie ‘{chosen['who']}’ in naam of e-mailadres heeft")
    if "verb" in chosen:
        said.append(f"van het soort ‘{verbs[chosen['verb']]}’")
    if "kind" in chosen:
        said.append(f"bij: {kinds[chosen['kind']].lower()}")
    if "since" in chosen:
        said.append(f"vanaf {_day(chosen['since'])}")
    if "until" in chosen:
        said.append(f"tot en met {_day(chosen['until'])}")
    return _sentence(said, "")


def money(total: int, chosen: Chosen, *, kinds: Mapping[str, str], states: Mapping[str, str]) -> str:
    said = [_counted(total, "bedrag", "bedragen"), f"van {chosen['year']}"]
    if "kind" in chosen:
        said.append(f"voor {kinds[chosen['kind']]}")
    if "state" in chosen:
        said.append(f"met de stand “{states[chosen['state']]}”")
    return _sentence(said, "")


def applications(chosen: Chosen, *, words: Mapping[str, Mapping[str, str]]) -> str:
    """`words`: for a name of the filter, what its choices are called."""
    said = [f"Aanvragen voor een {words['kind'][chosen['kind']]}" if "kind" in chosen else "Aanvragen"]
    if not chosen:
        return "Alle aanvragen. Wat het eerst klaar moet zijn, staat bovenaan."
    state = chosen.get("state", "")
    if state:
        said.append({"live": "die nog bezig zijn", "ended": "die zijn afgelopen"}.get(state, ""))
        said[-1] = said[-1] or f"met de stand “{words['state'][state]}”"
    if "waits_for" in chosen:
        said.append(f"die wachten op {words['waits_for'][chosen['waits_for']]}")
    if "late" in chosen:
        said.append("die te laat zijn" if chosen["late"] == "yes" else "die op tijd zijn")
    said += [f"met {name} {words[name][chosen[name]]}" for name in ("adviser", "auditor") if name in chosen]
    if "province" in chosen:
        said.append(f"in de provincie {chosen['province']}")
    return _sentence(said, chosen.get("q", "")).replace("met adviser", "met adviseur")


def marks(total: int, chosen: Chosen, *, states: Mapping[str, str]) -> str:
    said = [_counted(total, "keurmerk", "keurmerken")]
    if "state" in chosen:
        said.append(f"met de stand “{states[chosen['state']]}”")
    if "ending" in chosen:
        said.append("waarvan de laatste dag binnen negen maanden is")
    if "origin" in chosen:
        said.append("hier toegekend" if chosen["origin"] == "here" else "ingelezen van vóór dit systeem")
    if "linked" in chosen:
        said.append("bij een organisatie hier" if chosen["linked"] == "yes" else "die bij geen organisatie hier horen")
    return _sentence(said, chosen.get("q", ""))


def signals(total: int, chosen: Chosen, *, states: Mapping[str, str]) -> str:
    said = [_counted(total, "signaal", "signalen")]
    state = chosen.get("state", "")
    if state:
        said.append("die nog niet zijn afgehandeld" if state == "open" else f"met de stand “{states[state]}”")
    return _sentence(said, chosen.get("q", ""))


def _counted(total: int, one: str, more: str) -> str:
    number = f"{total:,}".replace(",", ".") if total else "Geen"
    return f"{number} {one if total == 1 else more}"


def _sentence(said: list[str], q: str) -> str:
    if q:
        said = [*said, f"met ‘{q}’"]
    return f"{said[0]} {', '.join(said[1:])}".strip() + "."


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
