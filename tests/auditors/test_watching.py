"""The daily watch: authorisations run out by themselves, each warning goes out once, and the office hears all in one mail."""

from datetime import date, datetime, timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from post_office.models import Email

from auditors import actions
from auditors.actions.watching import STAGES, Watched, stage, watch
from auditors.models import Authorisation, Pledge, Profile
from auditors.pledges import VERSION
from goedgeregeld.events.models import Event
from tests.auditors.cast import NOW, TODAY, Network, authorised

DAY = timedelta(days=1)


def signed(profile: Profile, year: int = 2026) -> Profile:
    Pledge.objects.create(profile=profile, year=year, version=VERSION, name="Ad", signed_at=NOW)
    return profile


def on(day: date) -> datetime:
    return NOW.replace(year=day.year, month=day.month, day=day.day)


def mails(to: str) -> list[str]:
    return [mail.subject for mail in Email.objects.order_by("pk") if mail.to == [to]]


def test_warned_at_ninety_thirty_and_seven_days_each_once(network: Network) -> None:
    signed(authorised(network.ad, until=TODAY + 100 * DAY))
    Pledge.objects.create(profile=network.ad.profile, year=2027, version=VERSION, name="Ad", signed_at=NOW)
    found = {}
    for days in range(101):
        for _twice in range(2):
            done = watch(now=on(TODAY + days * DAY))
            if done.expiring:
                found[100 - days] = done.expiring
    assert found == {90: 1, 30: 1, 7: 1}
    assert len(mails(network.ad.email)) == len(mails(settings.OFFICE_EMAIL)) == 3
    assert mails(network.ad.email)[0] == "Je autorisatie als adviseur loopt af op 3 maart 2027"


def test_found_late_it_warns_of_the_nearest_only(network: Network) -> None:
    signed(authorised(network.ad, until=TODAY + 5 * DAY))
    assert watch(now=NOW) == Watched(ended=0, expiring=1, pledges=0)
    assert watch(now=on(TODAY + DAY)) == Watched(0, 0, 0)


def test_authorised_again_it_warns_anew(network: Network) -> None:
    profile = signed(authorised(network.ad, until=TODAY + 5 * DAY))
    watch(now=NOW)
    actions.authorise(profile, "adviser", until=TODAY + 6 * DAY, by=None, now=NOW)
    assert watch(now=NOW).expiring == 1


def test_the_day_after_its_last_day_it_ends(network: Network) -> None:
    profile = signed(authorised(network.ad, until=TODAY))
    actions.authorise(profile, "auditor", until=TODAY, by=None, now=NOW)
    actions.suspend(profile, "auditor", reason="Klacht.", by=network.sanne, now=NOW)
    assert watch(now=NOW).ended == 0
    assert watch(now=on(TODAY + DAY)).ended == 2
    assert watch(now=on(TODAY + DAY)).ended == 0
    assert set(Authorisation.objects.values_list("state", "reason")) == {("ended", "De datum is voorbij.")}
    assert Event.objects.filter(verb="run_out", actor=None).count() == 2
    assert "Je autorisatie als adviseur is voorbij" in mails(network.ad.email)
    office = Email.objects.get(to=settings.OFFICE_EMAIL, subject="Het netwerk: 2 berichten")
    assert "Ad: de autorisatie als adviseur is voorbij." in office.message


def test_what_still_holds_does_not_run_out(network: Network) -> None:
    profile = authorised(network.ad, until=TODAY)
    with pytest.raises(actions.WrongState):
        actions.run_out(profile.authorisations.get(), now=NOW)


def test_who_is_new_is_asked_to_sign_and_again_before_it_is_too_late(network: Network) -> None:
    authorised(network.ad)
    asked = [days for days in range(38) if watch(now=on(TODAY + days * DAY)).pledges]
    assert asked == [0, 23, 31]
    assert mails(network.ad.email) == ["Onderteken je verklaring van 2026"] * 3
    assert "geen nieuw werk" in Email.objects.filter(to=network.ad.email).latest("pk").message
    assert mails(settings.OFFICE_EMAIL) == ["Het netwerk: 1 bericht"]


def test_who_signed_last_year_is_asked_from_january_on(network: Network) -> None:
    signed(authorised(network.ad))
    days = [date(2026, 12, 31) + number * DAY for number in range(100)]
    asked = [day for day in days if watch(now=on(day)).pledges]
    assert asked == [date(2027, 1, 15), date(2027, 3, 1), date(2027, 3, 24), date(2027, 4, 1)]


def test_who_signed_or_withdrew_is_not_asked(network: Network) -> None:
    profile = signed(authorised(network.ad))
    assert watch(now=NOW).pledges == 0
    actions.withdraw_pledge(profile, reason="Ik ben nu bestuurslid.", by=network.ad, now=NOW)
    assert watch(now=NOW).pledges == 0
    (subject,) = mails(settings.OFFICE_EMAIL)
    assert subject == "Ad trok de verklaring in"
    assert "bestuurslid" not in Email.objects.latest("pk").message


def test_a_refused_proposal_is_told_with_the_reason(network: Network) -> None:
    profile = actions.own_profile(network.ad, now=NOW)
    actions.keep_own(profile, {"introduction": "De beste."}, by=network.ad, now=NOW)
    actions.refuse_proposal(profile, "introduction", seen=NOW, reason="Iets bescheidener.", by=network.sanne, now=NOW)
    assert "Iets bescheidener." in Email.objects.get().message


def test_a_closed_account_gets_no_mail(network: Network) -> None:
    authorised(network.ad, until=TODAY - DAY)
    network.ad.is_active = False
    network.ad.save()
    assert watch(now=NOW) == Watched(1, 0, 0)
    assert mails(network.ad.email) == []


@pytest.mark.parametrize(("left", "reached"), [(91, None), (90, 90), (31, 90), (30, 30), (8, 30), (7, 7), (0, 7)])
def test_the_stages(left: int, reached: int | None) -> None:
    assert stage(left, STAGES) == reached


def test_the_command(network: Network, capsys: pytest.CaptureFixture[str]) -> None:
    authorised(network.ad, until=date(2020, 1, 1))
    call_command("watch_network")
    assert capsys.readouterr().out.startswith("Autorisaties geëindigd: 1. Gewaarschuwd: 0.")
