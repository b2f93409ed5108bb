"""What somebody who means harm sends in: refused with words or not found, written down where it is about access, and nothing
changed. (What belongs to one page, such as a wrong code or a sheet that is none, is tested with that page.)
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from post_office.models import Email

from goedgeregeld.accounts.actions.invitations import invite_member
from goedgeregeld.accounts.models import Invitation, Membership, Organisation, Role, User
from goedgeregeld.accounts.states import Right, RoleKind
from goedgeregeld.events.models import Event
from selfeval.models import Evaluation
from tests.access import asking
from tests.access.world import ACTORS, World, address_parts

pytestmark = pytest.mark.django_db
ADDRESSES = dict(asking.addresses())
# What a page never asks for, and somebody may send along all the same.
SMUGGLED = {
    "is_staff": "1", "is_superuser": "1", "is_active": "0", "role": "administrator", "roles": "administrator",
    "right": "manager", "demo": "1", "pk": "1", "id": "1", "user": "1", "user_id": "1", "by": "1", "state": "completed",
    "merged_into": "1", "erased_at": "2020-01-01", "members": "1", "token": "x", "token_sha256": "x", "accepted_at": "1",
}  # fmt: skip


@pytest.fixture(autouse=True)
def undone(world: World) -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def home_of(name: str) -> str:
    """A thing this address can point to: by the first of these that fits."""
    holes = ADDRESSES[name]
    homes = (
        (not holes, "-"),
        (name.startswith("accounts:") and "number" in holes, "double" if "double" in name else "bank-asked"),
        (name in ("accounts:invitation", "reports:office_resend", "reports:office_withdraw"), "bank-asked"),
        (name.startswith("reports:figures"), "-"),
        (name.startswith("reports:office_"), "boris" if "pk" in holes else "-"),
        (name.startswith("selfeval:own_"), "errand"),
        (name.startswith("mfa_"), "coras-key"),
        (name in ("auditors:find_in_province", "auditors:find_in_place"), name.rpartition("_")[2]),
        (name.startswith("auditors:") or name == "keurmerk:hand_over_work", "ad"),
        (name.startswith("register:"), "mark"),
        (name.startswith("reports:blank_"), "-"),
        (name.startswith(("keurmerk:", "reports:")) and "code" in holes, "bank-mark"),
        ("signal" in name and "pk" in holes, "signal"),
        (name.startswith(("keurmerk:", "reports:")) and "number" in holes, "mark"),
        (name.startswith(("accounts:", "keurmerk:")) or name == "reports:history", "bank"),
        ("organisation" in name or "consent" in name, "bank"),
        ({"pk", "token"} & holes, "mine-open"),
    )
    return next((thing for fits, thing in homes if fits), "-")


def path_of(world: World, name: str) -> str:
    return reverse(name, kwargs=address_parts(world.things[home_of(name)], name, ADDRESSES[name]))


OURS = sorted(name for name in ADDRESSES if not name.startswith("admin:"))


@pytest.mark.parametrize("name", OURS)
def test_every_post_asks_for_its_token(world: World, name: str) -> None:
    """Whoever it is, without the token of the page nothing is done: 403, or one is sent elsewhere before that."""
    for actor in ("link", "manager", "admin"):
        before = Event.objects.count()
        with transaction.atomic():
            response = world.browser(actor, enforce_csrf_checks=True).post(path_of(world, name), {"naam": "x"})
            response.close()
        assert response.status_code == 403, (actor, response.status_code)
        assert b"Verstuur opnieuw" in response.content or b"csrfmiddlewaretoken" in response.content
        assert Event.objects.count() == before


def powers() -> tuple[Any, ...]:
    """Who may do what, and what belongs to whom, in the whole database."""
    return (
        sorted(Role.objects.values_list("user", "kind")),
        sorted(Membership.objects.values_list("organisation", "user", "right"), key=str),
        sorted(User.objects.values_list("pk", "is_staff", "is_superuser", "is_active", "erased_at", "email"), key=str),
        sorted(Organisation.objects.values_list("pk", "demo", "merged_into"), key=str),
        sorted(Evaluation.objects.values_list("pk", "organisation", "demo", "state"), key=str),
        sorted(Invitation.objects.values_list("pk", "token_sha256", "accepted_at", "email", "right", "role"), key=str),
    )


# Acts whose very meaning is a right, a role or an account: what is asked there is given by who may, see the table.
ABOUT_POWER = {
    "accounts:change_right", "accounts:invite_member", "accounts:invite_to_role", "accounts:leave", "accounts:remove_member",
    "accounts:withdraw_invitation", "accounts:resend_invitation", "accounts:invitation", "reports:office_grant",
    "reports:office_revoke", "reports:office_switch_off", "reports:office_resend", "reports:office_withdraw",
    "reports:office_switch_on", "selfeval:copy",
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name in OURS if name not in ABOUT_POWER])
@pytest.mark.parametrize("actor", ["link", "manager", "reader", "adviser", "staff"])
def test_what_is_sent_along_gives_nobody_more(world: World, actor: str, name: str) -> None:
    before = powers()
    for path in {path_of(world, name), path_of(world, name) + "?" + "&".join(f"{k}={v}" for k, v in SMUGGLED.items())}:
        world.browser(actor).post(path, SMUGGLED).close()
    assert powers() == before


def test_making_what_is_ones_own_gives_only_what_it_says(world: World) -> None:
    """Forms that are filled in well, with more than they ask."""
    wim = world.browser("reader")
    wim.post(reverse("accounts:new_organisation"), {**SMUGGLED, "name": "Nieuw"})
    made = Organisation.objects.get(name="Nieuw")
    assert (made.demo, made.merged_into) == (False, None)
    assert list(made.memberships.values_list("user__name", "right")) == [("Wim", Right.MANAGER)]
    wim.post(reverse("account_name"), {**SMUGGLED, "name": "Willem"})
    user = User.objects.get(pk=world.users["Wim"].pk)
    assert (user.name, user.is_staff, user.is_superuser, user.is_active) == ("Willem", False, False, True)
    assert not user.roles.exists()
    assert user.memberships.get(organisation=world.organisations["bank"]).right == Right.READER


def test_rights_and_roles_there_are_not_or_not_to_give(world: World) -> None:
    bank = world.things["bank"]["pk"]
    fatima, sanne = world.browser("manager"), world.browser("staff")
    for right in ("owner", "administrator", "", "manager\x00"):
        data = {"email": "x@example.org", "right": right}
        assert fatima.post(reverse("accounts:invite_member", args=[bank]), data).status_code == 422
    for role in (RoleKind.STAFF, RoleKind.ADMINISTRATOR, "koning"):
        data = {"email": "x@example.org", "role": role}
        assert sanne.post(reverse("accounts:invite_to_role"), data).status_code == 422
    assert not Invitation.objects.filter(email="x@example.org").exists()


def test_ids_of_others_in_fields_and_addresses(world: World) -> None:
    """A member of another club, somebody who is no member, another's session, another's organisation: not found or refused."""
    before, bank, zuid = powers(), world.things["bank"]["pk"], world.things["zuid"]["pk"]
    cora, boris = world.users["Cora"].pk, world.users["Boris"].pk
    fatima = world.browser("manager")
    for member in (cora, boris, 0, 2**31):
        for name in ("change_right", "remove_member"):
            at = reverse(f"accounts:{name}", args=[bank, member])
            assert fatima.post(at, {"right": "manager"}).status_code == 404
    for to in (cora, boris, "x", "-1", ""):
        at = reverse("accounts:hand_over", args=[bank])
        assert fatima.post(at, {"to": to, "stay": "no"}).status_code == 400
    for session in ("1", "999999", "x", "-1", "1 or 1=1", "9" * 30):
        assert fatima.post(reverse("account_end_session"), {"session": session}).status_code == 404
    for organisation in (zuid, "x", "' or ''='"):
        assert fatima.get(reverse("selfeval:start"), {"organisatie": organisation}).status_code == 404
    at = reverse("accounts:merge_double", args=[world.things["double"]["number"]])
    for kept in (world.things["boris"]["pk"], bank.hex, "x", ""):
        assert world.browser("staff").post(at, {"blijft": kept}).status_code == 400
    assert powers() == before


def test_the_evaluation_of_one_club_is_not_claimed_for_another(world: World) -> None:
    boris = world.browser("other")
    link = world.browser("link").session["evaluations"]
    session = boris.session
    session["evaluations"] = link
    session.save()
    mine, bank = world.things["mine-open"]["pk"], world.things["bank"]["pk"]
    before = powers()
    assert boris.post(reverse("selfeval:claim", args=[mine]), {"organisation": str(bank)}).status_code == 422
    assert boris.post(reverse("selfeval:claim", args=[world.things["bank-open"]["pk"]]), {}).status_code == 409
    assert powers() == before


LINES = ["\nBcc: all@example.org", "\r\nBcc: all@example.org", "\x00", "\u2028Bcc: x", "\x0bBcc: x", "%0aBcc: x"]


@pytest.mark.parametrize("more", LINES)
def test_no_line_breaks_into_a_header(world: World, more: str) -> None:
    """Addresses with a line break are refused; names with one never reach the subject of a mail as two lines."""
    bank = world.things["bank"]["pk"]
    fatima = world.browser("manager")
    mails = Email.objects.count()
    for address in (f"x@example.org{more}", f"x{more}@example.org", f'"x{more}"@example.org'):
        for at, data in (
            (reverse("accounts:invite_member", args=[bank]), {"email": address, "right": "reader"}),
            (reverse("account_login"), {"email": address}),
            (reverse("account_reset_password"), {"email": address}),
            (reverse("selfeval:keeping", args=[world.things["bank-open"]["pk"]]), {"email": address}),
        ):
            browser = world.browser("visitor") if at.startswith("/account/") else fatima
            assert browser.post(at, data).status_code in (200, 422), (at, address)
    assert Email.objects.count() == mails
    fatima.post(reverse("account_name"), {"name": f"Fatima{more}"})
    fatima.post(reverse("accounts:change_organisation", args=[bank]), {"name": f"De Bank{more}"})
    fatima.post(reverse("accounts:invite_member", args=[bank]), {"email": "nog@example.org", "right": "reader"})
    mail = Email.objects.get(to="nog@example.org")
    assert not any(unwanted in mail.subject + mail.from_email for unwanted in "\r\n\x00\u2028\x0b")
    message = mail.email_message()
    assert message.message()["Bcc"] is None
    assert message.recipients() == ["nog@example.org"]


@pytest.mark.parametrize(
    "address",
    ["fаtima@example.org", "fatima@exаmple.org", "fatima＠example.org", "ﬁ@example.org", "ſ@example.org",
     "K@example.org", "x@" + "a" * 250 + ".org", "x" * 100_000 + "@example.org", "x@example.org, y@example.org",
     "<x@example.org>", "x@example.org;y@example.org", "x@[127.0.0.1]", "@", "x@localhost"],
)  # fmt: skip
def test_addresses_that_look_like_others_or_never_end(world: World, address: str) -> None:
    """Refused with words, at the door and where somebody is invited; and no account of another is reached."""
    mails, users = Email.objects.count(), User.objects.count()
    visitor, fatima = world.browser("visitor"), world.browser("manager")
    plain = address.isascii() and len(address) < 255
    at_door = visitor.post(reverse("account_login"), {"email": address})
    if not plain:
        assert at_door.status_code == 200
        assert "Fout" in at_door.content.decode()
    at = reverse("accounts:invite_member", args=[world.things["bank"]["pk"]])
    invited = fatima.post(at, {"email": address, "right": "reader"})
    if not plain or "," in address or ";" in address or "<" in address or address == "@":
        assert (at_door.status_code, invited.status_code) == (200, 422)
        assert Email.objects.count() == mails
    assert User.objects.count() == users


def test_an_invitation_opens_once_and_for_one_address(world: World) -> None:
    boris, at = world.browser("other"), reverse("accounts:invitation", args=["boris-asked"])
    iris = world.browser("editor")
    assert iris.post(at).status_code == 403
    refused = Event.objects.filter(verb="refused").latest("pk")
    assert (refused.actor, refused.object_id) == (world.users["Iris"], str(world.organisations["bank"].pk))
    assert "boris-asked" not in str(refused.data)
    assert boris.post(at).status_code == 302
    assert Membership.objects.get(user=world.users["Boris"], organisation=world.organisations["bank"]).right == "editor"
    Membership.objects.filter(user=world.users["Boris"], organisation=world.organisations["bank"]).delete()
    for client in (boris, iris):
        assert client.post(at).status_code == 409
    assert not Membership.objects.filter(user=world.users["Boris"], organisation=world.organisations["bank"]).exists()


def test_the_secret_of_an_invitation_is_nowhere_in_the_database_but_in_the_mail(world: World) -> None:
    now = world.users["Fatima"].date_joined
    invite_member(world.organisations["bank"], email="z@example.org", right="reader", by=world.users["Fatima"], now=now)
    text = Email.objects.get(to="z@example.org").message
    token = next(line for line in text.split() if "/uitnodiging/" in line).rstrip("/").rpartition("/")[2]
    assert not Invitation.objects.filter(token_sha256__contains=token).exists()
    assert not any(token in str(event.data) for event in Event.objects.all())


ELSEWHERE = [
    "https://evil.example/", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
    "http:evil.example", "https:/evil.example", "/%09/evil.example", "\t//evil.example", "http://testserver@evil.example/",
    "https://testserver.evil.example/", "//testserver:80@evil.example",
]  # fmt: skip


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_nobody_is_sent_to_another_site(world: World, elsewhere: str) -> None:
    """Every address, signed in or not, with every name a way back might have."""
    ways = {"next": elsewhere, "verder-naar": elsewhere, "terug": elsewhere, "naar": elsewhere, "url": elsewhere}
    for actor in ("visitor", "manager", "admin"):
        for name in [one for one in OURS if one.startswith(("account_", "mfa_", "usersessions"))] + [
            "selfeval:paste", "selfeval:theme", "reports:start_role", "reports:start_seen", "accounts:invitation"
        ]:  # fmt: skip
            for method in ("get", "post"):
                with transaction.atomic():
                    response = getattr(world.browser(actor), method)(path_of(world, name), ways)
                    response.close()
                    transaction.set_rollback(True)
                to = response.get("Location", "/")
                assert to[0] == "/" != to[1:2] != "\\", (actor, name, method, to)
    response = world.browser("visitor").get("/beheer/login/", {"next": elsewhere})
    assert response["Location"].startswith("/account/inloggen/?next=")


PRETENDING = {
    "foto.xlsx": b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
    "vragenlijst.png": b"PK\x03\x04" + b"\x00" * 100,
    "vragenlijst.xlsx": b"<html><script>alert(1)</script></html>",
    "leeg.xlsx": b"",
    "../../etc/passwd.xlsx": b"root:x:0:0",
    "virus.xlsx": b"MZ" + b"\x00" * 200,
    "macro.xlsm": b"PK\x03\x04macro",
}


@pytest.mark.parametrize("name", PRETENDING)
def test_files_that_are_not_what_they_say(world: World, name: str) -> None:
    answers = world.evaluations["mine-open"].answers.count()
    for at in (reverse("selfeval:sheet", args=[world.things["mine-open"]["pk"]]), reverse("selfeval:start_from_sheet")):
        upload = SimpleUploadedFile(name, BytesIO(PRETENDING[name]).getvalue(), "image/png")
        response = world.browser("link").post(at, {"sheet": upload})
        assert response.status_code == 422, (at, response.status_code)
        assert b"alert(1)" not in response.content
    assert world.evaluations["mine-open"].answers.count() == answers


@pytest.mark.parametrize("name", sorted(name for name in ADDRESSES if name.startswith("admin:")))
def test_the_admin_is_for_administrators_who_showed_their_second_factor(world: World, name: str) -> None:
    """The one rule for all its addresses. To read: nothing can be added, changed or erased there, by nobody."""
    fixed = {"object_id": "1", "content_type_id": "1", "app_label": "accounts", "url": "x/", "extra_context": ""}
    holes = {hole: fixed.get(hole, "x") for hole in ADDRESSES[name]}
    try:
        path = reverse(name, kwargs=holes)
    except Exception:  # noqa: BLE001 - the catch-all at the end has no name to ask for
        path = "/beheer/bestaat/niet/"
    before = powers()
    for actor in ACTORS:
        for method in ("GET", "POST"):
            with transaction.atomic():
                client = world.browser(actor)
                response = getattr(client, method.lower())(path, {"leeg": ""}, follow=False)
                while response.status_code == 302 and response["Location"].startswith("/beheer/"):
                    response = client.get(response["Location"])
                transaction.set_rollback(True)
            word = asking.word_for(response)
            if actor == "admin":
                assert word not in {"in", "make", "show"}, (method, word)
                assert method == "GET" or word in {"200", "302", "on", "400", "403", "404", "405"}, word
            else:
                out = {"admin:logout": {"on", "200", "405"}}.get(name, set())
                expected = {"visitor": {"in"}, "link": {"in"}, "nofactor": {"make"}, "unshown": {"show"}}
                assert word in expected.get(actor, {"403"}) | out | {"405"}, (actor, method, word)
    assert powers() == before
