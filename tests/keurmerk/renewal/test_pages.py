"""The pages of a renewal: asking for it, the dossier of the last time with "klopt dit nog?", and what changed since."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from keurmerk.actions.request import accept
from keurmerk.forms.dossier import seen_mark
from keurmerk.models import Application, Carried, Explanation, Mark
from keurmerk.planning import RENEWAL_STEPS
from keurmerk.queries.plan import draft_of
from tests.keurmerk.cast import NOW, World, browser
from tests.keurmerk.decided import plan
from tests.keurmerk.judged import submit
from tests.keurmerk.renewal.stage import SAID, confirm_answers, held, renewing


@pytest.fixture(autouse=True)
def _store(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def to(name: str, application: Application, *more: object) -> str:
    return reverse(f"keurmerk:{name}", args=[application.code, *more])


def asking(world: World) -> str:
    return browser(world.fatima).get(reverse("keurmerk:request_mark", args=[world.bank.pk])).content.decode()


def ends(day: date, state: str = "valid") -> None:
    Mark.objects.update(valid_until=day, state=state)


# --- Asking


def test_the_page_says_what_is_different_and_has_the_adviser_of_then(world: World) -> None:
    held(world)
    ends(date(2027, 1, 1))
    page = asking(world)
    assert "Vraag de herbeoordeling aan" in page
    assert "staan klaar" in page
    assert f'value="{world.ad.pk}" checked' in " ".join(page.split()) or f'value="{world.ad.pk}"' in page
    answer = browser(world.fatima).post(
        reverse("keurmerk:request_mark", args=[world.bank.pk]), {"adviser": world.ad.pk, "wish": ""}
    )
    made = Application.objects.get(kind="renewal")
    assert answer["Location"] == to("application", made)


@pytest.mark.parametrize(
    ("day", "state", "said"),
    [
        (date(2024, 3, 1), "expired", "gold tot en met 1 maart 2024 en is verlopen"),
        (date(2099, 3, 1), "valid", "Een herbeoordeling kan vanaf 1 juni 2098"),
        (date(2099, 3, 1), "suspended", "Jullie keurmerk is geschorst"),
        (date(2099, 3, 1), "withdrawn", "is ingetrokken. Dat kan niet worden verlengd"),
    ],
)
def test_late_early_suspended_withdrawn(world: World, day: date, state: str, said: str) -> None:
    held(world)
    ends(day, state)
    page = asking(world)
    assert said in page
    assert ("Verstuur de aanvraag" in page) == (state in ("expired", "withdrawn"))


# --- The dossier


def test_the_dossier_asks_and_one_press_confirms(world: World) -> None:
    made = renewing(world, "working")
    client = browser(world.iris)
    overview = client.get(to("work_on_dossier", made)).content.decode()
    assert "Bij 2 stellingen staat toelichting of bewijs van de vorige keer." in overview
    page = client.get(to("dossier_theme", made, "A-1")).content.decode()
    assert 'value="klopt/A1"' in page
    assert 'value="klopt/A2"' not in page
    fields = {"A1-opmerking": SAID["A1"], "A1-was": seen_mark(SAID["A1"]), "naar": "klopt/A1"}
    answer = client.post(to("dossier_theme", made, "A-1"), fields)
    assert answer["Location"] == f"{to('dossier_theme', made, 'A-1')}#A1"
    assert list(Carried.objects.filter(confirmed_at__isnull=True).values_list("statement", flat=True)) == ["A4"]
    assert 'value="klopt/A1"' not in client.get(to("dossier_theme", made, "A-1")).content.decode()


def test_what_was_typed_is_saved_by_the_same_press(world: World) -> None:
    made = renewing(world, "working")
    fields = {"A1-opmerking": "Nu anders.", "A1-was": seen_mark(SAID["A1"]), "naar": "klopt/A1"}
    browser(world.iris).post(to("dossier_theme", made, "A-1"), fields)
    assert Explanation.objects.get(application=made, statement="A1").text == "Nu anders."
    assert Carried.objects.get(statement="A1").confirmed_by == world.iris


@pytest.mark.parametrize("where", ["klopt/B1", "klopt/X9", "klopt/"])
def test_what_is_not_here_is_not_confirmed(world: World, where: str) -> None:
    made = renewing(world, "working")
    answer = browser(world.iris).post(to("dossier_theme", made, "A-1"), {"naar": where})
    assert answer.status_code == 302
    assert not Carried.objects.filter(confirmed_at__isnull=False).exists()


def test_who_reads_along_is_not_asked(world: World) -> None:
    made = renewing(world, "working")
    assert "Klopt dit nog?" not in browser(world.wim).get(to("dossier_theme", made, "A-1")).content.decode()
    assert browser(world.wim).post(to("dossier_theme", made, "A-1"), {"naar": "klopt/A1"}).status_code == 403
    assert browser(world.boris).post(to("dossier_theme", made, "A-1"), {"naar": "klopt/A1"}).status_code == 404


# --- What changed


def test_what_changed_since_the_mark_is_what_one_sees_first(world: World) -> None:
    made = renewing(world, "working")
    confirm_answers(made, A2=3)
    assert (
        f"{to('differences', made)}?van=vorige" in browser(world.fatima).get(to("application", made)).content.decode()
    )
    page = browser(world.fatima).get(to("differences", made)).content.decode()
    assert "Vergeleken met het dossier van keurmerk 2023-0001, ingediend op 1 november 2022." in page
    assert "Er is iets veranderd bij 1 stelling. De andere 3 zijn hetzelfde." in page
    assert browser(world.fatima).get(to("differences", made), {"van": "vorige", "naar": "vorige"}).status_code == 404


def test_without_a_dossier_of_then_there_is_nothing_to_compare_with(world: World) -> None:
    made = renewing(world, "working")
    Mark.objects.update(application=None)
    page = browser(world.fatima).get(to("differences", made), {"van": "vorige"})
    assert "Er is nog niets om te vergelijken." in page.content.decode()
    submit(made)
    page = browser(world.fatima).get(to("differences", made), {"van": "vorige"})
    assert page.status_code == 200
    assert "Vergeleken met het dossier van keurmerk" not in page.content.decode()
    assert browser(world.ad).get(to("application", made)).status_code == 200


def test_what_the_pages_cost(world: World, django_assert_num_queries: Any) -> None:
    made = renewing(world, "working")
    client = browser(world.iris)
    for name, more, count in (
        ("dossier_theme", ("A-1",), 11),
        ("work_on_dossier", (), 14),
        ("differences", (), 13),
        ("application", (), 9),
    ):
        with django_assert_num_queries(count):
            assert client.get(to(name, made, *more)).status_code == 200


# --- Around it


def test_the_page_of_the_application_of_then_leads_to_the_renewal(world: World) -> None:
    mark = held(world)
    ends(date(2024, 3, 1))
    words = "Vraag de herbeoordeling aan"
    assert words in browser(world.fatima).get(to("application", mark.application)).content.decode()
    assert words not in browser(world.iris).get(to("application", mark.application)).content.decode()
    ends(date(2099, 3, 1))
    assert words not in browser(world.fatima).get(to("application", mark.application)).content.decode()


def test_lists_and_history_say_that_it_is_a_renewal(world: World) -> None:
    made = renewing(world)
    timeline = browser(world.sanne).get(reverse("reports:timeline", args=[made.code])).content.decode()
    assert "heeft de herbeoordeling aangevraagd" in timeline
    assert "· herbeoordeling" in browser(world.sanne).get(reverse("reports:office_applications")).content.decode()
    assert "Herbeoordeling voor Stichting De Bank" in browser(world.ad).get(reverse("reports:start")).content.decode()


def test_the_plan_begins_with_that_of_the_last_time_and_is_lighter(world: World) -> None:
    mark = held(world)
    before = plan(mark.application, world)
    before.route, before.locations, before.scope = "full", 3, "Het buurthuis en de twee winkels"
    before.save()
    made = renewing(world)
    accept(made, by=world.ad, now=NOW)
    draft = draft_of(made)
    assert draft is not None
    assert (draft.route, draft.locations, draft.scope) == ("full", 3, "Het buurthuis en de twee winkels")
    assert draft.contents.steps == RENEWAL_STEPS
    page = browser(world.ad).get(to("save_plan", made)).content.decode()
    assert "Route en locaties zijn overgenomen van het vorige plan." in page


def test_without_a_plan_of_then_it_begins_like_the_evaluation(world: World) -> None:
    made = renewing(world)
    accept(made, by=world.ad, now=NOW)
    draft = draft_of(made)
    assert draft is not None
    assert (draft.route, draft.scope, draft.contents.steps) == ("full", "", RENEWAL_STEPS)
