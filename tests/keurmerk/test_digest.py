"""The daily digest: one mail to a person, every line once."""

from datetime import timedelta

from post_office.models import Email

from keurmerk.notifications import Line, send_digest
from keurmerk.queries.audience import Recipient
from tests.keurmerk.cast import NOW, World


def test_a_person_gets_one_mail_with_everything_and_nothing_twice(world: World) -> None:
    first = world.application()
    lines = [
        Line(f"due-{n}", first.pk, first.code, f"Club {n}", "het plan maken", "1 december 2026", n < 2)
        for n in range(5)
    ]
    ad = Recipient(world.ad.email, "Ad", world.ad.pk)
    assert send_digest(ad, lines, now=NOW) == 5
    assert send_digest(ad, lines, now=NOW + timedelta(hours=3)) == 0
    mail = Email.objects.get()
    assert mail.subject == "Herinnering: 2 aanvragen zijn te laat"
    assert all(f"Club {n}" in mail.message for n in range(5))
    assert mail.message.index("Te laat") < mail.message.index("Binnenkort")
    more = [*lines, Line("due-9", first.pk, first.code, "Club 9", "het plan maken", "2 december 2026", late=False)]
    assert send_digest(ad, more, now=NOW) == 1
    assert "Club 1" not in Email.objects.latest("pk").message
    assert Email.objects.latest("pk").subject == "Herinnering: 1 aanvraag wacht op je"


def test_the_same_line_goes_to_each_person_once(world: World) -> None:
    first = world.application()
    lines = [Line("due-1", first.pk, first.code, "Club", "het plan maken", "1 december 2026", late=False)]
    for user in (world.fatima, world.iris):
        assert send_digest(Recipient(user.email, user.name, user.pk), lines, now=NOW) == 1
    assert {mail.to[0] for mail in Email.objects.all()} == {"fatima@example.org", "iris@example.org"}


def test_nothing_to_say_is_no_mail(world: World) -> None:
    assert send_digest(Recipient("x@example.org"), [], now=NOW) == 0
    assert not Email.objects.exists()
