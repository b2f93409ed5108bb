"""Taking over marks of before this system: all or nothing, twice is once, on the page and by the command."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from post_office.models import Email

from goedgeregeld.accounts.actions.organisations import create_organisation
from goedgeregeld.accounts.models import Municipality, Organisation
from goedgeregeld.events.models import Event
from goedgeregeld.file_command import Refused
from keurmerk.actions import importing as acts
from keurmerk.actions.importing import import_marks
from keurmerk.actions.marks import award
from keurmerk.actions.ritual import NotPermitted, WrongState
from keurmerk.models import Mark, MarkChange
from keurmerk.old_marks import OldMark, read_old_marks
from keurmerk.queries.importing import lists
from selfeval.sheets.container import InvalidSheet
from tests.keurmerk.carrying.importing.books import TODAY, book, row
from tests.keurmerk.cast import NOW, World, browser
from tests.keurmerk.register import shelf

PAGE, SURE = "keurmerk:import_marks", "keurmerk:confirm_import"


def read(*rows: Any) -> list[OldMark]:
    return read_old_marks(book(*rows), lists(), today=TODAY)


def upload(client: Client, *rows: Any) -> Any:
    return client.post(reverse(PAGE), {"sheet": SimpleUploadedFile("oud.xlsx", book(*rows))})


def confirm(client: Client, answer: Any) -> Any:
    return client.post(reverse(SURE), {"rijen": answer.context["sealed"]})


# --- The act --------------------------------------------------------------------------------------------------------------


def test_what_is_taken_over(world: World) -> None:
    done = import_marks(
        read(
            row(Sector="Sport"),
            row(Nummer="12", Organisatie="Van elders", Stand="ingetrokken", Stand_sinds="1-6-2024"),
            row(Nummer="13", Organisatie="Van vroeger", Geldig_tot_en_met="1-1-2026"),
        ),
        by=world.sanne,
        now=NOW,
    )
    assert (done.added, done.linked, done.known) == (3, 1, 0)
    mark = Mark.objects.get(number="2023-014")
    assert (mark.organisation, mark.application, mark.imported_at, mark.sector) == (world.bank, None, NOW, "sport")
    assert (mark.state, mark.decided_on, mark.valid_until) == ("valid", date(2023, 5, 8), date(2027, 5, 7))
    assert Mark.objects.get(number="12").organisation is None
    told = {change.mark.number: (change.verb, change.at.date(), change.by) for change in MarkChange.objects.all()}
    assert told == {
        "12": ("revoke", date(2024, 6, 1), world.sanne),
        "13": ("expire", date(2026, 1, 1), world.sanne),  # midnight here, the evening before in UTC
    }
    assert Event.objects.filter(verb="import_mark").count() == 3
    assert not Email.objects.exists()
    assert "De Bank" in Client().get(reverse("register:list"), {"naam": "bank"}).content.decode()
    page = Client().get(reverse("register:entry", args=["12"])).content.decode()
    assert "1 juni 2024" in page
    assert "Ingetrokken" in page


def test_twice_changes_nothing(world: World) -> None:
    rows = [row(), row(Nummer="12", Organisatie="Van elders")]
    import_marks(read(*rows), by=world.sanne, now=NOW)
    before = list(Mark.objects.order_by("pk").values())
    done = import_marks(read(*rows), by=world.sanne, now=NOW)
    assert (done.added, done.known) == (0, 2)
    assert list(Mark.objects.order_by("pk").values()) == before
    assert Event.objects.filter(verb="import_mark").count() == 2
    Mark.objects.filter(number="12").update(state="suspended", organisation=world.club)  # the office went on with it
    assert import_marks(read(*rows), by=world.sanne, now=NOW).known == 2


@pytest.mark.parametrize(
    ("other", "word"), [({"Organisatie": "Anders"}, "organisatie"), ({"Geldig_tot_en_met": "1-1-2027"}, "laatste dag")]
)
def test_a_number_of_another_mark_refuses_all(world: World, other: dict[str, Any], word: str) -> None:
    import_marks(read(row()), by=world.sanne, now=NOW)
    with pytest.raises(InvalidSheet) as invalid:
        import_marks(read(row(Nummer="12"), row(**other)), by=world.sanne, now=NOW)
    (problem,) = invalid.value.problems
    assert problem.where == "blad Keurmerken, cel A3"
    assert f"met een andere {word}" in problem.message
    assert Mark.objects.count() == 1


def test_a_fault_half_way_leaves_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: Any, **_rest: Any) -> None:
        raise OSError("vol")

    monkeypatch.setattr(acts, "keep_marks_findable", fails)
    with pytest.raises(OSError, match="vol"):
        import_marks(read(row()), by=world.sanne, now=NOW)
    assert not Mark.objects.exists()


def test_the_same_number_given_at_this_moment_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    marks = read(row())
    shelf.mark(number="2023-014")
    monkeypatch.setattr("keurmerk.queries.importing._present", lambda _numbers: {})
    with pytest.raises(WrongState, match="Iemand anders"):
        import_marks(marks, by=world.sanne, now=NOW)
    assert Mark.objects.count() == 1


def test_organisations_are_linked_only_where_it_is_certain(world: World) -> None:
    create_organisation({"name": "Dubbel", "municipality": world.place}, by=world.iris, now=NOW)
    create_organisation({"name": "Dubbel", "municipality": world.place}, by=world.wim, now=NOW)
    Organisation.objects.filter(pk=world.club.pk).update(demo=True)
    rows = [
        row(Nummer="1", Organisatie="Dubbel"), row(Nummer="2", Organisatie="stichting de bank"),
        row(Nummer="3", Organisatie="Voetbalclub Zuid"), row(Nummer="4"),
    ]  # fmt: skip
    import_marks(read(*rows), by=world.sanne, now=NOW)
    assert [one.number for one in Mark.objects.filter(organisation__isnull=False)] == ["4"]


def test_a_municipality_that_went_is_the_one_it_went_into(world: World) -> None:
    Municipality.objects.create(code="GM9999", name="Vleuten", province="Utrecht", merged_into=world.place)
    Municipality.objects.create(code="GM0373", name="Bergen (NH.)", province="Noord-Holland")
    Municipality.objects.create(code="GM0893", name="Bergen (L.)", province="Limburg")
    Municipality.objects.create(code="GM0164", name="Hengelo (O.)", province="Overijssel")
    rows = [
        row(Nummer="1", Gemeente="Vleuten"), row(Nummer="2", Gemeente="Bergen (Limburg)"),
        row(Nummer="3", Gemeente="Bergen (NH.)"), row(Nummer="4", Gemeente="hengelo"),
    ]  # fmt: skip
    import_marks(read(*rows), by=world.sanne, now=NOW)
    found = dict(Mark.objects.values_list("number", "municipality"))
    assert found == {"1": "GM0344", "2": "GM0893", "3": "GM0373", "4": "GM0164"}
    with pytest.raises(InvalidSheet, match="meer gemeenten die Bergen heten"):
        read(row(Gemeente="Bergen"))


@pytest.mark.parametrize("name", ["fatima", "ad", "aud"])
def test_only_the_office(world: World, name: str) -> None:
    with pytest.raises(NotPermitted):
        import_marks(read(row()), by=getattr(world, name), now=NOW)


def test_numbers_that_are_awarded_afterwards_follow_on_as_before(world: World) -> None:
    import_marks(read(row(Nummer="GG-2023-0007")), by=world.sanne, now=NOW)
    first = award(world.application("decision"), decided_on=NOW.date(), by=world.sanne, now=NOW)
    assert first.number == "GG-2026-0001"


# --- The page -------------------------------------------------------------------------------------------------------------


def test_from_the_empty_workbook_to_the_register(world: World) -> None:
    sanne = browser(world.sanne)
    assert reverse("reports:marks_template") in sanne.get(reverse(PAGE)).content.decode()
    blank = sanne.get(reverse("reports:marks_template")).content
    sheets = load_workbook(BytesIO(blank))
    assert sheets.sheetnames == ["Keurmerken", "Uitleg"]
    for at, value in enumerate(row(Sector="Sport"), start=1):
        sheets["Keurmerken"].cell(2, at).value = value
    filled = BytesIO()
    sheets.save(filled)
    shown = sanne.post(reverse(PAGE), {"sheet": SimpleUploadedFile("oud.xlsx", filled.getvalue())})
    assert "Er komt 1 keurmerk bij" in shown.content.decode()
    assert not Mark.objects.exists()
    done = confirm(sanne, shown)
    assert done["Location"] == reverse("reports:office_marks") + "?origin=before"
    assert Mark.objects.get().sector == "sport"
    assert "1 keurmerk is ingelezen." in sanne.get(done["Location"]).content.decode()
    again = confirm(sanne, shown)  # a double click, or Back
    assert again.status_code == 302
    assert "Alles stond er al." in sanne.get(again["Location"]).content.decode()
    assert Mark.objects.count() == 1
    once_more = upload(sanne, row(Sector="Sport"))
    assert "Alles staat er al" in once_more.content.decode()


def test_problems_are_listed_by_cell_and_nothing_is_added(world: World) -> None:
    answer = upload(browser(world.sanne), row(), row(Nummer="<b>", Gemeente="Nergens"))
    assert answer.status_code == 422
    told = answer.content.decode()
    assert "Er kloppen 2 dingen niet" in told
    assert "blad Keurmerken, cel A3" in told
    assert "blad Keurmerken, cel C3" in told
    assert not Mark.objects.exists()


def test_what_was_not_shown_to_you_cannot_be_confirmed(world: World) -> None:
    sanne, stef = browser(world.sanne), browser(world.stef)
    shown = upload(sanne, row())
    for client, sealed in ((stef, shown.context["sealed"]), (sanne, shown.context["sealed"] + "x"), (sanne, "")):
        answer = client.post(reverse(SURE), {"rijen": sealed})
        assert answer.status_code == 409
        assert "kies het bestand opnieuw" in answer.content.decode()
    assert not Mark.objects.exists()


def test_what_came_in_between_is_said(world: World) -> None:
    sanne = browser(world.sanne)
    shown = upload(sanne, row(), row(Nummer="12"))
    shelf.mark("Heel iets anders", number="12")
    answer = confirm(sanne, shown)
    assert answer.status_code == 409
    assert "Keurmerk 12 is er al" in answer.content.decode()
    assert Mark.objects.count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(world: World, number: int) -> None:
    sanne = browser(world.sanne)
    rows = [row(Nummer=f"A{at}") for at in range(number)]
    with CaptureQueriesContext(connection) as asked:
        shown = upload(sanne, *rows)
    assert len(asked) == 7
    with CaptureQueriesContext(connection) as asked:
        confirm(sanne, shown)
    assert len(asked) == 12 + number  # an Event each


def test_many_at_once(world: World) -> None:
    sanne = browser(world.sanne)
    shown = upload(sanne, *(row(Nummer=f"B{at}", Organisatie=f"Club {at}") for at in range(1200)))
    assert "En nog 1000 keurmerken." in shown.content.decode()
    assert confirm(sanne, shown).status_code == 302
    assert Mark.objects.count() == 1200


# --- The command ------------------------------------------------------------------------------------------------------------


def test_the_command(world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "oud.xlsx"
    file.write_bytes(book(row(), row(Nummer="12", Organisatie="Van elders")))
    for said in ("ingelezen: 2, waarvan 1 bij een organisatie hier. Stonden er al: 0.", "ingelezen: 0, waarvan 0 bij"):
        call_command("import_marks", str(file))
        assert said in capsys.readouterr().out
    file.write_bytes(book(row(Nummer="13"), row(Nummer="14", Gemeente="Nergens")))
    with pytest.raises(Refused, match="cel C3: De gemeente 'Nergens'"):
        call_command("import_marks", str(file))
    assert Mark.objects.count() == 2
    with pytest.raises(Refused, match="bestaat niet"):
        call_command("import_marks", str(tmp_path / "weg.xlsx"))


# --- Whose it is --------------------------------------------------------------------------------------------------------------


def test_the_office_says_whose_it_is(world: World) -> None:
    import_marks(read(row(Organisatie="De Bank")), by=world.sanne, now=NOW)
    mark, sanne = Mark.objects.get(), browser(world.sanne)
    path = reverse("keurmerk:link_mark", args=[mark.number])
    assert path in sanne.get(reverse("keurmerk:office_mark", args=[mark.number])).content.decode()
    assert str(world.bank.pk) in sanne.get(path).content.decode()  # found by the name on the certificate
    assert "Geen organisatie gevonden" in sanne.get(path, {"q": "xyzzy"}).content.decode()
    assert sanne.post(path).status_code == 422
    for unknown in ("x", "00000000-0000-0000-0000-000000000000"):
        assert sanne.post(path, {"organisatie": unknown}).status_code == 404
    assert sanne.post(path, {"organisatie": str(world.bank.pk)}).status_code == 302
    mark.refresh_from_db()
    assert (mark.organisation, mark.name) == (world.bank, "De Bank")
    assert "Stichting De Bank" in Client().get(reverse("register:list"), {"naam": "stichting"}).content.decode()


def test_not_of_a_mark_that_was_granted_here_or_whose_organisation_is_gone(world: World) -> None:
    here, gone = shelf.mark(), shelf.mark(imported_at=NOW, forgotten_at=NOW)
    for mark in (here, gone):
        with pytest.raises(WrongState):
            acts.link_mark(mark, world.bank, by=world.sanne, now=NOW)
        assert browser(world.sanne).get(reverse("keurmerk:link_mark", args=[mark.number])).status_code == 409
    old = shelf.mark(imported_at=NOW)
    Organisation.objects.filter(pk=world.club.pk).update(merged_into=world.bank)
    with pytest.raises(WrongState, match="niet meer"):
        acts.link_mark(old, world.club, by=world.sanne, now=NOW)
    with pytest.raises(NotPermitted):
        acts.link_mark(old, world.bank, by=world.fatima, now=NOW)
