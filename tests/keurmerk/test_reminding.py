"""What happens by itself each day: who is reminded of what, once each; supplements that lapse; and what if it breaks off."""

from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from post_office.models import Email

from goedgeregeld.accounts.models import Organisation
from goedgeregeld.events.models import Event
from keurmerk.actions import reminding
from keurmerk.actions.reminding import remind
from keurmerk.models import Application, Notice
from tests.keurmerk.cast import NOW, World

AMSTERDAM = timezone.get_default_timezone()
MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=AMSTERDAM)


def mails() -> dict[str, str]:
    return {mail.to[0]: mail.subject for mail in Email.objects.all()}


def day(number: int) -> datetime:
    return MONDAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("state", "who"),
    [
        ("requested", {"ad@example.org"}),
        ("intake", {"ad@example.org"}),
        ("plan_review", {"goedgeregeld@example.org"}),
        ("working", {"fatima@example.org", "iris@example.org"}),
        ("audit", {"aud@example.org"}),
        ("decision", {"goedgeregeld@example.org"}),
        ("withdrawn", set()),
        ("granted", set()),
    ],
)
def test_whoever_is_to_act_is_reminded(world: World, state: str, who: set[str]) -> None:
    world.application(state, due_on=date(2026, 11, 27))
    remind(now=MONDAY)
    assert set(mails()) == who


def test_before_after_and_again_each_once_however_often_it_runs(world: World) -> None:
    world.application("intake", due_on=date(2026, 12, 4))
    sent = []
    for number in range(-5, 40):
        for _again in range(3):
            remind(now=day(number))
        if Email.objects.count() > len(sent):
            sent.append((timezone.localdate(day(number)), Email.objects.latest("pk").subject))
    assert sent == [
        (date(2026, 11, 27), "Herinnering: 1 aanvraag wacht op je"),
        (date(2026, 12, 7), "Herinnering: 1 aanvraag is te laat"),
        (date(2026, 12, 21), "Herinnering: 1 aanvraag is te laat"),
    ]


def test_one_mail_holds_everything_that_waits_for_a_person(world: World) -> None:
    world.application("intake", due_on=date(2026, 11, 20))
    world.application("assessment", organisation=world.club, due_on=date(2026, 11, 26))
    remind(now=MONDAY)
    mail = Email.objects.get()
    assert mail.subject == "Herinnering: 1 aanvraag is te laat"
    assert "Stichting De Bank: het intakegesprek houden" in mail.message
    assert "had gemoeten op 20 november 2026" in mail.message
    assert "Voetbalclub Zuid: het dossier beoordelen (uiterlijk 26 november 2026)" in mail.message


def test_more_time_is_a_new_last_day_and_a_new_reminder(world: World) -> None:
    application = world.application("intake", due_on=date(2026, 11, 27))
    remind(now=MONDAY)
    Application.objects.filter(pk=application.pk).update(due_on=date(2026, 11, 30))
    remind(now=MONDAY + timedelta(hours=1))
    assert Email.objects.count() == 2


def test_it_goes_on_where_it_broke_off(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed halfway: who got mail does not get it again, who did not still does, and no line is noted without its mail."""
    world.application("intake", due_on=date(2026, 11, 24))
    world.application("audit", organisation=world.club, due_on=date(2026, 11, 24))
    real, calls = reminding.notifications.send_digest, []

    def broken(*args: object, **kwargs: object) -> int:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    monkeypatch.setattr(reminding.notifications, "send_digest", broken)
    with pytest.raises(KeyboardInterrupt):
        remind(now=MONDAY)
    assert (Email.objects.count(), Notice.objects.count()) == (1, 1)
    monkeypatch.undo()
    remind(now=MONDAY)
    assert sorted(mails()) == ["ad@example.org", "aud@example.org"]
    assert Email.objects.count() == 2


def test_the_office_gets_a_list_and_not_a_mail_for_each(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminding, "OFFICE_LINES", 4)
    for number in range(10):
        club = Organisation.objects.create(name=f"Club {number}", search=f"club {number}", created_at=NOW)
        world.application("plan_review", organisation=club, due_on=date(2026, 11, 20))
    assert remind(now=MONDAY).lines == 10
    assert Email.objects.count() == 3
    assert remind(now=MONDAY).lines == 0


def test_the_command_says_what_it_did(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.application("intake", due_on=date(2020, 1, 1))
    call_command("remind")
    said = capsys.readouterr().out
    assert "Aanvullingen verlopen: 0." in said
    assert "Herinnerd aan: 1." in said


@pytest.mark.parametrize(
    "when", [datetime(2028, 2, 29, 12, tzinfo=AMSTERDAM), datetime(2027, 3, 28, 0, 30, tzinfo=AMSTERDAM)]
)
def test_odd_days_are_days(world: World, when: datetime) -> None:
    """A leap day, and the night in which summer time begins."""
    world.application("intake", due_on=timezone.localdate(when))
    assert remind(now=when).lines == 1


def test_reminding_is_no_act(world: World) -> None:
    """A reminder changes nothing, so the history does not speak of it."""
    world.application("intake", due_on=date(2026, 11, 24))
    before = Event.objects.count()
    remind(now=MONDAY)
    assert Event.objects.count() == before
