"""Taking the quality mark along: an organisation what it may read, with every file; a person what they did."""

import json
import tracemalloc
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from openpyxl import load_workbook

from keurmerk.models import Application, Audit, Evidence, Mark, Signal
from reports.takeaway.actions import take_organisation, take_person
from tests.keurmerk.cast import NOW, World, make_world
from tests.keurmerk.decided import to_decide
from tests.reports.privacy import whole_way
from tests.reports.privacy.whole_way import NAMES

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    made = make_world()
    whole_way.named(made)
    return made


def organisation_zip(world: World) -> dict[str, bytes]:
    with take_organisation(world.bank, by=world.fatima, now=NOW) as file, ZipFile(file) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def test_an_organisation_takes_along_what_it_may_read(world: World) -> None:
    application = whole_way.go(world)
    Signal.objects.create(mark=Mark.objects.get(), text="Van buiten", at=NOW)
    files = organisation_zip(world)
    folder = f"keurmerk/{application.code.lower()}/"
    number = Evidence.objects.exclude(file="").get().pk
    names = {name.removeprefix(folder) for name in files if name.startswith(folder)}
    assert names == {
        "plan-van-aanpak-versie-1.pdf", "dossier-1.xlsx", "dossier-in-bewerking.xlsx", "beoordeling-1.pdf",
        "auditrapport-1.pdf", "auditrapport-2.pdf", "besluit-1.pdf", "besluit-2.pdf", "tijdlijn.pdf", "gesprek.txt",
        next(name for name in names if name.startswith(f"bewijs/{number}-")),
    }  # fmt: skip
    assert all(files[folder + name].startswith(b"%PDF") for name in names if name.endswith(".pdf"))
    rows = list(load_workbook(BytesIO(files[f"{folder}dossier-1.xlsx"])).active.values)
    assert any("A1" in row for row in rows)
    assert NAMES["Iris"] in files[f"{folder}gesprek.txt"].decode()
    assert folder.rstrip("/") in files["LEESMIJ.txt"].decode()
    data = json.loads(files["gegevens.json"])
    assert data["keurmerk.decision"][1]["outcome"] == "met_with_conditions"
    assert len(data["keurmerk.audit"]) == 2
    assert data["keurmerk.submission"][0]["contents"]["items"]
    hidden = {
        "keurmerk.handover": "note",
        "keurmerk.due": "note",
        "keurmerk.appointment": "reason",
        "keurmerk.evidence": "file",
    }
    assert all(data[name] and field not in data[name][0] for name, field in hidden.items())
    assert "Van buiten" not in files["gegevens.json"].decode()


def test_what_is_not_for_its_eyes_yet_is_not_in_it(world: World) -> None:
    application = to_decide(world)
    assert Audit.objects.exists()
    files = organisation_zip(world)
    assert not [name for name in files if "auditrapport" in name or "besluit" in name]
    data = json.loads(files["gegevens.json"])
    assert data["keurmerk.audit"] == data["keurmerk.finding"] == data["keurmerk.assessment"] == []
    assert "Dit vond ik." not in files["gegevens.json"].decode()
    assert data["keurmerk.application"][0]["code"] == application.code


@pytest.mark.parametrize("name", ["Iris", "Ad", "Aud", "Sanne"])
def test_a_person_takes_along_what_they_did(world: World, name: str) -> None:
    whole_way.go(world)
    with take_person(world.users[name], now=NOW) as file, ZipFile(file) as package:
        text = package.read("gegevens.json").decode()
    data = json.loads(text)
    expected = {
        "Iris": ("message", "explanation", "replacedexplanation", "conditionreport"),
        "Ad": ("application", "appointment", "assessment", "judgement"),
        "Aud": ("audit", "finding", "appointment"),
        "Sanne": ("decision", "extension", "markchange", "handover"),
    }[name]
    assert all(data[f"keurmerk.{model} (door mij)"] for model in expected)
    assert bool(data["auditors.profile"]) == (name in ("Ad", "Aud"))
    assert "contents" not in text


def test_much_evidence_takes_no_more_memory(world: World) -> None:
    application = world.application("working")
    size = 8 * 1024 * 1024
    for number in range(5):
        stored = default_storage.save(f"evidence/x/{number}", ContentFile(b"x" * size))
        Evidence.objects.create(
            application=application, kind="file", title="Groot", file=stored, name="groot.bin", size=size, added_at=NOW
        )
    try:
        organisation_zip_closed(world)  # what is made once, is made
        tracemalloc.start()
        with take_organisation(world.bank, by=world.fatima, now=NOW) as file:
            _now, most = tracemalloc.get_traced_memory()
            assert file.seek(0, 2) > 5 * size
    finally:
        tracemalloc.stop()
        for piece in Evidence.objects.all():
            default_storage.delete(piece.file.name)
    assert most < size


def organisation_zip_closed(world: World) -> None:
    take_organisation(world.bank, by=world.fatima, now=NOW).close()


def test_a_harmful_file_and_one_that_is_gone_are_left_out(world: World) -> None:
    application: Application = world.application("working")
    row: dict[str, Any] = {"application": application, "kind": "file", "title": "x", "size": 1, "added_at": NOW}
    Evidence.objects.create(**row, file="evidence/none", name="weg.pdf")
    Evidence.objects.create(**row, file="evidence/bad", name="kwaad.pdf", scan="infected")
    assert not [name for name in organisation_zip(world) if "bewijs/" in name]
