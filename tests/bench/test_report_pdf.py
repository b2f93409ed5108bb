"""How long the report takes. Reports milliseconds; never fails on them. Targets: 100 ms stored, 700 ms the first time.

"Stored" is a report that was not made before, in a process that made others: typst uses again what they had in common. The
first of a process has nothing to use again; its imports and the reading of the fonts are not counted.
"""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import median
from time import perf_counter

import django
import pytest

from reports.advice.pdf import draw_charts, report_pdf
from reports.instrument.pdf import questionnaire_pdf
from selfeval.advice import Advice
from tests.reports.cast import level_of, plain_instrument, report


def fresh(number: int, *, star: bool) -> Advice:
    """A report that was not made before in this process, so that no cache of typst helps."""
    return report(level_of(30 + 5 * number), star=star, organisation=f"Club {number}", remark=f"Opmerking {number}.")


def first_of_a_process(star: bool) -> float:
    """Seconds for the first report of a process that made nothing but the blank questionnaire of a tiny instrument."""
    django.setup()
    advice = fresh(3, star=star)
    charts = draw_charts(advice)
    questionnaire_pdf(plain_instrument([["Thema"]]))  # reads the fonts
    started = perf_counter()
    report_pdf(advice, charts)
    return perf_counter() - started


@pytest.mark.bench
@pytest.mark.parametrize("star", [True, False])
def test_report_pdf(star: bool, thorough: bool, capsys: pytest.CaptureFixture[str]) -> None:
    report_pdf(fresh(0, star=star), draw_charts(fresh(0, star=star)))  # imports and fonts, once a process
    drawing, stored, again, runs = [], [], [], 9 if thorough else 1
    for number in range(1, runs + 1):
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
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        alone = list(pool.map(first_of_a_process, [star] * runs))
    drawn_first = [one + other for one, other in zip(drawing, stored, strict=True)]
    shown = (
        ("stored", stored, 100),
        ("stored, first of a process", alone, 100),
        ("charts drawn first", drawn_first, 700),
        ("the same again", again, 100),
    )
    with capsys.disabled():
        for name, times, target in shown:
            print(
                f"\n{'star' if star else 'full'} {name}: median {median(times) * 1000:.0f} ms, "
                f"best {min(times) * 1000:.0f} ms, target {target} ms",
                end="",
            )
