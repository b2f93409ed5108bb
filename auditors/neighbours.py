"""The twelve provinces, and which lie next to each other: how far somebody would have to come. Pure."""

NEIGHBOURS: dict[str, frozenset[str]] = {
    "Groningen": frozenset({"Fryslân", "Drenthe"}),
    "Fryslân": frozenset({"Groningen", "Drenthe", "Overijssel", "Flevoland", "Noord-Holland"}),
    "Drenthe": frozenset({"Groningen", "Fryslân", "Overijssel"}),
    "Overijssel": frozenset({"Fryslân", "Drenthe", "Flevoland", "Gelderland"}),
    "Flevoland": frozenset({"Fryslân", "Overijssel", "Gelderland", "Utrecht", "Noord-Holland"}),
    "Gelderland": frozenset({"Overijssel", "Flevoland", "Utrecht", "Zuid-Holland", "Noord-Brabant", "Limburg"}),
    "Utrecht": frozenset({"Flevoland", "Gelderland", "Noord-Holland", "Zuid-Holland"}),
    "Noord-Holland": frozenset({"Fryslân", "Flevoland", "Utrecht", "Zuid-Holland"}),
    "Zuid-Holland": frozenset({"Noord-Holland", "Utrecht", "Gelderland", "Noord-Brabant", "Zeeland"}),
    "Zeeland": frozenset({"Zuid-Holland", "Noord-Brabant"}),
    "Noord-Brabant": frozenset({"Zeeland", "Zuid-Holland", "Gelderland", "Limburg"}),
    "Limburg": frozenset({"Gelderland", "Noord-Brabant"}),
}


def nearest(here: str, others: frozenset[str]) -> tuple[int | None, str]:
    """How far the nearest of these is (0: this province, 1: a neighbour, 2: further; None: not known), and which it is."""
    if not here or not others:
        return None, ""
    if here in others:
        return 0, here
    beside = sorted(NEIGHBOURS.get(here, frozenset()) & others)
    return (1, beside[0]) if beside else (2, min(others))
