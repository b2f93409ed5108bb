"""What people of the network keep of themselves: at once, or after the office approved; photos without metadata."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from auditors import actions
from auditors.models import Absence, Employer, Photo, Pledge, Profile, Proposal, Tie, Training
from goedgeregeld.events.models import Event
from goedgeregeld.uploads.portraits import portrait
from goedgeregeld.uploads.values import Refused
from tests.auditors.cast import NOW, Network
from tests.goedgeregeld.uploads.making import SECRET, picture
from tests.reports.people import browser

WISHES = {
    "employer_name": "De Schakel",
    "volunteer_centre": True,
    "hourly_rate": Decimal("62.50"),
    "introduction": "Dag.",
}


@pytest.fixture
def profile(network: Network) -> Profile:
    return actions.own_profile(network.ad, now=NOW)


def photo(width: int = 600, height: int = 500) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "JPEG")
    return out.getvalue()


def test_what_they_may_keep_themselves_holds_at_once(network: Network, profile: Profile) -> None:
    values = {"languages": "Nederlands, Turks", "sectors": ["sport", "weg"], "municipalities": [network.utrecht]}
    assert actions.keep_own(profile, values, by=network.ad, now=NOW) == []
    profile.refresh_from_db()
    assert (profile.languages, profile.sector_names) == ("Nederlands, Turks", ["Sport"])
    assert list(profile.municipalities.all()) == [network.utrecht]


def test_employer_rate_and_introduction_wait_for_the_office(network: Network, profile: Profile) -> None:
    assert actions.keep_own(profile, WISHES, by=network.ad, now=NOW) == ["employer", "rate", "introduction"]
    profile.refresh_from_db()
    assert (profile.employer, profile.hourly_rate, profile.introduction) == (None, None, "")
    for proposal in list(Proposal.objects.all()):
        actions.approve_proposal(profile, proposal.field, seen=proposal.made_at, by=network.sanne, now=NOW)
    profile.refresh_from_db()
    assert (str(profile.employer), profile.hourly_rate, profile.introduction) == (
        "De Schakel",
        Decimal("62.50"),
        "Dag.",
    )
    assert Employer.objects.get().volunteer_centre
    assert not Proposal.objects.exists()
    assert actions.keep_own(profile, WISHES, by=network.ad, now=NOW) == []


def test_what_is_taken_back_waits_no_more(network: Network, profile: Profile) -> None:
    actions.keep_own(profile, WISHES, by=network.ad, now=NOW)
    actions.keep_own(profile, WISHES | {"introduction": " "}, by=network.ad, now=NOW)
    assert set(Proposal.objects.values_list("field", flat=True)) == {"employer", "rate"}


def test_a_refusal_can_be_read_and_stays_refused(network: Network, profile: Profile) -> None:
    actions.keep_own(profile, {"introduction": "De beste."}, by=network.ad, now=NOW)
    actions.refuse_proposal(profile, "introduction", seen=NOW, reason="Iets bescheidener.", by=network.sanne, now=NOW)
    assert "Iets bescheidener." in browser(network.ad).get("/mijn/profiel/").content.decode()
    assert actions.keep_own(profile, {"introduction": "De beste."}, by=network.ad, now=NOW) == []
    assert actions.keep_own(profile, {"introduction": "Goed."}, by=network.ad, now=NOW) == ["introduction"]


def test_the_office_approves_what_it_saw_and_not_of_itself(network: Network, profile: Profile) -> None:
    actions.keep_own(profile, {"introduction": "Een."}, by=network.ad, now=NOW)
    seen = NOW.replace(year=2025)
    with pytest.raises(actions.WrongState):
        actions.approve_proposal(profile, "introduction", seen=seen, by=network.sanne, now=NOW)
    with pytest.raises(PermissionDenied):
        actions.approve_proposal(profile, "introduction", seen=NOW, by=network.ad, now=NOW)
    network.ad.roles.create(kind="staff", since=NOW)
    with pytest.raises(actions.WrongState, match="over jezelf"):
        actions.approve_proposal(profile, "introduction", seen=NOW, by=network.ad, now=NOW)


@pytest.mark.parametrize("who", ["aud", "fatima"])
def test_a_profile_is_not_another_s_to_keep(network: Network, profile: Profile, who: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.keep_own(profile, {"languages": "Frans"}, by=getattr(network, who), now=NOW)


def test_who_is_not_of_the_network_makes_no_profile(network: Network) -> None:
    with pytest.raises(PermissionDenied):
        actions.own_profile(network.fatima, now=NOW)


# --- Photos -------------------------------------------------------------------------------------------------------------


def test_a_photo_is_a_small_square_without_anything_hidden() -> None:
    content = portrait(BytesIO(picture("JPEG", size=(600, 400))), size=10)
    with Image.open(BytesIO(content)) as kept:
        assert (kept.format, kept.size, dict(kept.getexif())) == ("JPEG", (400, 400), {})
    assert SECRET not in content


@pytest.mark.parametrize(
    ("content", "size", "why"),
    [
        (b"", 0, "leeg"),
        (photo(50, 50), 10, "te klein"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 10, "beschadigd"),
        (photo(), 11 * 1024 * 1024, "te groot"),
    ],
)
def test_what_is_no_photo_is_refused(content: bytes, size: int, why: str) -> None:
    with pytest.raises(Refused, match=why):
        portrait(BytesIO(content), size=size)


def test_a_transparent_picture_stands_on_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (200, 200), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(BytesIO(portrait(out, size=10))) as kept:
        assert kept.getpixel((5, 5)) == (255, 255, 255)


def test_a_photo_is_public_once_approved_and_only_if_they_want(network: Network, profile: Profile) -> None:
    me, page = browser(network.ad), f"/netwerk/{network.ad.pk}/foto/"
    file = SimpleUploadedFile("ik.jpg", photo(), "image/jpeg")
    assert me.post(f"{page}nieuw/", {"photo": file})["Location"] == "/mijn/profiel/"
    assert Client().get(page).status_code == 404
    proposal = Proposal.objects.get()
    sanne = browser(network.sanne)
    data = {"answer": "yes", "seen": proposal.made_at.isoformat()}
    assert f"{page}voorstel/" in sanne.get(f"/kantoor/netwerk/{network.ad.pk}/").content.decode()
    sanne.post(f"/kantoor/netwerk/{network.ad.pk}/voorstel/photo/", data)
    assert Photo.objects.get().content == proposal.content
    answer = Client().get(page)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    Profile.objects.update(listed=False)
    assert [Client().get(page).status_code, me.get(page).status_code] == [404, 200]
    me.post(f"{page}weg/")
    assert not Photo.objects.exists()


def test_a_text_sent_as_a_photo_says_so_at_the_field(network: Network) -> None:
    file = SimpleUploadedFile("ik.jpg", b"Dit is geen foto.", "image/jpeg")
    answer = browser(network.ad).post(f"/netwerk/{network.ad.pk}/foto/nieuw/", {"photo": file})
    assert answer.status_code == 422
    assert "beschadigd" in answer.content.decode()


# --- The pages ----------------------------------------------------------------------------------------------------------


def test_keeping_a_profile_from_the_page(network: Network) -> None:
    me = browser(network.ad)
    assert me.get("/mijn/profiel/").status_code == 200
    assert not Profile.objects.exists()  # looking makes nothing
    data = {"employer_name": "De Schakel", "hourly_rate": "62,50", "languages": "Nederlands", "phone": "030 123 45 67"}
    data |= {"sectors": ["sport"], "wished_load": "3", "municipalities": ["GM0344"], "listed": "on"}
    answer = me.post("/mijn/profiel/wijzigen/", data, follow=True).content.decode()
    assert "2 wijzigingen wachten op akkoord van NOV" in answer
    assert "hoogstens 3" in answer
    assert 'value="De Schakel"' in me.get("/mijn/profiel/wijzigen/").content.decode()
    assert me.post("/mijn/profiel/wijzigen/", data | {"phone": "bel me"}).status_code == 422
    assert me.post("/mijn/profiel/wijzigen/", data | {"wished_load": "-1"}).status_code == 422
    assert Event.objects.filter(verb="propose", data__kind="employer").count() == 1


def test_their_own_wish_and_the_office_s_limit(network: Network, profile: Profile) -> None:
    assert profile.capacity is None
    profile.wished_load = 4
    assert profile.capacity == 4
    profile.load_cap = 2
    assert profile.capacity == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_take_as_many_queries_however_much_there_is(network: Network, profile: Profile, rows: int) -> None:
    for number in range(rows):
        day = date(2026 + number, 1, 1)
        Absence.objects.create(profile=profile, began_on=day.replace(year=2030 + number), ended_on=None)
        Tie.objects.create(profile=profile, organisation=network.bank, kind="board", began_on=day)
        fields = {"work": "adviser", "kind": "course", "title": "Basis", "followed_on": day}
        Training.objects.create(profile=profile, **fields, proof=b"x" * 1000, proof_name="x.pdf")
        Pledge.objects.create(profile=profile, year=2026 + number, version="2026", name="Ad", signed_at=NOW)
    for client, page, number in (
        (browser(network.ad), "/mijn/profiel/", 12),
        (browser(network.sanne), f"/kantoor/netwerk/{network.ad.pk}/", 16),
    ):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        assert len(asked) == number, page
        assert not any('"proof"' in one["sql"] or '"content"' in one["sql"] for one in asked)
