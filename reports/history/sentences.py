"""From an act to a sentence in plain Dutch: "Fatima heeft de zelfevaluatie afgerond." Knows the verbs of all apps. Pure.

A new verb needs a line here; a test compares this list with the verbs the code records.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reports.history.mark_verbs import MARK_BY_KIND, MARK_VERBS, ON_DOSSIER

NO_NAME = "iemand"
GONE = "Iemand van wie het account is gewist"
SYSTEM = "Het systeem"
VISITOR = "Iemand met de link"
OUTSIDE = "Iemand van buiten"
EVALUATION = "selfeval.evaluation"

PEOPLE = ("member", "to")  # particulars that hold the number of a person


@dataclass(frozen=True, slots=True)
class Told:
    """An act as the sentence needs it: the verb, on what, by whom ("" where nobody signed in), and particulars.

    `names` gives people's names by their number as text, for particulars that speak of people.
    """

    verb: str
    kind: str
    who: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


# What somebody did. {words} come from the particulars, see `_words`. A verb that means something else on another kind of
# object stands in BY_KIND as well.
VERBS = {
    # selfeval
    "start": "is de zelfevaluatie begonnen",
    "answer": "heeft {statements} ingevuld",
    "change_profile": "heeft de gegevens bij de zelfevaluatie aangepast",
    "choose_route": "heeft {route} gekozen",
    "complete": "heeft de zelfevaluatie afgerond",
    "copy": "is een nieuwe versie van de zelfevaluatie begonnen",
    "repeat": "is de zelfevaluatie opnieuw begonnen, met de antwoorden van de vorige keer om na te kijken",
    "mail_link": "heeft de link naar de zelfevaluatie gemaild",
    "withdraw_links": "heeft de oude links ingetrokken en een nieuwe gemaakt",
    "rate_statement": "heeft een mening gegeven over {statement}",
    "rate_report": "heeft een mening gegeven over het rapport",
    "choose_readers": "heeft gekozen wie mail krijgt over het rapport",
    "take_over_past": "heeft cijfers van vroegere jaren ingelezen",
    "set_target": "heeft een streefcijfer vastgelegd",
    "download_report": "heeft het rapport gedownload {file}",
    "share_report": "heeft een link gemaakt waarmee iemand van buiten het rapport leest",
    "withdraw_share": "heeft een link naar het rapport ingetrokken",
    "add_action": "heeft een actie in het verbeterplan gezet",
    "propose_action": "heeft een actie voorgesteld voor het verbeterplan",
    "change_action": "heeft een actie in het verbeterplan aangepast",
    "move_action": "heeft een actie in het verbeterplan op ‘{progress}’ gezet",
    "remove_action": "heeft een actie uit het verbeterplan gehaald",
    "remind_owner": "heeft iemand herinnerd aan een actie in het verbeterplan",
    "stop_reminding": "wil geen mail meer over een actie in het verbeterplan",
    "wish_follow_up": "laat zich over een half jaar vragen wat ervan is gekomen",
    "stop_follow_up": "wil niet meer gevraagd worden wat ervan is gekomen",
    "follow_up": "heeft gevraagd wat er van de zelfevaluatie is gekomen",
    "answer_follow_up": "heeft laten weten wat er van de zelfevaluatie is gekomen",
    "load": "heeft deze versie van het instrument ingelezen",
    "publish": "heeft deze versie van het instrument gepubliceerd",
    "ask_warning": "laat zich mailen voordat de zelfevaluatie wordt gewist",
    "stop_warning": "wil geen mail meer voordat de zelfevaluatie wordt gewist",
    "keep": "heeft de zelfevaluatie langer laten bewaren",
    "warn": "heeft gemaild dat de zelfevaluatie binnenkort wordt gewist",
    "erase": "heeft de zelfevaluatie gewist",
    "claim": "heeft de zelfevaluatie bij de organisatie gezet",
    "take_away": "heeft alle gegevens meegenomen in een zip-bestand",
    # answering together
    "open_round": "laat anderen de zelfevaluatie ook invullen",
    "set_round_end": "heeft een andere laatste dag gekozen om samen in te vullen",
    "make_round_link": "heeft een link gemaakt waarmee iedereen mee kan doen",
    "withdraw_round_link": "heeft de link ingetrokken waarmee iedereen mee kon doen",
    "invite_respondents": "heeft mensen gevraagd om mee te doen",
    "remind_respondents": "heeft wie nog niet meedeed een herinnering gestuurd",
    "withdraw_respondent": "heeft een uitnodiging om mee te doen ingetrokken",
    "close_round": "heeft het samen invullen gesloten",
    "refused": "wilde iets doen wat niet mag, en is geweigerd",
    # organisations and their people
    "give_plan_leave": "heeft de adviseur laten meekijken in het verbeterplan",
    "take_plan_leave": "laat de adviseur niet meer meekijken in het verbeterplan",
    "create": "heeft de organisatie toegevoegd",
    "change": "heeft de gegevens van de organisatie aangepast",
    "merge": "heeft een dubbele organisatie met deze samengevoegd",
    "dismiss_double": "heeft vastgesteld dat twee organisaties niet dezelfde zijn",
    "invite": "heeft iemand uitgenodigd als {as_what}",
    "withdraw_invitation": "heeft een uitnodiging ingetrokken ({as_what})",
    "accept_invitation": "heeft de uitnodiging aangenomen als {as_what}",
    "change_right": "heeft {whom} {right} gemaakt",
    "remove_member": "heeft {whom} uit de organisatie gehaald",
    "leave": "heeft de organisatie verlaten",
    "hand_over": "heeft het beheer overgedragen aan {whom}",
    "give_consent": "heeft goedgevonden dat de cijfers meetellen in de vergelijking",
    "withdraw_consent": "wil niet meer dat de cijfers meetellen in de vergelijking",
    # accounts
    "join": "heeft een account gemaakt",
    "change_address": "heeft het e-mailadres van het account veranderd",
    "rename": "heeft de naam van het account veranderd",
    "end_sessions": "heeft het account op andere apparaten uitgelogd",
    "grant_role": "heeft de rol {role} gegeven",
    "revoke_role": "heeft de rol {role} ingetrokken",
    "reset_second_factor": "heeft de tweede stap weggehaald, zodat er een nieuwe kan komen",
    "switch_off": "heeft het account uitgezet",
    "switch_on": "heeft het account weer aangezet",
    # the office
    "view": "heeft dit dossier bekeken",
    "export": "heeft de lijst van {list} meegenomen",
    **MARK_VERBS,
}
BY_KIND = {
    ("erase", "accounts.user"): "heeft het eigen account gewist",
    ("erase", "accounts.organisation"): "heeft de organisatie gewist",
    ("erase", "keurmerk.application"): "heeft de aanvraag gewist",
    ("view", "accounts.organisation"): "heeft de gegevens van de organisatie bekeken",
    ("view", EVALUATION): "heeft de zelfevaluatie bekeken",
    ("view", "keurmerk.application"): "heeft de keurmerkaanvraag bekeken",
    ("view", "accounts.user"): "heeft de gegevens van deze gebruiker bekeken",
    **MARK_BY_KIND,
}
ROUTES = {"star": "de sterroute", "full": "de volledige route"}
ROLES = {
    "adviser": "adviseur",
    "auditor": "auditor",
    "staff": "NOV-medewerker",
    "administrator": "beheerder van het systeem",
}
RIGHTS = {"manager": "beheerder", "editor": "invuller", "reader": "lezer"}
BY_ITSELF = {"warn", "remind_owner", "follow_up"}  # what the daily commands do
PROGRESS = {
    "planned": "gepland",
    "busy": "bezig",
    "done": "klaar",
    "dropped": "vervallen",
    "declined": "afgewezen",
}
FILES = {"pdf": "als pdf", "xlsx": "als Excel-bestand"}

PARTS = {
    "employer": "de werkgever",
    "rate": "het uurtarief",
    "introduction": "de tekst over zichzelf",
    "photo": "de foto",
}


def sentence(told: Told) -> str:
    """What happened, as a sentence. A verb nobody wrote a sentence for is shown as it stands in the history."""
    by_itself = told.verb in BY_ITSELF or told.data.get("why") == "expired"  # the daily tidying
    outside = OUTSIDE if told.verb == "signal" else SYSTEM
    who = told.who or (VISITOR if told.kind == EVALUATION and not by_itself else outside)
    predicate = BY_KIND.get((told.verb, told.kind)) or VERBS.get(told.verb)
    if predicate is None:
        return f"{who}: {told.verb}."
    return f"{who} {predicate.format_map(_words(told)) if '{' in predicate else predicate}."


def is_known(verb: str) -> bool:
    """Whether this verb has a sentence."""
    return verb in VERBS


def _words(told: Told) -> dict[str, str]:
    data = told.data
    whom = next((told.names[str(data[key])] for key in PEOPLE if str(data.get(key)) in told.names), NO_NAME)
    return {
        "whom": whom,
        "statements": _statements([str(one) for one in data.get("statements", [])]),
        "judged": _statements([str(one) for one in data.get("statements", [])], none="een deel van het dossier"),
        "draw": f"trekking {data['seed']}" if "seed" in data else "nieuwe trekking",
        "statement": f"stelling {data['statement']}" if "statement" in data else "een stelling",
        "route": ROUTES.get(str(data.get("route")), "een andere route"),
        "progress": PROGRESS.get(str(data.get("kind")), "een andere stand"),
        "file": FILES.get(str(data.get("kind")), "als bestand"),
        "condition": f"voorwaarde {data['number']}" if "number" in data else "een voorwaarde",
        "mark": f"keurmerk {data['number']}" if "number" in data else "een keurmerk",
        "list": str(data.get("list") or "gegevens"),
        "as_what": ROLES.get(str(data.get("to"))) or RIGHTS.get(str(data.get("to"))) or "lid",
        "role": ROLES.get(str(data.get("role") or data.get("kind")), "een rol"),
        "right": RIGHTS.get(str(data.get("right")), "lid"),
        "asked_for": "de herbeoordeling" if data.get("kind") == "renewal" else "het keurmerk",
        "asked": f"; gevraagd is {whom}" if whom != NO_NAME else "",
        "version": f" (versie {data['version']})" if "version" in data else "",
        "on_dossier": _on_dossier(data),
        "part": PARTS.get(str(data.get("kind")), "een gegeven"),
        "work": ROLES.get(str(data.get("work")), "adviseur of auditor"),
    }


def _on_dossier(data: Mapping[str, Any]) -> str:
    what = ON_DOSSIER.get(str(data.get("work")), "")
    at = _statements([str(one) for one in data.get("statements", [])], none="het dossier")
    return f": {what.format(at=at)}" if what else ""


def _statements(codes: list[str], *, none: str = "antwoorden") -> str:
    """ "stelling A1", "stelling A1 en A2", "7 stellingen"."""
    if not codes:
        return none
    if len(codes) == 1:
        return f"stelling {codes[0]}"
    if len(codes) <= 5:
        return f"de stellingen {', '.join(codes[:-1])} en {codes[-1]}"
    return (
        f"{len(codes)} stellingen ({codes[0]} tot en met {codes[-1]})" if _in_row(codes) else f"{len(codes)} stellingen"
    )


def _in_row(codes: list[str]) -> bool:
    """Whether the codes follow each other: A1, A2, A3."""
    letter = codes[0].rstrip("0123456789")
    numbers = [code.removeprefix(letter) for code in codes]
    if not all(one.isdigit() for one in numbers):
        return False
    return [int(one) for one in numbers] == list(range(int(numbers[0]), int(numbers[0]) + len(numbers)))


def choices() -> list[tuple[str, str]]:
    """The verbs to choose from, in words and in the order of those words."""
    told = [(verb, re.sub(r"\s*\({\w+}\)|{\w+}", _dots, text).strip()) for verb, text in VERBS.items()]
    return sorted(told, key=lambda pair: pair[1])


def _dots(found: re.Match[str]) -> str:
    return "" if "(" in found[0] else "…"
