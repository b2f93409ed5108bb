"""An auditor gives an audit back: the office appoints another, who goes on with what was found."""

from typing import Any

import pytest
from django.urls import reverse
from post_office.models import Email

from keurmerk.actions.appointing import assign_auditor, return_audit
from keurmerk.actions.findings import draw_sample, save_findings
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.drafts import Sent
from keurmerk.judging import Found
from keurmerk.models import Application, Appointment, Audit, Finding
from tests.keurmerk.cast import NOW, World, browser
from tests.keurmerk.decided import again, to_assign
from tests.keurmerk.decided import appointed as both_appointed
from tests.keurmerk.judged import audited

WHY = "Mijn zus zit in het bestuur."


def in_audit(world: World) -> Application:
    application = audited(world)
    both_appointed(application, world)
    return application


def appointed(application: Application) -> list[tuple[Any, ...]]:
    rows = application.appointments.filter(work="auditor").order_by("pk")
    return list(rows.values_list("user__name", "state", "reason"))


def test_it_goes_back_to_the_office_and_another_goes_on(world: World) -> None:
    application = in_audit(world)
    draw_sample(application, per_theme=1, by=world.aud, now=NOW)
    save_findings(application, {"A4": Sent(Found("remark", "Zag ik."))}, by=world.aud, now=NOW)
    Email.objects.all().delete()
    back = return_audit(application, reason=WHY, by=world.aud, now=NOW, moves=application.moves)
    assert (back.state, back.auditor, back.waits_for) == ("audit_assignment", None, "office")
    assert appointed(back) == [("Aud", "declined", WHY)]
    told = {one.to[0] for one in Email.objects.all()}
    assert "aud@example.org" not in told
    assert {"fatima@example.org", "iris@example.org"} < told
    assert all(WHY not in one.message for one in Email.objects.all())
    with pytest.raises(Blocked, match="al auditor"):
        assign_auditor(again(application), auditor=world.aud.pk, by=world.sanne, now=NOW)
    done = assign_auditor(again(application), auditor=world.otto.pk, by=world.sanne, now=NOW)
    assert (done.state, Audit.objects.get().auditor, Finding.objects.count()) == ("audit", world.otto, 1)


@pytest.mark.parametrize("name", ["otto", "ad", "fatima", "sanne"])
def test_only_who_audits_gives_it_back(world: World, name: str) -> None:
    with pytest.raises(NotPermitted):
        return_audit(in_audit(world), reason=WHY, by=getattr(world, name), now=NOW)


def test_not_once_it_is_judged(world: World) -> None:
    with pytest.raises(WrongState):
        return_audit(world.application("decision"), reason=WHY, by=world.aud, now=NOW)


def test_on_the_page_it_asks_why_and_leads_away(world: World) -> None:
    application, aud = in_audit(world), browser(world.aud)
    path = reverse("keurmerk:return_audit", args=[application.code])
    assert "Alleen NOV leest waarom" in aud.get(path).content.decode()
    assert aud.post(path, {"moves": application.moves}).status_code == 422
    assert aud.post(path, {"moves": application.moves, "reason": WHY})["Location"] == "/mijn/"
    assert aud.get(f"/aanvraag/{application.code}/").status_code == 404
    timeline = reverse("reports:timeline", args=[application.code])
    for name, reads in (("sanne", True), ("fatima", False)):
        page = browser(getattr(world, name)).get(timeline).content.decode()
        assert "heeft de audit teruggegeven" in page
        assert (WHY in page) == reads


def test_the_choice_of_an_auditor_is_kept_with_its_place_and_why(world: World) -> None:
    application, sanne = to_assign(world), browser(world.sanne)
    path = reverse("keurmerk:assign_auditor", args=[application.code])
    page = sanne.get(path).content.decode()
    assert page.index("1. Aud") < page.index("2. Otto")
    assert "Beoordeelde nog niet eerder." in page
    refused = sanne.post(path, {"auditor": world.otto.pk, "moves": application.moves})
    assert refused.status_code == 422
    assert "Schrijf waarom je niet Aud kiest." in refused.content.decode()
    answer = sanne.post(path, {"auditor": world.otto.pk, "why": "Woont dichtbij.", "moves": application.moves})
    assert answer.status_code == 302
    kept = Appointment.objects.get(work="auditor")
    assert (kept.user, kept.place, kept.first, kept.why) == (world.otto, 2, world.aud, "Woont dichtbij.")
    timeline = reverse("reports:timeline", args=[application.code])
    for name, reads in (("sanne", True), ("fatima", False), ("otto", False)):
        page = browser(getattr(world, name)).get(timeline).content.decode()
        assert ("Waarom niet Aud, die bovenaan stond" in page) == ("Woont dichtbij." in page) == reads, name
