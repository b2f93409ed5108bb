"""What is said of two evaluations beside each other. Pure: figures in, Dutch out."""

from fractions import Fraction

from selfeval.comparing import Change, Comparison
from selfeval.scoring import shown
from selfeval.sentences import capital, count, points

KINDS = {
    "open": "Eén van beide keren zonder niveau: niet van toepassing",
    "reworded": "De stelling is intussen anders geschreven",
    "rescaled": "De antwoorden hadden toen een andere schaal",
    "new": "Deze keer voor het eerst gevraagd",
    "gone": "Deze keer niet meer gevraagd",
}


def headline(found: Comparison) -> str:
    """What changed, in a sentence: "Acht stellingen staan hoger en twee lager"."""
    better, worse = found.counts["better"], found.counts["worse"]
    if not found.compared:
        return "Deze twee zelfevaluaties hebben geen stellingen die te vergelijken zijn."
    if not better and not worse:
        return "Alle stellingen die te vergelijken zijn, staan nog op dezelfde trede."
    up = f"{count(better, 'stelling staat', 'stellingen staan')} hoger" if better else ""
    if up and worse:
        return capital(f"{up} en {count(worse, 'stelling', 'stellingen')} lager.")
    return capital(f"{up or count(worse, 'stelling staat', 'stellingen staan') + ' lager'}.")


def whole(found: Comparison) -> str:
    """What became of the whole score."""
    change = found.whole
    if change.before is None or change.after is None:
        return ""
    if change.before == change.after:
        return f"De score van het geheel bleef {shown(change.after)}%."
    way = "steeg" if change.after > change.before else "daalde"
    return f"De score van het geheel {way} van {shown(change.before)}% naar {shown(change.after)}%."


def caution(found: Comparison, *, then: str, now: str) -> str:
    """What must be known to read the figures rightly; "" where both were about the same statements."""
    parts = []
    if not found.same_version:
        parts.append(f"De vragenlijst is intussen veranderd, van versie {then} in {now}.")
    if not found.whole.alike:
        asked = sum(one.kind != "gone" for one in found.lines)
        parts.append(
            f"Van de {count(asked, 'stelling', 'stellingen')} van nu zijn er {found.compared} met toen te vergelijken. "
            "Scores van toen en nu gaan dus niet overal over hetzelfde; bij de thema’s staat waar dat zo is."
        )
    return " ".join(parts)


def difference(change: Change) -> str:
    """By how much a score changed: "+16,7 punten"."""
    gap = change.difference
    if gap is None:
        return "–"
    if gap == 0:
        return "gelijk"
    return f"{'+' if gap > 0 else '−'}{points(abs(gap))}"


def note(change: Change) -> str:
    """Why the two scores of a theme are not about the same; "" where they are."""
    if change.before is None and change.after is not None:
        return "Toen geen score"
    return "" if change.alike else "Over andere stellingen dan toen"


def chart_title(found: Comparison) -> str:
    """What the radar with two lines shows."""
    gaps: list[Fraction] = [one.difference for one in found.themes if one.difference is not None]
    up, down = sum(gap > 0 for gap in gaps), sum(gap < 0 for gap in gaps)
    if not gaps:
        said = "Geen thema heeft beide keren een score"
    elif not up and not down:
        said = "Alle thema’s staan waar ze stonden"
    else:
        ways = [f"{count(n, 'thema', 'thema’s')} {way}" for n, way in ((up, "hoger"), (down, "lager")) if n]
        said = ", ".join(ways)
    return f"{capital(said)}. Vlak: nu; vierkantjes: toen"
