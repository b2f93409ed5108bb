"""Erasing where the quality mark is: an organisation that went the whole way, and whoever took part in it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models
from django.urls import reverse
from post_office.models import Email

from auditors.models import Employer, Profile, Tie
from goedgeregeld.accounts.actions.ritual import Blocked
from goedgeregeld.accounts.models import Organisation, User
from goedgeregeld.events.models import Event
from keurmerk.actions.forgetting import OF_APPLICATION, OF_MARK
from keurmerk.models import Application, Due, Evidence, Mark, MarkChange, PastApplication, Signal, Submission
from keurmerk.queries import dues
from reports.privacy.actions import erase_organisation, erase_person
from tests.keurmerk.cast import NOW, World, browser, make_world
from tests.reports.privacy import whole_way
from tests.reports.privacy.scan import places_of
from tests.reports.privacy.test_views import fresh
from tests.reports.privacy.whole_way import CLUB, NAMES

pytestmark = pytest.mark.django_db
IN_THE_REGISTER = {"keurmerk_mark.name", "keurmerk_markword.word", "keurmerk_markword.sort", "the raw database"}


@pytest.fixture
def world(db: None) -> World:
    made = make_world()
    whole_way.named(made)
    return made


def test_an_organisation_that_went_the_whole_way(
    world: World, django_capture_on_commit_callbacks: Any, client: Any
) -> None:
    whole_way.go(world)
    file = Evidence.objects.exclude(file="").get().file.name
    Employer.objects.create(name=CLUB, organisation=world.bank)
    Tie.objects.create(profile=Profile.objects.get(user=world.otto), organisation=world.bank, kind="member")
    page = fresh(world.fatima).get(reverse("reports:erase_organisation", args=[world.bank.pk])).content.decode()
    assert f"Keurmerk {whole_way.mark().number} blijft tot en met" in page
    assert len(places_of(CLUB)) > 30  # the scan sees it
    with django_capture_on_commit_callbacks() as after:
        erase_organisation(world.bank, by=world.fatima, now=NOW)
    assert default_storage.exists(file)  # not before it is certain
    for call in after:
        call()
    assert not default_storage.exists(file)
    assert set(places_of(CLUB, "Ørakel")) <= IN_THE_REGISTER
    assert not any(model.objects.exists() for model in OF_APPLICATION if model is not Due)
    assert not any(model.objects.exists() for model in OF_MARK if model not in (Mark, MarkChange))
    assert MarkChange.objects.get().reasons == "gewist"  # that it was suspended stands in the register
    mark = whole_way.mark()
    assert (mark.name, mark.organisation, mark.application, mark.scope) == (CLUB, None, None, "")
    assert (mark.state, mark.municipality, mark.valid_from) == ("valid", world.place, date(2026, 11, 23))
    past = PastApplication.objects.get()
    assert (past.state, past.outcome, past.decided_on) == ("granted", "met_with_conditions", date(2026, 11, 23))
    assert sorted(Due.objects.values_list("payee", "note", "application")) == [
        ("", "", None),
        ("Vereniging NOV", "", None),
    ]
    assert len(dues.dues(year=2026)) == 2
    money = browser(world.sanne).get(f"{reverse('reports:office_money')}?jaar=2026").content.decode()
    assert "Gewiste organisatie" in money
    assert not Tie.objects.exists()
    assert not Email.objects.filter(subject__contains="is gestopt").exists()  # nothing was under way


def test_a_signal_from_outside_stays_until_it_is_handled(world: World) -> None:
    whole_way.go(world)
    Signal.objects.create(mark=whole_way.mark(), text="Zij doen het niet.", at=NOW)
    erase_organisation(world.bank, by=world.fatima, now=NOW)
    assert [one.text for one in Signal.objects.all()] == ["Zij doen het niet."]


def test_an_application_that_is_under_way_stops_and_who_works_on_it_is_told(world: World) -> None:
    application = world.application("audit")
    due = Due.objects.create(
        application=application, kind="audit", payee="x", amount=1, vat=0, due_since=date(2026, 1, 1)
    )
    page = fresh(world.fatima).get(reverse("reports:erase_organisation", args=[world.bank.pk])).content.decode()
    assert "Jullie aanvraag voor het keurmerk loopt nog" in page
    erase_organisation(world.bank, by=world.fatima, now=NOW)
    assert not Application.objects.exists()
    verbs = Event.objects.filter(object_type="keurmerk.application", object_id=str(application.pk))
    assert sorted(verbs.values_list("verb", flat=True)) == ["erase", "withdraw"]
    assert PastApplication.objects.get().state == "withdrawn"
    due.refresh_from_db()
    assert due.state == "cancelled"
    mails = Email.objects.filter(subject=f"Aanvraag {application.code} is gestopt")
    assert {one.to[0] for one in mails} >= {world.ad.email, world.aud.email}
    assert places_of(CLUB) == []


def test_of_the_demo_nothing_counts(world: World) -> None:
    application = world.application("granted", demo=True)
    Due.objects.create(application=application, kind="audit", payee="x", amount=1, vat=0, due_since=date(2026, 1, 1))
    erase_organisation(world.bank, by=world.fatima, now=NOW)
    assert not PastApplication.objects.exists()
    assert not Due.objects.exists()


@pytest.mark.parametrize("name", NAMES)
def test_of_whoever_took_part_nothing_is_found(world: World, name: str) -> None:
    whole_way.go(world)
    user = world.users[name]
    if name == "Fatima":  # she hands over first
        world.bank.memberships.filter(user=world.iris).update(right="manager")
    assert len(places_of(user.name)) > 25
    erase_person(user, now=NOW)
    assert places_of(user.name, user.email, NAMES[name].split()[-1], f"naam-{name.lower()}") == []
    assert User.objects.get(pk=user.pk).erased_at
    assert not Profile.objects.filter(user=user).exists()
    assert Application.objects.get().adviser_id == world.ad.pk
    stored = Submission.objects.order_by("number")[0].contents
    assert "iemand" in stored["items"][0]["explanation"]
    assert stored["items"][0]["choice"] == "3"
    assert len(places_of(*(other for key, other in NAMES.items() if key != name))) > 25  # the others are still there


def test_who_advises_or_audits_hands_over_first(world: World) -> None:
    application = world.application("audit")
    for name in ("Ad", "Aud"):
        with pytest.raises(Blocked) as refusal:
            erase_person(world.users[name], now=NOW)
        assert application.code in refusal.value.reasons[0]
        assert application.code in fresh(world.users[name]).get("/privacy/wissen/").content.decode()
    Application.objects.update(state="withdrawn")
    erase_person(world.ad, now=NOW)


def test_an_employer_that_is_the_person_goes_along(world: World) -> None:
    alone = Employer.objects.create(name=f"Adviesbureau {NAMES['Ad']}")
    Profile.objects.filter(user=world.ad).update(employer=alone)
    erase_person(world.ad, now=NOW)
    assert places_of(NAMES["Ad"]) == []


def test_an_organisation_with_one_member_goes_along_with_what_is_under_way(world: World) -> None:
    Organisation.objects.filter(pk=world.club.pk).update(name="Boris’ Zaak-ø")
    world.application("intake", organisation=world.club)
    erase_person(world.boris, now=NOW + timedelta(days=1))
    assert places_of("Zaak-ø", world.boris.email) == []
    assert not Application.objects.exists()


KINDS = (models.TextField, models.JSONField, models.URLField, models.EmailField, models.FileField)
NO_WORDS = {"keurmerk.audit.sample", "keurmerk.audit.changed", "keurmerk.assessment.result", "keurmerk.evidence.file"}


def test_every_field_people_write_in_is_known() -> None:
    places = [*OF_APPLICATION.items(), *OF_MARK.items()]
    known = {f"{model._meta.label_lower}.{name}" for model, (_way, fields) in places for name in fields}
    written = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_app_config("keurmerk").get_models()
        for field in model._meta.local_fields
        if isinstance(field, KINDS) and not field.choices
    }
    assert written - known == NO_WORDS
