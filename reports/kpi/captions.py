"""What a list of figures shows, in a sentence."""

from goedgeregeld.accounts.states import Sector
from reports.kpi.behind import Narrowed
from reports.kpi.board import ROUTES
from reports.kpi.catalogue import SIZES, STEPS, Figure, Step
from reports.kpi.periods import Period
from reports.kpi.queries import Selection
from reports.models.figures import UNKNOWN


def caption(figure: Figure, period: Period, selection: Selection, narrowed: Narrowed, total: int) -> str:
    """For example: "12 zelfevaluaties in 2026 in de provincie Utrecht, sector Sport, op de sterroute."."""
    said = [f"{figure.counted(total)} in {period.said}"]
    if selection.province:
        known = selection.province != UNKNOWN
        said.append(f"in de provincie {selection.province}" if known else "waarvan de provincie niet bekend is")
    if selection.sector:
        known = selection.sector != UNKNOWN
        said.append(f"in de sector {Sector(selection.sector).label}" if known else "waarvan de sector niet bekend is")
    if narrowed.size:
        known = narrowed.size != UNKNOWN
        said.append(f"van organisaties met {SIZES[narrowed.size]}" if known else "waarvan de omvang niet bekend is")
    if narrowed.route:
        known = narrowed.route != UNKNOWN
        said.append(f"op de {ROUTES[narrowed.route]}" if known else "waarvan de route niet bekend is")
    if narrowed.step:
        said.append(f"die minstens zo ver kwamen: {STEPS[Step(narrowed.step)][0].lower()}")
    return ", ".join([said[0], *said[1:]]) + "."
