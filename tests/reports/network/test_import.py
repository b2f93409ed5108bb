"""Taking over the network from Excel: every problem by cell and then nothing; else a preview, and twice changes nothing."""

from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook
from post_office.models import Email

from auditors import actions as auditors
from auditors.models import Authorisation, Profile
from goedgeregeld.accounts.models import Municipality, Role, User
from goedgeregeld.accounts.states import Sector
from goedgeregeld.file_command import Refused
from reports.network.actions import import_network
from reports.network.excel import empty_workbook
from reports.network.queries import lists
from reports.network.sheet import COLUMNS, SHEET, Person, read_network
from selfeval.sheets.container import InvalidSheet
from tests.auditors.cast import NOW, TODAY, Network, authorised, make_network
from tests.reports.people import browser

PAGE = "/kantoor/netwerk/inlezen/"
BIBI: dict[str, Any] = {
    "E-mailadres": "Bibi@Example.org",
    "Naam": "Bibi Bos",
    "Werk": "adviseur",
    "Werkgever": "De Schakel",
    "Vrijwilligerscentrale": "ja",
    "Geautoriseerd tot en met": "31-12-2028",
    "Gemeenten": "Utrecht; houten",
    "Hele land": "nee",
    "Uurtarief": "62,50",
    "Gemeente betaalt mee": "ja",
    "Sectoren": "Sport, Natuur en milieu",
    "Talen": "Nederlands, Engels",
    "Telefoon": "030 123 45 67",
    "Hoogstens tegelijk": 4,
}


@pytest.fixture
def network(db: None) -> Network:
    made = make_network()
    Municipality.objects.create(code="GM9901", name="Vleuten", province="Utrecht", merged_into=made.utrecht)
    return made


def book(*rows: dict[str, Any], headers: tuple[str, ...] = COLUMNS, title: str = SHEET) -> bytes:
    made, out = Workbook(), BytesIO()
    sheet = made.active
    sheet.title = title
    sheet.append(headers)
    for row in rows:
        sheet.append([row.get(name) for name in headers])
    made.save(out)
    return out.getvalue()


def read(*rows: dict[str, Any], **options: Any) -> list[Person]:
    return read_network(book(*rows, **options), lists(), today=TODAY)


def faults(*rows: dict[str, Any], **options: Any) -> list[str]:
    with pytest.raises(InvalidSheet) as caught:
        read(*rows, **options)
    return [str(problem) for problem in caught.value.problems]


def take(network: Network, *rows: dict[str, Any]) -> tuple[int, int, int]:
    done = import_network(read(*rows), by=network.sanne, now=NOW)
    return done.new, done.changed, done.same


# --- What is in a cell ----------------------------------------------------------------------------------------------------


def test_a_whole_row(network: Network) -> None:
    (person,) = read(BIBI)
    assert person == Person(
        where="blad Netwerk, cel A2",
        email="bibi@example.org",
        name="Bibi Bos",
        works=("adviser",),
        employer="De Schakel",
        centre=True,
        until=date(2028, 12, 31),
        places=("GM0344", "GM0321"),
        named=("Utrecht", "houten"),
        nationwide=False,
        rate="62.50",
        subsidised=True,
        sectors=("sport", "nature"),
        languages="Nederlands, Engels",
        phone="030 123 45 67",
        at_once=4,
    )


@pytest.mark.parametrize(
    ("column", "written", "name", "value"),
    [
        ("Geautoriseerd tot en met", date(2028, 12, 31), "until", date(2028, 12, 31)),
        ("Geautoriseerd tot en met", "2028-12-31", "until", date(2028, 12, 31)),
        ("Geautoriseerd tot en met", "31 december 2028", "until", date(2028, 12, 31)),
        ("Geautoriseerd tot en met", "31/12/2028", "until", date(2028, 12, 31)),
        ("Gemeenten", "Utrecht,Houten", "places", ("GM0344", "GM0321")),
        ("Gemeenten", "Utrecht / Houten", "places", ("GM0344", "GM0321")),
        ("Gemeenten", "Utrecht\nHouten", "places", ("GM0344", "GM0321")),
        ("Gemeenten", "Utrecht en Houten", "places", ("GM0344", "GM0321")),
        ("Gemeenten", "Vleuten; Utrecht", "places", ("GM0344",)),
        ("Gemeenten", None, "places", None),
        ("Werk", "Adviseur en auditor", "works", ("adviser", "auditor")),
        ("Werk", "beide", "works", ("adviser", "auditor")),
        ("Werk", "auditor/adviseur", "works", ("adviser", "auditor")),
        ("Uurtarief", 75, "rate", "75.00"),
        ("Uurtarief", 62.5, "rate", "62.50"),
        ("Uurtarief", "€ 62.50", "rate", "62.50"),
        ("Uurtarief", "75,-", "rate", "75.00"),
        ("Hele land", "x", "nationwide", True),
        ("Werkgever", "ZZP", "employer", ""),
        ("Telefoon", 301234567, "phone", "0301234567"),
        ("Sectoren", "zorg en welzijn; sport", "sectors", ("care", "sport")),
    ],
)
def test_what_people_write_is_understood(network: Network, column: str, written: Any, name: str, value: Any) -> None:
    row = BIBI | {column: written} | ({"Vrijwilligerscentrale": None} if column == "Werkgever" else {})
    assert getattr(read(row)[0], name) == value


@pytest.mark.parametrize(
    ("column", "written", "cell", "why"),
    [
        ("E-mailadres", "bibi", "A2", "geen e-mailadres"),
        ("E-mailadres", None, "A2", "Vul het e-mailadres in"),
        ("Naam", None, "B2", "Vul de naam in"),
        ("Naam", "x" * 151, "B2", "te lang"),
        ("Werk", "coach", "C2", "adviseur, auditor of beide"),
        ("Werk", None, "C2", "adviseur, auditor of beide"),
        ("Werkgever", None, "E2", "hoe de vrijwilligerscentrale heet"),
        ("Vrijwilligerscentrale", "misschien", "E2", "ja of nee"),
        ("Geautoriseerd tot en met", "volgend jaar", "F2", "geen datum die hier kan"),
        ("Geautoriseerd tot en met", "31-02-2028", "F2", "geen datum die hier kan"),
        ("Geautoriseerd tot en met", "31-12-2088", "F2", "geen datum die hier kan"),
        ("Geautoriseerd tot en met", "=VANDAAG()", "F2", "formule"),
        ("Gemeenten", "Utrecht; Vlutten", "G2", "'Vlutten' kennen we niet"),
        ("Uurtarief", "gratis", "I2", "geen bedrag"),
        ("Uurtarief", "-5", "I2", "geen bedrag"),
        ("Sectoren", "Sport; Ruimtevaart", "K2", "'Ruimtevaart' kennen we niet"),
        ("Telefoon", "bel me", "M2", "geen telefoonnummer"),
        ("Hoogstens tegelijk", "veel", "N2", "heel getal"),
        ("Hoogstens tegelijk", 2.5, "N2", "heel getal"),
    ],
)
def test_what_is_wrong_is_said_by_cell(network: Network, column: str, written: Any, cell: str, why: str) -> None:
    (fault,) = faults(BIBI | {column: written})
    assert fault.startswith(f"blad Netwerk, cel {cell}: ")
    assert why in fault


def test_every_fault_at_once_and_doubles_too(network: Network) -> None:
    found = faults(BIBI | {"Uurtarief": "gratis", "Gemeenten": "Nergens"}, BIBI | {"Naam": "Bibi B."})
    assert [fault.split(":")[0] for fault in found] == [f"blad Netwerk, cel {cell}" for cell in ("G2", "I2", "A3")]
    assert "staat ook op blad Netwerk, cel A2" in found[-1]


def test_columns_that_are_missing_or_unknown_and_an_empty_list(network: Network) -> None:
    assert "De kolom 'Werk' ontbreekt." in " ".join(faults(BIBI, headers=("E-mailadres", "Naam")))
    assert "ken ik niet" in " ".join(faults(BIBI, headers=(*COLUMNS, "Schoenmaat")))
    assert "Er staat nog niemand in" in " ".join(faults())
    with pytest.raises(InvalidSheet, match=r"tekstbestand \(zoals .csv\)"):
        read_network(b"E-mailadres;Naam;Werk\r\n", lists(), today=TODAY)


# --- Taking it over -------------------------------------------------------------------------------------------------------


def test_somebody_new_comes_in_whole_and_twice_changes_nothing(network: Network) -> None:
    assert take(network, BIBI) == (1, 0, 0)
    profile = Profile.objects.get(user__email="bibi@example.org")
    assert (str(profile.employer), profile.hourly_rate, profile.load_cap) == ("De Schakel", Decimal("62.50"), 4)
    assert profile.employer
    assert profile.employer.volunteer_centre
    assert {one.name for one in profile.municipalities.all()} == {"Utrecht", "Houten"}
    assert Authorisation.objects.get().until == date(2028, 12, 31)
    assert [role.kind for role in profile.user.roles.all()] == ["adviser"]
    assert take(network, BIBI) == (0, 0, 1)
    assert not Email.objects.exists()


def test_an_empty_cell_changes_nothing_and_a_filled_one_only_that(network: Network) -> None:
    take(network, BIBI)
    short = {name: BIBI[name] for name in ("E-mailadres", "Naam", "Werk")}
    assert take(network, short) == (0, 0, 1)
    assert take(network, short | {"Uurtarief": "70"}) == (0, 1, 0)
    profile = Profile.objects.get(user__email="bibi@example.org")
    assert (profile.hourly_rate, str(profile.employer), profile.languages) == (70, "De Schakel", "Nederlands, Engels")
    take(network, short | {"Werkgever": "zelfstandig"})
    profile.refresh_from_db()
    assert profile.employer is None


def test_somebody_who_is_here_keeps_their_name_and_gets_the_other_role(network: Network) -> None:
    authorised(network.ad)
    row = {"E-mailadres": network.ad.email, "Naam": "A. Dviseur", "Werk": "beide"}
    assert take(network, row) == (0, 1, 0)
    network.ad.refresh_from_db()
    assert (network.ad.name, network.ad.roles.count()) == ("Ad", 2)


def test_half_an_import_is_none(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    def falls(*_args: Any, **_more: Any) -> None:
        raise auditors.WrongState("Nee.")

    monkeypatch.setattr("auditors.actions.authorise", falls)
    with pytest.raises(Exception, match="Probeer het opnieuw"):
        take(network, {"E-mailadres": "a@example.org", "Naam": "A", "Werk": "auditor"}, BIBI)
    assert not User.objects.filter(email__in=["a@example.org", "bibi@example.org"]).exists()


def test_who_is_suspended_or_closed_stands_in_the_way(network: Network) -> None:
    profile = authorised(network.ad)
    auditors.suspend(profile, "adviser", reason="Klacht.", by=network.sanne, now=NOW)
    row = BIBI | {"E-mailadres": network.ad.email}
    with pytest.raises(InvalidSheet, match="geschorst als adviseur"):
        take(network, row)
    network.ad.is_active = False
    network.ad.save()
    with pytest.raises(InvalidSheet, match="account is gesloten"):
        take(network, row)


def test_an_authorisation_that_is_over_is_not_taken_over(network: Network) -> None:
    take(network, BIBI | {"Geautoriseerd tot en met": "31-12-2020"})
    assert not Authorisation.objects.exists()


def test_only_the_office(network: Network) -> None:
    with pytest.raises(PermissionDenied):
        import_network(read(BIBI), by=network.ad, now=NOW)


@pytest.mark.parametrize("number", [1, 3])
def test_comparing_costs_the_same_however_many_rows(network: Network, number: int) -> None:
    from reports.network.queries import compared  # noqa: PLC0415

    people = read(*(BIBI | {"E-mailadres": f"b{n}@example.org"} for n in range(number)))
    import_network(people, by=None, now=NOW)
    with CaptureQueriesContext(connection) as asked:
        compared(people, today=TODAY)
    assert len(asked) == 6


# --- The pages ------------------------------------------------------------------------------------------------------------


def upload(client: Client, content: bytes) -> Any:
    return client.post(PAGE, {"sheet": SimpleUploadedFile("netwerk.xlsx", content)})


def test_a_preview_and_then_it_is_taken_over(network: Network) -> None:
    sanne = browser(network.sanne)
    answer = upload(sanne, book(BIBI | {"Gemeenten": "Vleuten"}))
    shown = answer.content.decode()
    assert "Nieuw: 1. Veranderd: 0." in shown
    assert "Vleuten is nu Utrecht." in shown
    assert not User.objects.filter(email="bibi@example.org").exists()
    sealed = {"rijen": answer.context["sealed"]}
    assert sanne.post(f"{PAGE}klopt/", sealed)["Location"] == "/kantoor/netwerk/"
    assert User.objects.filter(email="bibi@example.org").exists()
    said = sanne.post(f"{PAGE}klopt/", sealed, follow=True).content.decode()  # a second press
    assert "Er is niets veranderd" in said
    assert "Alles staat er al" in upload(sanne, book(BIBI | {"Gemeenten": "Utrecht"})).content.decode()


def test_what_was_not_shown_to_them_is_not_taken_over(network: Network) -> None:
    sanne = browser(network.sanne)
    sealed = {"rijen": upload(sanne, book(BIBI)).context["sealed"]}
    Role.objects.create(user=network.fatima, kind="staff", since=NOW)
    assert browser(network.fatima).post(f"{PAGE}klopt/", sealed).status_code == 409
    assert sanne.post(f"{PAGE}klopt/", {"rijen": "x"}).status_code == 409


def test_faults_are_listed_and_the_title_says_so(network: Network) -> None:
    answer = upload(browser(network.sanne), book(BIBI | {"Gemeenten": "Vlutten"}))
    shown = answer.content.decode()
    assert (answer.status_code, "<title>Fout:" in shown) == (422, True)
    assert "cel G2: De gemeente &#x27;Vlutten&#x27; kennen we niet" in shown


def test_what_is_taken_along_can_be_read_in_again(network: Network) -> None:
    take(network, BIBI)
    content = browser(network.sanne).get("/kantoor/netwerk/download/xlsx/").content
    people = read_network(content, lists(), today=TODAY)
    done = import_network(people, by=network.sanne, now=NOW)
    assert (done.new, done.changed) == (0, 0)
    cells = [cell.value for row in load_workbook(BytesIO(content)).active.rows for cell in row]
    assert "adviseur: geautoriseerd tot en met 31-12-2028" in cells


def test_the_empty_workbook_comes_back(network: Network) -> None:
    content = empty_workbook([str(one.label) for one in Sector], dated=TODAY)
    made = load_workbook(BytesIO(content))
    for column, name in enumerate(COLUMNS, 1):
        made[SHEET].cell(2, column).value = BIBI[name]
    out = BytesIO()
    made.save(out)
    assert len(read_network(out.getvalue(), lists(), today=TODAY)) == 1


def test_the_command(network: Network, tmp_path: Any) -> None:
    file, out = tmp_path / "netwerk.xlsx", StringIO()
    file.write_bytes(book(BIBI))
    call_command("import_network", str(file), stdout=out)
    assert out.getvalue() == "Nieuw: 1. Veranderd: 0. Stonden er al zo: 0.\n"
    file.write_bytes(book(BIBI | {"Uurtarief": "gratis", "Gemeenten": "Nergens"}))
    with pytest.raises(Refused) as refused:
        call_command("import_network", str(file))
    assert len(refused.value.lines) == 2
