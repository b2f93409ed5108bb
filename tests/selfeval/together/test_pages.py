"""The pages of a round, from opening it to the talk, without JavaScript; and every way in which a link can be too late."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from selfeval import actions
from selfeval.models import Evaluation, Invited, Response, Round
from selfeval.queries import entries_of
from tests.selfeval.cast import NOW, entry, later, save
from tests.selfeval.together import stage
from tests.selfeval.together.stage import answered, invite, many, tokens_mailed
from tests.selfeval.views.pages import url

SOON = timezone.localdate() + timedelta(days=7)
FORM = {"names": "anonymous", "shared": "yes", "groups": "Bestuur\nVrijwilligers", "closes_on": SOON.isoformat()}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The pages ask the clock; the stage has one of its own. Both are before the last day."""
    monkeypatch.setattr(stage, "END", SOON)


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def join(token: str) -> str:
    return reverse("selfeval:join", args=[token])


def own(name: str, one: Round, *more: str) -> str:
    return reverse(f"selfeval:{name}", args=[one.pk, *more])


# --- The coordinator ------------------------------------------------------------------------------------------------------


def test_from_nothing_to_an_invitation(evaluation, fatima):
    assert "Begin een ronde" in words(fatima.get(url("together", evaluation)))
    assert fatima.post(url("open_round", evaluation), FORM).status_code == 302
    page = fatima.post(
        url("invite", evaluation),
        {"addresses": "Wim Wit <Wim@example.org>; ad@example.org,\nbea@example.org ad@example.org", "group": "Bestuur"},
        follow=True,
    )
    assert "3 uitnodigingen zijn onderweg" in words(page)
    assert set(tokens_mailed()) == {"wim@example.org", "ad@example.org", "bea@example.org"}
    assert set(Invited.objects.values_list("group", flat=True)) == {"Bestuur"}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"names": ""}, "names"),
        ({"names": "misschien"}, "names"),
        ({"closes_on": "2020-01-01"}, "verleden"),
        ({"closes_on": "morgen"}, "closes_on"),
        ({"groups": "\n".join(f"Groep {n}" for n in range(9))}, "meer dan acht"),
        ({"groups": "x" * 61}, "korter dan 60"),
    ],
)
def test_a_round_that_cannot_be_is_asked_again(evaluation, fatima, changed, said):
    page = fatima.post(url("open_round", evaluation), {**FORM, **changed})
    assert page.status_code == 422
    assert said in page.content.decode()
    assert not Round.objects.exists()


@pytest.mark.parametrize("addresses", ["", "wim@", "geen adres", "wim@example.org, ad@example", "a" * 60_001])
def test_one_wrong_address_and_nobody_is_mailed(named, fatima, addresses):
    assert fatima.post(url("invite", named.evaluation), {"addresses": addresses}).status_code == 422
    assert not Invited.objects.exists()


def test_opening_again_once_somebody_was_asked_is_refused(named, fatima):
    invite(named, "wim@example.org")
    page = fatima.post(url("open_round", named.evaluation), FORM)
    assert page.status_code == 409
    named.refresh_from_db()
    assert not named.anonymous


def test_with_names_one_sees_who_handed_in_and_who_did_not(named, fatima):
    tokens = invite(named, "wim@example.org", "ad@example.org")
    answered(named, tokens["wim@example.org"], name="Wim Wit")
    answered(named, "s" * 32, name="Riet via de link", done=False)
    page = words(fatima.get(url("together", named.evaluation)))
    assert re.search(r"Wim Wit \(wim@example.org\) .{0,40}Ingeleverd", page)
    assert re.search(r"ad@example.org .{0,40}Uitgenodigd", page)
    assert re.search(r"Riet via de link .{0,40}Bezig", page)


def test_reminding_twice_says_so(named, fatima):
    invite(named, "wim@example.org")
    assert "1 herinnering is onderweg" in words(fatima.post(url("remind_round", named.evaluation), follow=True))
    assert fatima.post(url("remind_round", named.evaluation)).status_code == 409


def test_closing_is_asked_first_and_done_once(named, fatima):
    many(named, "03")
    assert "gaat niet meer open" in words(fatima.get(url("close_round", named.evaluation)))
    assert fatima.post(url("close_round", named.evaluation)).status_code == 302
    assert fatima.post(url("close_round", named.evaluation)).status_code == 409


# --- Who answers ----------------------------------------------------------------------------------------------------------


def test_by_mail_from_the_link_to_handing_in(anonymous):
    token, wim = invite(anonymous, "wim@example.org", group="Bestuur")["wim@example.org"], Client()
    page = words(wim.get(join(token)))
    assert "w…@example.org" in page
    assert "wim@example.org" not in page
    assert not Response.objects.exists()

    assert wim.post(join(token)).url == own("respond", anonymous)
    page = wim.post(own("respond_theme", anonymous, "A-1"), {"A1": "2", "A1-was": "..", "A1-opmerking": "Mooi"})
    assert page.url == own("respond_theme", anonymous, "A-2")
    saved = wim.post(own("respond_save", anonymous, "A-2"), {"A4": "?", "A4-was": ".."}).json()
    assert saved["progress"]["done"] == 1
    assert "2 stellingen sloeg je over" in words(wim.get(own("hand_in", anonymous)))
    assert "ingeleverd" in words(wim.post(own("hand_in", anonymous), follow=True))
    kept = Response.objects.get()
    assert (kept.handed_in, kept.group, kept.entries["A1"]) == (True, "Bestuur", ["2", "", "Mooi"])


def test_the_same_link_on_another_device_asks_first_and_goes_on(anonymous):
    token = invite(anonymous, "wim@example.org")["wim@example.org"]
    answered(anonymous, token, {"A1": 3}, done=False)
    phone = Client()
    assert phone.get(own("respond", anonymous)).status_code == 404
    assert "Er is al mee begonnen" in words(phone.get(join(token)))
    assert "1 van de 4" in words(phone.post(join(token), follow=True))
    assert Response.objects.count() == 1


def test_by_the_link_for_everybody_each_device_is_one_person(named):
    token, wim, ad = actions.make_round_link(named, now=NOW), Client(), Client()
    assert wim.post(join(token), {"name": "", "group": "Bestuur"}).status_code == 422
    assert wim.post(join(token), {"name": "Wim", "group": "Directie"}).status_code == 422
    wim.post(join(token), {"name": "Wim", "group": "Bestuur"})
    ad.post(join(token), {"name": "Ad", "group": "-"})
    assert sorted(Response.objects.values_list("name", "group")) == [("Ad", ""), ("Wim", "Bestuur")]

    assert "doet al iemand mee" in words(wim.get(join(token)))
    wim.post(join(token), {"name": "Wim", "group": "Bestuur"})
    assert Response.objects.count() == 2  # a double click
    wim.post(join(token), {"name": "Dina", "group": "Bestuur", "anders": "1"})
    assert Response.objects.count() == 3


def test_ones_own_link_goes_on_elsewhere(anonymous):
    token, wim = actions.make_round_link(anonymous, now=NOW), Client()
    wim.post(join(token), {"group": "Bestuur"})
    address = re.search(r'value="https?://[^/]+(/samen/[^"]+)"', wim.get(own("respond", anonymous)).content.decode())[1]
    phone = Client()
    assert "Met deze link is al begonnen" in words(phone.get(address))
    assert phone.post(address).url == own("respond", anonymous)


def test_who_does_not_want_to_is_left_alone(anonymous):
    token, wim = invite(anonymous, "wim@example.org")["wim@example.org"], Client()
    assert "niet meer over" in words(wim.post(reverse("selfeval:decline", args=[token])))
    assert actions.remind_respondents(anonymous, now=later(5)) == 0
    wim.post(reverse("selfeval:decline", args=[token]), {"toch": "1"})
    assert actions.remind_respondents(anonymous, now=later(6)) == 1


def test_a_link_that_was_withdrawn_or_never_given_says_so(anonymous):
    token = invite(anonymous, "wim@example.org")["wim@example.org"]
    wim = Client()
    wim.post(join(token))
    actions.withdraw_respondent(anonymous, Invited.objects.get().pk, now=NOW)
    for gone in (token, "x" * 32, "é%00"):
        page = wim.get(join(gone))
        assert page.status_code == 404
        assert "werkt niet" in words(page)
    assert wim.get(own("respond", anonymous)).status_code == 404


def test_too_late(anonymous):
    token, other = invite(anonymous, "wim@example.org", "ad@example.org").values()
    wim = Client()
    wim.post(join(token))
    actions.close_round(anonymous, now=later(5))

    page = Client().get(join(other))
    assert page.status_code == 410
    assert "Meedoen kan niet meer" in words(page)
    assert Client().post(join(other)).status_code == 410
    assert wim.get(own("respond_theme", anonymous, "A-1")).status_code == 404  # never handed in, so it is gone
    assert Response.objects.count() == 0


def test_too_late_with_something_typed_it_can_still_be_copied(named):
    token = actions.make_round_link(named, now=NOW)
    wim = Client()
    wim.post(join(token), {"name": "Wim", "group": "-"})
    wim.post(own("respond_theme", named, "A-1"), {"A1": "1", "A1-was": ".."})
    wim.post(own("hand_in", named))
    actions.close_round(named, now=later(5))
    page = wim.post(own("respond_theme", named, "A-1"), {"A1": "2", "A1-was": "1..", "A1-opmerking": "Nog dit"})
    assert page.status_code == 409
    assert "Nog dit" in words(page)
    saved = wim.post(own("respond_save", named, "A-1"), {"A1": "2", "A1-was": "1.."})
    assert (saved.status_code, list(saved.json()["errors"])) == (409, ["A1"])


def test_after_closing_who_handed_in_sees_what_came_out_where_that_was_promised(evaluation):
    one = stage.opened(evaluation, anonymous=False, shared=True)
    token, wim = invite(one, "wim@example.org")["wim@example.org"], Client()
    answered(one, token, name="Wim")
    wim.post(join(token))
    many(one, "03")
    assert wim.get(own("respond_comparison", one)).status_code == 302  # nothing yet
    actions.close_round(one, now=later(5))
    assert "3 mensen hebben geantwoord" in words(wim.get(own("respond_comparison", one)))
    Round.objects.update(shared=False)
    assert wim.get(own("respond_comparison", one)).status_code == 404


def test_taking_back_erases_and_begins_anew(anonymous):
    token, wim = invite(anonymous, "wim@example.org")["wim@example.org"], Client()
    answered(anonymous, token)
    wim.post(join(token))
    assert "niet terug te draaien" in words(wim.get(own("take_back", anonymous)))
    assert "gewist" in words(wim.post(own("take_back", anonymous)))
    assert not Response.objects.exists()
    assert wim.get(own("respond", anonymous)).status_code == 404


# --- What came out, and the talk ------------------------------------------------------------------------------------------


def closed(one: Round) -> Round:
    return actions.close_round(one, now=later(5))


def test_the_most_disputed_comes_first(named, fatima):
    for at in range(4):
        answered(named, f"{at}" * 32, {"A1": at % 2, "A4": 3 * (at % 2), "B1": 2}, name=f"P{at}")
    closed(named)
    page = words(fatima.get(url("comparison", named.evaluation)))
    assert page.index("A4") < page.index("A1") < page.index("B1")
    assert "ver uit elkaar 1,00" in page
    assert "Bij 2 van de 4 stellingen" in page


def test_one_person_alone_is_said_plainly(named, fatima):
    answered(named, "x" * 32, {"A1": 1}, name="Wim")
    closed(named)
    assert "niets te vergelijken" in words(fatima.get(url("comparison", named.evaluation)))


def test_groups_of_three_stand_beside_each_other(named, fatima):
    many(named, "000", group="Bestuur")
    many(named, "3333", group="Vrijwilligers")
    closed(named)
    page = words(fatima.get(url("comparison", named.evaluation)))
    assert "Tussen groepen" in page
    assert "Bestuur" in page


def test_the_agreed_answer_is_the_evaluations(named, fatima):
    answered(named, "x" * 32, {"A1": entry(1, remark="Zie de statuten.")}, name="Wim Wit")
    many(named, "3")
    closed(named)
    page = words(fatima.get(url("talk_statement", named.evaluation, "A1")))
    assert "Wim Wit" in page
    assert "Zie de statuten." in page
    sent = {"A1": "2", "A1-opmerking": "Het bestuur heeft gelijk.", "A1-was": "..", "naar": "volgende"}
    after = fatima.post(url("talk_statement", named.evaluation, "A1"), sent)
    assert after.url.startswith(url("talk", named.evaluation))
    agreed = entries_of(named.evaluation)["A1"]
    assert (agreed.choice, agreed.remark) == ("2", "Het bestuur heeft gelijk.")


def test_two_at_the_same_statement_lose_nothing_and_are_told(named, fatima, wim):
    many(named, "03")
    closed(named)
    address = url("talk_statement", named.evaluation, "A1")
    fatima.get(address)
    wim.get(address)
    fatima.post(address, {"A1": "1", "A1-was": "..", "A1-opmerking": "Van Fatima"})
    page = wim.post(address, {"A1": "3", "A1-was": "..", "A1-opmerking": ""}, follow=True)
    assert "iemand anders intussen iets ingevuld" in words(page)
    kept = entries_of(named.evaluation)["A1"]
    assert (kept.choice, kept.remark) == ("3", "Van Fatima")
    assert "Iemand anders heeft dit veranderd" in words(fatima.get(address))


def test_a_wrong_answer_stays_as_typed(named, fatima):
    closed(named)
    page = fatima.post(url("talk_statement", named.evaluation, "A2"), {"A2": "nvt", "A2-was": "..", "A2-reden": ""})
    assert page.status_code == 422
    assert "waarom" in words(page)


def test_nothing_is_agreed_while_the_round_is_open(named, fatima):
    assert fatima.get(url("talk", named.evaluation)).status_code == 302
    assert fatima.get(url("comparison", named.evaluation)).status_code == 302
    fatima.post(url("talk_statement", named.evaluation, "A1"), {"A1": "2", "A1-was": ".."})
    assert entries_of(named.evaluation) == {}


def test_when_all_is_agreed_completing_works_as_ever(named, fatima):
    many(named, "22")
    closed(named)
    fatima.post(url("agree_unanimous", named.evaluation))
    assert entries_of(named.evaluation)["A1"].choice == "2"
    save(named.evaluation, A2=1, A4=1, B1=1)
    assert "Alles is besproken" in words(fatima.get(url("talk", named.evaluation)))
    assert fatima.post(url("complete", named.evaluation)).status_code == 302
    assert fatima.get(url("talk_statement", named.evaluation, "A1")).status_code == 302
    late = fatima.post(url("talk_statement", named.evaluation, "A1"), {"A1": "0", "A1-was": "2.."})
    assert late.status_code == 409
    assert Evaluation.objects.get().state == "completed"


def test_what_people_write_is_never_html(named, fatima):
    evil = "<script>alert(1)</script>"
    one = stage.opened(named.evaluation, anonymous=False, groups=(f"G{evil}",))
    for at in range(3):
        answered(one, f"{at}" * 32, {"A1": entry(at, remark=evil)}, name=evil, group=f"G{evil}")
    closed(one)
    for name, more in (("together", ()), ("comparison", ()), ("talk", ()), ("talk_statement", ("A1",))):
        page = fatima.get(url(name, named.evaluation, *more)).content.decode()
        assert evil not in page, name


# --- What it costs --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("people", [3, 30])
def test_what_a_page_asks_of_the_database_does_not_grow_with_people(named, fatima, people, django_assert_num_queries):
    token, wim = invite(named, "wim@example.org")["wim@example.org"], Client()
    answered(named, token, name="Wim")
    wim.post(join(token))
    many(named, "0123" * people, group="Bestuur", remark="Specht")
    for client, address, queries in (
        (wim, own("respond", named), 3),
        (wim, own("respond_theme", named, "A-1"), 3),
        (fatima, url("together", named.evaluation), 8),
    ):
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200
    closed(named)
    for name, more, queries in (("comparison", (), 3), ("talk", (), 4), ("talk_statement", ("A1",), 5)):
        with django_assert_num_queries(queries):
            assert fatima.get(url(name, named.evaluation, *more)).status_code == 200
