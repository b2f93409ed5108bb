"""From anonymous to claimed: the link gives the evaluation to an organisation once, and members come in by their right."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goedgeregeld.accounts.actions.members import remove_member
from goedgeregeld.accounts.actions.merging import merge_organisations
from goedgeregeld.accounts.actions.organisations import change_organisation
from goedgeregeld.accounts.models import Membership, Organisation
from goedgeregeld.events.models import Event
from selfeval import actions, queries
from selfeval.models import Evaluation, InstrumentVersion
from tests.goedgeregeld.accounts.cast import NOW, Cast, enter, rights
from tests.reports.cast import CLUB, shipped

PROFILE = {**CLUB, "municipality": "GM0344", "locations": 3}


@pytest.fixture
def version(db: object) -> InstrumentVersion:
    return actions.load_instrument(shipped(), publish=True, by=None, now=NOW)


@pytest.fixture
def made(version: InstrumentVersion) -> tuple[Evaluation, str]:
    """An evaluation made without account, and the secret of its link."""
    return actions.start_evaluation(version, profile=PROFILE, organisation_name="De Kantine", now=NOW)


@pytest.fixture
def ours(cast: Cast, made: tuple[Evaluation, str]) -> Evaluation:
    """The same, claimed by Fatima for De Bank."""
    return actions.claim(made[0], token=made[1], organisation=cast.bank, by=cast.fatima, now=NOW)


def with_link(client: Client, token: str) -> Client:
    """This browser opened the personal link."""
    assert client.get(reverse("selfeval:resume", args=[token])).status_code == 302
    return client


def url(name: str, evaluation: Evaluation, *more: str) -> str:
    return reverse(f"selfeval:{name}", args=[evaluation.pk, *more])


# --- The act --------------------------------------------------------------------------------------------------------------


def test_claim(cast: Cast, made: tuple[Evaluation, str]) -> None:
    evaluation, token = made
    claimed = actions.claim(evaluation, token=token, organisation=cast.bank, by=cast.iris, now=NOW)
    assert claimed.organisation == cast.bank
    assert queries.evaluation_behind(token) == evaluation  # the link stays alive
    event = Event.objects.order_by("-pk")[0]
    assert (event.verb, event.actor, event.data) == ("claim", cast.iris, {"organisation": str(cast.bank.pk)})


@pytest.mark.parametrize("who", ["wim", "boris", "sanne"])
def test_only_who_may_fill_in_for_it_claims_for_it(cast: Cast, made: tuple[Evaluation, str], who: str) -> None:
    with pytest.raises(PermissionDenied):
        actions.claim(made[0], token=made[1], organisation=cast.bank, by=getattr(cast, who), now=NOW)
    assert not Evaluation.objects.filter(organisation__isnull=False).exists()


def test_twice_by_another_and_after_withdrawal(cast: Cast, made: tuple[Evaluation, str], ours: Evaluation) -> None:
    for organisation, by in ((cast.bank, cast.fatima), (cast.club, cast.boris)):
        with pytest.raises(actions.AlreadyClaimed):
            actions.claim(made[0], token=made[1], organisation=organisation, by=by, now=NOW)
    assert Evaluation.objects.get().organisation == cast.bank


def test_after_withdrawal(cast: Cast, made: tuple[Evaluation, str]) -> None:
    actions.withdraw_links(made[0], now=NOW)
    for token in (made[1], "x"):
        with pytest.raises(actions.LinkWithdrawn):
            actions.claim(made[0], token=token, organisation=cast.bank, by=cast.fatima, now=NOW)


def test_a_copy_stays_with_the_organisation(cast: Cast, ours: Evaluation) -> None:
    Evaluation.objects.filter(pk=ours.pk).update(state="completed", completed_at=NOW, result={})
    copy, _token = actions.copy_evaluation(Evaluation.objects.get(), now=NOW, by=cast.iris)
    assert copy.organisation == cast.bank
    assert Event.objects.order_by("-pk")[0].actor == cast.iris


def test_a_merge_takes_evaluations_along(cast: Cast, ours: Evaluation) -> None:
    merge_organisations(kept=cast.club.pk, gone=cast.bank.pk, by=cast.sanne, now=NOW)
    assert Evaluation.objects.get().organisation == cast.club


# --- The page -------------------------------------------------------------------------------------------------------------


def test_a_visitor_signs_in_first(cast: Cast, made: tuple[Evaluation, str]) -> None:
    client = with_link(enter(None), made[1])
    assert client.get(url("claim", made[0])).url == f"/account/inloggen/?next={url('claim', made[0])}"
    assert url("claim", made[0]) in client.get(url("overview", made[0])).content.decode()


def test_claim_for_mine(cast: Cast, made: tuple[Evaluation, str]) -> None:
    client = with_link(enter(cast.iris), made[1])
    shown = client.get(url("claim", made[0])).content.decode()
    assert "Stichting De Bank" in shown
    assert "Voetbalclub Zuid" not in shown
    for wrong in (str(cast.club.pk), str(uuid4()), "", "x"):
        assert client.post(url("claim", made[0]), {"organisation": wrong}).status_code == 422
    assert client.post(url("claim", made[0]), {"organisation": str(cast.bank.pk)}).url == url("overview", made[0])
    assert Evaluation.objects.get().organisation == cast.bank
    again = client.post(url("claim", made[0]), {"organisation": str(cast.bank.pk)})
    assert (again.status_code, "hoort al bij een organisatie" in again.content.decode()) == (409, True)


def test_claim_for_a_new_one(cast: Cast, made: tuple[Evaluation, str]) -> None:
    client = with_link(enter(cast.wim), made[1])  # Wim only reads De Bank, so there is nothing to choose
    shown = client.get(url("claim", made[0])).content.decode()
    assert 'value="De Kantine"' in shown
    assert '<option value="sport" selected>' in shown
    assert '<option value="GM0344" selected>' in shown
    posted = {"organisation": "nieuw", "name": "De Kantine", "volunteers": "40", "locations": "3", "sector": "sport"}
    assert client.post(url("claim", made[0]), {**posted, "kvk": "12"}).status_code == 422
    change_organisation(cast.bank, {"kvk": "12345678"}, by=cast.fatima, now=NOW)
    assert client.post(url("claim", made[0]), {**posted, "kvk": "12345678"}).status_code == 422
    assert Organisation.objects.count() == 2
    assert client.post(url("claim", made[0]), posted).status_code == 302
    assert rights(Evaluation.objects.get().organisation) == {"wim": "manager"}


def test_refusal_pages(cast: Cast, made: tuple[Evaluation, str], ours: Evaluation) -> None:
    other = with_link(enter(cast.boris), made[1])
    answer = other.post(url("claim", made[0]), {"organisation": str(cast.club.pk)})
    assert (answer.status_code, "De Bank" in answer.content.decode()) == (409, False)
    assert enter(cast.boris).get(url("claim", made[0])).status_code == 404  # without the link
    actions.withdraw_links(ours, now=NOW)
    assert other.get(url("claim", made[0])).status_code == 404
    assert Evaluation.objects.get().organisation == cast.bank


# --- Members --------------------------------------------------------------------------------------------------------------

READ = ["overview", "check"]
FILL = ["profile", "route", "sheet", "link"]


def test_who_reads_and_who_fills(cast: Cast, ours: Evaluation) -> None:
    theme = shipped().themes[0].code
    reads = {"fatima": 200, "iris": 200, "wim": 200, "boris": 404, "sanne": 404}
    fills = {**reads, "wim": 403}
    pages = {url(name, ours): reads for name in READ} | {url(name, ours): fills for name in FILL}
    pages[url("theme", ours, theme)] = fills
    for address, expected in pages.items():
        found = {who: enter(getattr(cast, who)).get(address).status_code for who in expected}
        assert (address, found) == (address, expected)
        assert enter(None).get(address).status_code == 404


def test_a_reader_changes_nothing(cast: Cast, ours: Evaluation) -> None:
    statement = shipped().themes[0].statements[0].code
    theme, client = shipped().themes[0].code, enter(cast.wim)
    for name, more in (("theme", [theme]), ("save", [theme]), ("complete", []), ("copy", []), ("profile", []),
                       ("route", []), ("mail_link", []), ("withdraw_links", []), ("claim", []), ("sheet", []),
                       ("rate_statement", [statement])):  # fmt: skip
        answer = client.post(url(name, ours, *more), {statement: "2", f"{statement}-was": ""})
        assert (name, answer.status_code) == (name, 403)
        event = Event.objects.order_by("-pk")[0]
        assert (event.verb, event.actor, event.object_id) == ("refused", cast.wim, str(ours.pk))
    assert not ours.answers.exists()
    shown = client.get(url("check", ours)).content.decode()
    assert "Wijzig" not in shown
    assert url("complete", ours) not in shown


def test_who_fills_stands_in_the_history(cast: Cast, ours: Evaluation, made: tuple[Evaluation, str]) -> None:
    statement, theme = shipped().themes[0].statements[0].code, shipped().themes[0].code
    seen = {}
    for level, client in (("1", enter(cast.iris)), ("2", with_link(enter(None), made[1]))):
        was = f"{ours.answers.get().entry.mark}" if ours.answers.exists() else ""
        assert client.post(url("save", ours, theme), {statement: level, f"{statement}-was": was}).status_code == 200
        seen[level] = Event.objects.filter(verb="answer").order_by("-pk")[0].actor
    assert seen == {"1": cast.iris, "2": None}


def test_links_work_until_they_are_withdrawn(cast: Cast, ours: Evaluation, made: tuple[Evaluation, str]) -> None:
    visitor = with_link(enter(None), made[1])
    assert visitor.get(url("overview", ours)).status_code == 200
    assert "blijft daarnaast werken" in visitor.get(url("link", ours)).content.decode()
    member = enter(cast.iris)
    assert "door in te loggen" in member.get(url("link", ours)).content.decode()
    assert member.post(url("withdraw_links", ours)).status_code == 302
    assert visitor.get(url("overview", ours)).status_code == 404
    assert enter(cast.fatima).get(url("overview", ours)).status_code == 200


def test_who_left_is_a_stranger(cast: Cast, ours: Evaluation) -> None:
    Membership.objects.filter(user=cast.iris).delete()
    assert enter(cast.iris).get(url("overview", ours)).status_code == 404


@pytest.mark.parametrize("who", ["visitor", "member"])
def test_a_theme_costs_at_most_eight_to_show_and_ten_to_save(
    cast: Cast,
    ours: Evaluation,
    made: tuple[Evaluation, str],
    who: str,
) -> None:
    client = enter(cast.iris) if who == "member" else with_link(enter(None), made[1])
    theme = shipped().themes[0]
    address = url("theme", ours, theme.code)
    client.post(address, {})  # the device has its name from now on
    with CaptureQueriesContext(connection) as shown:
        assert client.get(address).status_code == 200
    sent = {s.code: "1" for s in theme.statements} | {f"{s.code}-was": "" for s in theme.statements}
    with CaptureQueriesContext(connection) as saved:
        assert client.post(address, sent).status_code == 302
    assert (len(_asked(shown)), len(_asked(saved))) == {"visitor": (3, 7), "member": (5, 9)}[who]


def _asked(captured: CaptureQueriesContext) -> list[str]:
    """The queries, without the marks of where a transaction begins and ends."""
    return [q["sql"] for q in captured.captured_queries if "SAVEPOINT" not in q["sql"]]


# --- New ones ---------------------------------------------------------------------------------------------------------------


def test_a_new_one_is_our_organisations(cast: Cast, version: InstrumentVersion) -> None:
    change_organisation(cast.bank, {"volunteers": 77, "sector": "care"}, by=cast.fatima, now=NOW)
    client, start = enter(cast.iris), reverse("selfeval:start")
    shown = client.get(start).content.decode()
    assert 'value="77"' in shown
    assert '<option value="care" selected>' in shown
    posted = {**PROFILE, "organisation_name": "De Bank", "volunteers": "77", "paid_fte": "0"}
    posted |= {key: "nee" for key, value in PROFILE.items() if isinstance(value, bool)}
    posted |= {"organisation": str(cast.club.pk), "demo": "on"}
    assert client.post(start, posted).status_code == 302
    found = Evaluation.objects.get()
    assert (found.organisation, found.demo) == (cast.bank, False)
    assert Event.objects.filter(verb="start").get().actor == cast.iris


def test_who_has_more_chooses(cast: Cast, version: InstrumentVersion) -> None:
    Membership.objects.create(organisation=cast.club, user=cast.iris, right="editor", since=NOW)
    client, start = enter(cast.iris), reverse("selfeval:start")
    for address in (start, reverse("selfeval:start_from_sheet")):
        page = client.get(address).content.decode()
        assert f"?organisatie={cast.club.pk}" in page
        assert f"?organisatie={cast.bank.pk}" in page
    assert "Voetbalclub Zuid" in client.get(start, {"organisatie": cast.club.pk}).content.decode()
    assert client.get(start, {"organisatie": "geen"}).status_code == 200
    assert client.get(start, {"organisatie": uuid4()}).status_code == 404
    assert client.get(start, {"organisatie": "x"}).status_code == 404
    assert enter(cast.wim).get(start, {"organisatie": cast.bank.pk}).status_code == 200  # a reader starts for nobody
    with pytest.raises(PermissionDenied):
        actions.start_evaluation(
            version, profile=PROFILE, organisation_name="", now=NOW, organisation=cast.bank, by=cast.wim
        )


def test_who_is_removed_is_out_also_of_what_they_began(cast: Cast, version: InstrumentVersion) -> None:
    """No link stays behind on the device, and the start page that is still open gives none."""
    client, start = enter(cast.iris), reverse("selfeval:start")
    number = client.get(start).context["number"]
    posted = {**PROFILE, "organisation_name": "De Bank", "volunteers": "77", "paid_fte": "0", "nummer": number}
    posted |= {key: "nee" for key, value in PROFILE.items() if isinstance(value, bool)}
    began = Evaluation.objects.get(pk=client.post(start, posted).url.split("/")[2])
    overview = reverse("selfeval:overview", args=[began.pk])
    assert client.get(overview).status_code == 200
    assert enter(cast.fatima).get(overview).status_code == 200
    remove_member(cast.bank, member=cast.iris.pk, by=cast.fatima, now=NOW)
    assert client.get(overview).status_code == 404
    other = client.post(start, posted).url.split("/")[2]
    assert other != str(began.pk)
    assert Evaluation.objects.get(pk=other).organisation is None
    assert client.get(overview).status_code == 404
