"""Absences, yearly declarations, training, and ties people tell of themselves."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from auditors import actions, queries
from auditors.actions.trainings import Proof
from auditors.models import Absence, Pledge, Profile, Tie, Training
from auditors.pledges import TEXTS, VERSION, counting_years, last_day
from auditors.queries.absences import ahead
from goedgeregeld.uploads.values import Refused
from tests.auditors.cast import NOW, TODAY, Network, authorised, is_authorised
from tests.goedgeregeld.uploads.making import pdf
from tests.reports.people import browser

DAY = timedelta(days=1)


@pytest.fixture
def profile(network: Network) -> Profile:
    return authorised(network.ad)


def sign(profile: Profile, *, now=NOW) -> Pledge:
    return actions.sign_pledge(profile, version=VERSION, name="Ad", by=profile.user, now=now)


# --- Absences -----------------------------------------------------------------------------------------------------------


def away(profile: Profile, began: date, ended: date | None) -> Absence:
    return actions.add_absence(profile, began_on=began, ended_on=ended, by=profile.user, now=NOW)


def test_an_absence_is_known_on_its_days_and_no_other(profile: Profile) -> None:
    away(profile, TODAY, TODAY + DAY)
    days = [TODAY - DAY, TODAY, TODAY + DAY, TODAY + 2 * DAY]
    found = [queries.absent_until([profile], on=day) for day in days]
    assert found == [{}, *[{profile.user_id: TODAY + DAY}] * 2, {}]
    assert list(ahead(profile, on=TODAY + 2 * DAY)) == []


@pytest.mark.parametrize(("began", "ended"), [(-5, 0), (0, None), (2, 2), (3, 9), (-9, None), (-9, 20)], ids=str)
def test_absences_do_not_overlap(profile: Profile, began: int, ended: int | None) -> None:
    away(profile, TODAY, TODAY + 3 * DAY)
    with pytest.raises(actions.WrongState, match="valt samen"):
        away(profile, TODAY + began * DAY, None if ended is None else TODAY + ended * DAY)
    away(profile, TODAY + 4 * DAY, None)
    with pytest.raises(actions.WrongState, match="vanaf 27-11-2026"):
        away(profile, TODAY + 400 * DAY, TODAY + 401 * DAY)


def test_an_absence_backwards_is_refused(network: Network, profile: Profile) -> None:
    with pytest.raises(actions.WrongState, match="voor de eerste"):
        away(profile, TODAY, TODAY - DAY)
    data = {"began_on": "2027-02-02", "ended_on": "2027-02-01"}
    answer = browser(network.ad).post(f"/netwerk/{network.ad.pk}/afwezig/", data)
    assert (answer.status_code, "voor de eerste" in answer.content.decode()) == (422, True)


def test_taking_an_absence_away_twice(network: Network, profile: Profile) -> None:
    number = away(profile, TODAY, None).pk
    actions.remove_absence(profile, number, by=network.sanne, now=NOW)
    with pytest.raises(actions.WrongState):
        actions.remove_absence(profile, number, by=network.ad, now=NOW)


# --- The yearly declaration ---------------------------------------------------------------------------------------------


def test_without_a_declaration_no_new_work_after_thirty_days(network: Network, profile: Profile) -> None:
    days = (TODAY, TODAY + 30 * DAY, TODAY + 31 * DAY)
    assert [is_authorised(network.ad, "adviser", on=day) for day in days] == [True, True, False]
    sign(profile)
    days = (TODAY + 31 * DAY, date(2027, 3, 31), date(2027, 4, 1))
    assert [is_authorised(network.ad, "adviser", on=day) for day in days] == [True, True, False]
    assert queries.undeclared([profile], "adviser", on=date(2027, 4, 1)) == {network.ad.pk}
    assert queries.holding("adviser", on=date(2027, 4, 1)).get() == profile


def test_who_withdraws_gets_no_new_work_at_once(network: Network, profile: Profile) -> None:
    sign(profile)
    actions.withdraw_pledge(profile, reason="Ik werk nu bij een club.", by=network.ad, now=NOW)
    assert not is_authorised(network.ad, "adviser", on=TODAY)
    with pytest.raises(actions.WrongState):
        actions.withdraw_pledge(profile, reason="Nog eens.", by=network.ad, now=NOW)
    sign(profile)
    assert is_authorised(network.ad, "adviser", on=TODAY)


def test_withdrawing_early_in_the_year_takes_last_year_s_too(network: Network, profile: Profile) -> None:
    sign(profile)
    later = NOW.replace(year=2027, month=1)
    sign(profile, now=later)
    actions.withdraw_pledge(profile, reason="Weg.", by=network.ad, now=later)
    assert not Pledge.objects.filter(withdrawn_at__isnull=True).exists()


def test_authorised_again_in_time_gives_no_new_thirty_days(network: Network, profile: Profile) -> None:
    later = NOW + timedelta(days=40)
    actions.authorise(profile, "adviser", until=date(2031, 1, 1), by=None, now=later)
    assert not is_authorised(network.ad, "adviser", on=later.date())


def test_a_declaration_is_signed_once_a_year_by_oneself_as_it_reads_now(network: Network, profile: Profile) -> None:
    with pytest.raises(PermissionDenied):
        actions.sign_pledge(profile, version=VERSION, name="Ad", by=network.sanne, now=NOW)
    with pytest.raises(actions.WrongState, match="tekst"):
        actions.sign_pledge(profile, version="1999", name="Ad", by=network.ad, now=NOW)
    sign(profile)
    with pytest.raises(actions.WrongState, match="al ondertekend"):
        sign(profile)


def test_signing_and_withdrawing_from_the_pages(network: Network, profile: Profile) -> None:
    me, page = browser(network.ad), f"/netwerk/{network.ad.pk}/verklaring/"
    shown = me.get(page).content.decode()
    assert all(sentence in shown for sentence in TEXTS[VERSION])
    assert me.post(page, {"version": VERSION, "name": "Ad"}).status_code == 422
    assert me.post(page, {"version": VERSION, "name": "Ad", "agreed": "on"})["Location"] == "/mijn/profiel/"
    number = Pledge.objects.get().pk
    assert "Ondertekend door Ad" in browser(network.sanne).get(f"{page}{number}/").content.decode()
    assert browser(network.aud).get(f"{page}{number}/").status_code == 404
    me.post(f"{page}intrekken/", {"reason": "Ik ben bestuurslid geworden."})
    assert "Ik ben bestuurslid geworden." in browser(network.sanne).get(f"{page}{number}/").content.decode()


@pytest.mark.parametrize(
    ("today", "years"), [(date(2027, 3, 31), (2027, 2026)), (date(2027, 4, 1), (2027,)), (date(2027, 12, 31), (2027,))]
)
def test_which_years_count(today: date, years: tuple[int, ...]) -> None:
    assert counting_years(today) == years


@pytest.mark.parametrize(
    ("signed", "since", "until"),
    [
        (2026, None, date(2027, 3, 31)),
        (2025, None, None),
        (None, TODAY, TODAY + 30 * DAY),
        (None, TODAY - 31 * DAY, None),
        (2026, TODAY, date(2027, 3, 31)),
        (None, None, None),
    ],
)
def test_until_when_new_work_can_be_given(signed: int | None, since: date | None, until: date | None) -> None:
    assert last_day(signed=signed, since=since, today=TODAY) == until


# --- Training -----------------------------------------------------------------------------------------------------------

VALUES = {"work": "adviser", "kind": "course", "title": "Basisopleiding", "followed_on": TODAY}


def proof(content: bytes, name: str = "diploma.pdf") -> Proof:
    return Proof(BytesIO(content), name, len(content))


def test_a_training_with_its_proof_is_seen_by_the_office(network: Network, profile: Profile) -> None:
    made = actions.add_training(profile, VALUES, proof=proof(pdf()), by=network.ad, now=NOW)
    page = f"/netwerk/{network.ad.pk}/opleiding/{made.pk}/"
    answer = browser(network.sanne).get(f"{page}bewijs/")
    assert (answer.content, answer["Content-Type"]) == (pdf(), "application/pdf")
    assert "attachment" in answer["Content-Disposition"]
    assert browser(network.aud).get(f"{page}bewijs/").status_code == 404
    browser(network.sanne).post(f"{page}gezien/")
    assert Training.objects.get().confirmed_at
    with pytest.raises(actions.WrongState):  # what NOV saw, one does not take away
        actions.remove_training(profile, made.pk, by=network.ad, now=NOW)
    actions.remove_training(profile, made.pk, by=network.sanne, now=NOW)
    assert not Training.objects.exists()


def test_a_second_press_adds_nothing(network: Network, profile: Profile) -> None:
    actions.add_training(profile, VALUES, proof=None, by=network.ad, now=NOW)
    with pytest.raises(actions.WrongState, match="staat er al"):
        actions.add_training(profile, VALUES, proof=None, by=network.ad, now=NOW)


def test_what_the_office_adds_it_has_seen(network: Network, profile: Profile) -> None:
    assert actions.add_training(profile, VALUES, proof=None, by=network.sanne, now=NOW).confirmed_at == NOW


def test_a_training_still_to_come_and_a_proof_that_is_none(network: Network, profile: Profile) -> None:
    with pytest.raises(actions.WrongState, match="nog niet geweest"):
        actions.add_training(profile, VALUES | {"followed_on": TODAY + DAY}, proof=None, by=network.ad, now=NOW)
    for content in (b"Beste mensen,", b"MZ programma"):
        with pytest.raises(Refused):
            actions.add_training(profile, VALUES, proof=proof(content), by=network.ad, now=NOW)
    data = VALUES | {"followed_on": "2026-01-02", "proof": SimpleUploadedFile("a.pdf", b"geen pdf")}
    answer = browser(network.ad).post(f"/netwerk/{network.ad.pk}/opleiding/", data)
    assert (answer.status_code, "Een bewijs is een pdf of een foto" in answer.content.decode()) == (422, True)
    assert not Training.objects.exists()


# --- Ties people tell of themselves -------------------------------------------------------------------------------------


def test_somebody_tells_a_tie_ends_it_and_does_not_take_it_away(network: Network, profile: Profile) -> None:
    me = browser(network.ad)
    page = f"/netwerk/{network.ad.pk}/band/"
    assert "whose" not in me.get(page).content.decode()
    me.post(page, {"organisation": "Zuid", "kind": "board", "began_on": "2020-01-01"})
    tie = Tie.objects.get()
    assert tie.declared
    me.post(f"{page}{tie.pk}/", {"began_on": "2020-01-01", "ended_on": "2026-11-01"})
    tie.refresh_from_db()
    assert tie.ended_on == date(2026, 11, 1)
    assert me.post(f"{page}{tie.pk}/weg/").status_code == 404
    assert "zelf gemeld" in browser(network.sanne).get(f"/kantoor/netwerk/{network.ad.pk}/").content.decode()


def test_the_same_tie_twice_for_the_same_time(network: Network, profile: Profile) -> None:
    values = {"organisation": network.zuid, "kind": "board", "began_on": date(2020, 1, 1), "ended_on": date(2021, 1, 1)}
    first = actions.add_tie(profile, values, by=network.ad, now=NOW)
    with pytest.raises(actions.WrongState, match="staat er al"):
        actions.add_tie(profile, values | {"began_on": None, "ended_on": None}, by=network.ad, now=NOW)
    later = values | {"began_on": date(2022, 1, 1), "ended_on": None}
    actions.add_tie(profile, later, by=network.ad, now=NOW)
    actions.add_tie(profile, values | {"kind": "member"}, by=network.ad, now=NOW)
    with pytest.raises(actions.WrongState, match="staat er al"):
        actions.change_tie(profile, first.pk, began_on=None, ended_on=None, by=network.ad, now=NOW)
    with pytest.raises(actions.WrongState, match="eindigen voor"):
        actions.change_tie(profile, first.pk, began_on=TODAY, ended_on=TODAY - DAY, by=network.ad, now=NOW)


def test_a_tie_of_the_employer_is_the_office_s(network: Network, profile: Profile) -> None:
    actions.keep_profile(network.ad, {"employer_name": "De Schakel", "volunteer_centre": True}, by=None, now=NOW)
    profile.refresh_from_db()
    values = {"organisation": network.zuid, "kind": "adviser"}
    with pytest.raises(actions.WrongState, match="legt NOV vast"):
        actions.add_tie(profile, values, of_employer=True, by=network.ad, now=NOW)
    tie = actions.add_tie(profile, values, of_employer=True, by=network.sanne, now=NOW)
    with pytest.raises(actions.WrongState, match="verandert NOV"):
        actions.change_tie(profile, tie.pk, began_on=None, ended_on=TODAY, by=network.ad, now=NOW)
    with pytest.raises(PermissionDenied):
        actions.add_tie(profile, values, by=network.aud, now=NOW)
