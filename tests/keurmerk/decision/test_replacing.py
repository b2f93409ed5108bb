"""Somebody who advises or audits falls ill or stops: another goes on with what there is, held to the same rules."""

from decimal import Decimal

import pytest
from django.urls import reverse
from post_office.models import Email

from auditors.models import Tie
from goedgeregeld.events.models import Event
from keurmerk.actions import appointing as acts
from keurmerk.actions.findings import draw_sample, save_findings
from keurmerk.actions.ritual import Blocked, NotPermitted, WrongState
from keurmerk.drafts import Sent
from keurmerk.judging import Found, Opinion
from keurmerk.models import Application, Assessment, Audit, Due, Finding
from keurmerk.queries import Reading
from keurmerk.states import Verb
from tests.keurmerk.cast import NOW, World, browser
from tests.keurmerk.decided import TODAY, again, appointed, conditional, plan, to_decide
from tests.keurmerk.judged import audited, judge, judge_all, submit


def in_audit(world: World) -> Application:
    application = audited(world)
    appointed(application, world)
    return application


def assessed(world: World) -> Application:
    """With the adviser, who judged one statement and fell ill."""
    application = world.application("assessment")
    appointed(application, world)
    plan(application, world)
    submit(application)
    judge(application, world.ad, A1=Opinion("2", "sufficient", "Iets minder."))
    return application


def replace_adviser(application: Application, world: World, name: str = "anouk") -> Application:
    new = getattr(world, name).pk
    return acts.replace_adviser(application, adviser=new, reason="Ziek.", by=world.sanne, now=NOW)


def replace_auditor(application: Application, world: World, name: str = "otto") -> Application:
    new = getattr(world, name).pk
    return acts.replace_auditor(application, auditor=new, reason="Ziek.", by=world.sanne, now=NOW)


def mails() -> dict[str, str]:
    return {mail.to[0]: mail.message for mail in Email.objects.all()}


# --- The adviser --------------------------------------------------------------------------------------------------------------


def test_another_adviser_goes_on_with_what_was_judged(world: World) -> None:
    application = replace_adviser(assessed(world), world)
    assert (application.adviser, application.state, application.waits_for) == (world.anouk, "assessment", "adviser")
    assert Assessment.objects.get().adviser == world.anouk
    judge_all(again(application), world.anouk)
    with pytest.raises(NotPermitted):
        judge(again(application), world.ad, A1=Opinion("3", "sufficient", ""))
    rows = application.appointments.filter(work="adviser").values_list("user__name", "state", "reason")
    assert list(rows) == [("Ad", "replaced", "Ziek."), ("Anouk", "accepted", "")]
    assert Event.objects.get(verb="replace_adviser").data == {"to": world.anouk.pk}


def test_everybody_concerned_is_told_and_the_former_adviser_is_not_led_to_what_they_no_longer_see(world: World) -> None:
    application = assessed(world)
    Email.objects.all().delete()
    replace_adviser(application, world)
    told = mails()
    assert set(told) == {"anouk@example.org", "fatima@example.org", "iris@example.org", "ad@example.org"}
    path = reverse("keurmerk:application", args=[application.code])
    assert path in told["anouk@example.org"]
    assert path not in told["ad@example.org"]
    assert reverse("reports:start") in told["ad@example.org"]
    assert browser(world.ad).get(path).status_code == 404
    assert browser(world.anouk).get(path).status_code == 200


def test_whoever_advised_before_still_does_not_decide(world: World) -> None:
    application = to_decide(world)
    application.appointments.filter(work="adviser").update(state="replaced", user=world.sanne)
    reasons = Reading(application, me=world.sanne.pk, today=TODAY)
    assert world.sanne.pk in reasons.hands.advisers
    assert world.ad.pk in reasons.hands.advisers


def test_what_is_not_invoiced_yet_is_the_new_advisers_to_invoice(world: World) -> None:
    application = assessed(world)
    for number, state in enumerate(("due", "invoiced")):
        kind = "advice" if not number else "audit"
        Due.objects.create(
            application=application,
            kind=kind,
            payee="Ad",
            amount=Decimal(100),
            vat=Decimal(21),
            due_since=TODAY,
            state=state,
        )
    replace_adviser(application, world)
    assert list(Due.objects.order_by("kind").values_list("kind", "payee")) == [("advice", "Anouk"), ("audit", "Ad")]


def test_not_who_has_a_conflict_is_not_authorised_advises_already_or_approved_the_plan(world: World) -> None:
    application = assessed(world)
    wrong = [("otto", "geautoriseerd"), ("ad", "begeleidt de organisatie al")]
    for name, why in wrong:
        with pytest.raises(Blocked, match=why):
            replace_adviser(application, world, name)
    application.plans.update(judged_by=world.anouk)
    with pytest.raises(Blocked, match="Keurde het plan"):
        replace_adviser(application, world)
    Tie.objects.create(profile=world.anouk.profile, organisation=world.bank, kind="member")
    with pytest.raises(Blocked, match="lid"):
        replace_adviser(application, world)
    assert again(application).adviser == world.ad


@pytest.mark.parametrize("name", ["ad", "fatima", "boris"])
def test_only_the_office_replaces(world: World, name: str) -> None:
    with pytest.raises(NotPermitted):
        acts.replace_adviser(
            assessed(world), adviser=world.anouk.pk, reason="Ik wil.", by=getattr(world, name), now=NOW
        )


def test_pressed_twice_it_is_done_once(world: World) -> None:
    application = assessed(world)
    replace_adviser(application, world)
    with pytest.raises(Blocked, match="al"):
        replace_adviser(application, world)
    assert Event.objects.filter(verb="replace_adviser").count() == 1


def test_the_page_says_what_happens_and_does_it(world: World) -> None:
    application, sanne = assessed(world), browser(world.sanne)
    path = reverse("keurmerk:replace_adviser", args=[application.code])
    page = sanne.get(path).content.decode()
    assert "Nu begeleidt Ad deze organisatie" in page
    assert f'value="{world.anouk.pk}"' in page
    assert f'value="{world.ad.pk}"' not in page
    assert sanne.post(path, {"adviser": world.anouk.pk}).status_code == 422
    answer = sanne.post(path, {"adviser": world.anouk.pk, "reason": "Ziek.", "moves": application.moves})
    assert answer.status_code == 302
    assert again(application).adviser == world.anouk


# --- The auditor --------------------------------------------------------------------------------------------------------------


def test_another_auditor_goes_on_with_the_findings(world: World) -> None:
    application = in_audit(world)
    draw_sample(application, per_theme=1, by=world.aud, now=NOW)
    save_findings(application, {"A4": Sent(Found("remark", "Zag ik."))}, by=world.aud, now=NOW)
    done = replace_auditor(application, world)
    assert (done.auditor, done.state, Audit.objects.get().auditor) == (world.otto, "audit", world.otto)
    save_findings(again(application), {"A4": Sent(Found("meets", "Het is goed."))}, by=world.otto, now=NOW)
    assert Finding.objects.get().verdict == "meets"
    with pytest.raises(NotPermitted):
        save_findings(again(application), {"A4": Sent(Found("major", "Nee."))}, by=world.aud, now=NOW)
    rows = done.appointments.filter(work="auditor").values_list("user__name", "state", "reason")
    assert list(rows) == [("Aud", "replaced", "Ziek."), ("Otto", "accepted", "")]


def test_the_judgement_that_was_given_stays_of_who_gave_it(world: World) -> None:
    application = conditional(world)
    done = replace_auditor(application, world)
    assert (done.auditor, Audit.objects.get().auditor) == (world.otto, world.aud)
    assert world.aud.pk in Reading(done, me=None, today=TODAY).hands.auditors


def test_not_who_audits_already_nor_who_has_a_conflict(world: World) -> None:
    application = in_audit(world)
    with pytest.raises(Blocked, match="al auditor"):
        replace_auditor(application, world, "aud")
    Tie.objects.create(profile=world.otto.profile, organisation=world.bank, kind="board")
    with pytest.raises(Blocked):
        replace_auditor(application, world)
    assert again(application).auditor == world.aud


def test_not_before_there_is_one(world: World) -> None:
    application = world.application("audit_assignment")
    with pytest.raises(WrongState):
        replace_auditor(application, world)


def test_the_page_of_the_auditor_and_the_mails(world: World) -> None:
    application, sanne = in_audit(world), browser(world.sanne)
    Email.objects.all().delete()
    path = reverse("keurmerk:replace_auditor", args=[application.code])
    page = sanne.get(path).content.decode()
    assert "Nu beoordeelt Aud deze aanvraag" in page
    assert "Is of was in dit traject al auditor." in page
    answer = sanne.post(path, {"auditor": world.otto.pk, "reason": "Ziek.", "moves": application.moves})
    assert answer.status_code == 302
    assert again(application).auditor == world.otto
    assert set(mails()) == {
        "otto@example.org", "fatima@example.org", "iris@example.org", "ad@example.org", "aud@example.org",
    }  # fmt: skip
    assert (
        str(Verb.REPLACE_AUDITOR.label) in browser(world.sanne).get(f"/aanvraag/{application.code}/").content.decode()
    )


def test_why_is_read_by_the_office_alone(world: World) -> None:
    application = replace_adviser(assessed(world), world)
    path = reverse("reports:timeline", args=[application.code])
    for name, reads in (("sanne", True), ("fatima", False), ("anouk", False)):
        page = browser(getattr(world, name)).get(path).content.decode()
        assert "heeft Anouk als nieuwe adviseur aangewezen" in page, name
        assert ("Ziek." in page) == reads, name
