"""How long the report takes. Reports milliseconds; never fails on them. Targets: 100 ms stored, 700 ms the first time."""

from statistics import median
from time import perf_counter

import pytest

from reports.advice.pdf import draw_charts, report_pdf
from selfeval.advice import Advice
from tests.reports.cast import level_of, report

RUNS = 9


def fresh(number: int, *, star: bool) -> Advice:
    """A report that was not made before in this process, so that no cache of typst helps."""
    return report(level_of(30 + 5 * number), star=star, organisation=f"Club {number}", remark=f"Opmerking {number}.")


@pytest.mark.bench
@pytest.mark.parametrize("star", [True, False])
def test_report_pdf(star: bool, capsys: pytest.CaptureFixture[str]) -> None:
    report_pdf(fresh(0, star=star), draw_charts(fresh(0, star=star)))  # imports and fonts, once a process
    drawing, stored, again = [], [], []
    for number in range(1, RUNS + 1):
        advice = fresh(number, star=star)
        started = perf_counter()
        charts = draw_charts(advice)
        drawn = perf_counter()
        report_pdf(advice, charts)
        made = perf_counter()
        report_pdf(advice, charts)
        again.append(perf_counter() - made)
        drawing.append(drawn - started)
        stored.append(made - drawn)
    first = [one + other for one, other in zip(drawing, stored, strict=True)]
    with capsys.disabled():
        for name, times, target in (("stored", stored, 100), ("first", first, 700), ("again", again, 100)):
            print(
                f"\n{'star' if star else 'full'} {name}: median {median(times) * 1000:.0f} ms, "
                f"best {min(times) * 1000:.0f} ms, target {target} ms",
                end="",
            )
