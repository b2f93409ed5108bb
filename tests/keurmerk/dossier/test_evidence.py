"""Evidence: kept whole or not at all, used at several statements, taken away without taking it from what was handed in."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from post_office.models import Email

from goedgeregeld.events.models import Event
from keurmerk.actions import evidence as acts
from keurmerk.actions import files
from keurmerk.actions.dossier import submit_dossier
from keurmerk.actions.ritual import NotPermitted, WrongState
from keurmerk.models import Application, Evidence, EvidenceUse
from keurmerk.queries.dossier import frozen, latest_submission
from keurmerk.states import ScanState
from reports.privacy.tidying import tidy
from tests.goedgeregeld.uploads.daemon import Daemon
from tests.goedgeregeld.uploads.making import bomb, office, pdf, picture
from tests.keurmerk.cast import NOW, World
from tests.keurmerk.dossier.stage import add, at_work, upload


def on_disk() -> list[str]:
    return sorted(files._names(files.FOLDER))


def named() -> list[str]:
    return sorted(Evidence.objects.exclude(file="").values_list("file", flat=True))


def test_a_file_is_kept_under_a_random_name_with_what_it_is(world: World) -> None:
    application = at_work(world)
    (piece,) = add(application, world, "A1", "A4", name="../../Beleid_2026.PDF").kept
    assert (piece.title, piece.name, piece.content_type) == ("Beleid 2026", "Beleid_2026.pdf", "application/pdf")
    assert piece.file.name.startswith(f"evidence/{application.pk}/")
    assert "eleid" not in piece.file.name
    assert on_disk() == named() == [piece.file.name]
    with default_storage.open(piece.file.name) as kept:
        assert kept.read() == pdf()
    assert Path(default_storage.path(piece.file.name)).stat().st_mode & 0o777 == 0o600
    assert sorted(piece.uses.values_list("statement", flat=True)) == ["A1", "A4"]
    event = Event.objects.get(verb="work_on_dossier")
    assert event.data == {"work": "add_evidence", "statements": ["A1", "A4"], "added": 1}


def test_several_at_once_and_what_is_refused_does_not_hold_up_the_others(world: World) -> None:
    application = at_work(world)
    uploads = [upload(), upload(b"", "leeg.pdf"), upload(bomb(), "bom.docx"), upload(office(), "brief.docx")]
    added = acts.add_files(application, uploads, statements=["A1"], by=world.iris, now=NOW)
    assert [piece.name for piece in added.kept] == ["beleid.pdf", "brief.docx"]
    assert [name for name, _why in added.refused] == ["leeg.pdf", "bom.docx"]
    assert on_disk() == named()


def test_the_same_file_again_is_not_kept_twice(world: World) -> None:
    application = at_work(world)
    (piece,) = add(application, world, "A1").kept
    again = add(application, world, "B1", name="nog eens.pdf")
    assert (again.kept, again.known) == ([], [piece])
    assert sorted(piece.uses.values_list("statement", flat=True)) == ["A1", "B1"]
    assert on_disk() == named() == [piece.file.name]


def test_a_dossier_has_room_for_so_much(world: World, settings: object) -> None:
    application = at_work(world)
    settings.EVIDENCE_DOSSIER_MB = 1
    text = [(letter * 500_000).encode() for letter in "abc"]
    for content in text[:2]:
        assert add(application, world, content=content, name="a.txt").kept
    added = add(application, world, content=text[2], name="c.txt")
    assert not added.kept
    assert "Het dossier is vol" in added.refused[0][1]
    assert len(on_disk()) == len(named()) == 2
    acts.remove_evidence(Evidence.objects.first(), by=world.fatima, now=NOW)
    assert add(application, world, content=text[2], name="c.txt").kept


def test_a_picture_is_kept_without_where_it_was_taken(world: World) -> None:
    (piece,) = add(at_work(world), world, content=picture(), name="kantine.jpeg").kept
    with piece.file.open() as kept:
        assert b"Fatima" not in kept.read()


def test_only_who_fills_in_and_only_while_it_is_open(world: World) -> None:
    application = at_work(world)
    for name in ("wim", "ad", "aud", "sanne", "boris"):
        with pytest.raises(NotPermitted):
            acts.add_files(application, [upload()], statements=[], by=getattr(world, name), now=NOW)
    Application.objects.update(state="granted")
    with pytest.raises(WrongState):
        add(application, world)
    assert on_disk() == named() == []


def test_what_goes_wrong_halfway_leaves_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    application = at_work(world)

    def fail(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(acts, "_use", fail)
    with pytest.raises(RuntimeError):
        add(application, world, "A1")
    assert on_disk() == named() == []


def test_a_link_and_a_visit(world: World) -> None:
    application = at_work(world)
    for _press in range(2):
        acts.add_link(application, title="Beleid", url="https://debank.nl/x", statements=["A1"], by=world.iris, now=NOW)
        acts.add_visit(application, title="Prikbord", statements=["A1", "B1"], by=world.iris, now=NOW)
    assert list(Evidence.objects.values_list("kind", "title")) == [("link", "Beleid"), ("visit", "Prikbord")]
    assert EvidenceUse.objects.count() == 3


def test_at_which_statements_is_changed_from_both_sides(world: World) -> None:
    application = at_work(world)
    (piece,) = add(application, world, "A1").kept
    acts.use_evidence(piece, add=["A4", "B1"], drop=["A1"], by=world.iris, now=NOW)
    assert sorted(piece.uses.values_list("statement", flat=True)) == ["A4", "B1"]
    acts.pick_evidence(application, statement="A1", add=[piece.pk], drop=[], by=world.iris, now=NOW)
    acts.pick_evidence(application, statement="B1", add=[], drop=[piece.pk], by=world.iris, now=NOW)
    assert sorted(piece.uses.values_list("statement", flat=True)) == ["A1", "A4"]


def test_a_number_of_another_application_does_nothing(world: World) -> None:
    theirs = world.application("working", organisation=world.club, code="ZUID-0001")
    other = acts.add_visit(theirs, title="Van Zuid", statements=["A1"], by=world.boris, now=NOW)
    ours = at_work(world)
    acts.pick_evidence(ours, statement="B1", add=[other.pk], drop=[], by=world.fatima, now=NOW)
    acts.pick_evidence(ours, statement="A1", add=[], drop=[other.pk], by=world.fatima, now=NOW)
    assert list(EvidenceUse.objects.values_list("evidence", "statement")) == [(other.pk, "A1")]


def test_what_nobody_else_saw_is_erased_with_its_file(world: World, django_capture_on_commit_callbacks: object) -> None:
    application = at_work(world)
    (piece,) = add(application, world, "A1").kept
    with django_capture_on_commit_callbacks(execute=True):
        acts.remove_evidence(piece, by=world.fatima, now=NOW)
    assert not Evidence.objects.exists()
    assert on_disk() == []
    event = Event.objects.filter(verb="work_on_dossier").order_by("pk").last()
    assert event.data == {"work": "remove_evidence", "number": piece.pk, "statements": ["A1"]}
    with pytest.raises(WrongState, match="weggehaald"):
        acts.remove_evidence(piece, by=world.fatima, now=NOW)


def test_what_was_handed_in_stays_for_that(world: World, django_capture_on_commit_callbacks: object) -> None:
    application = at_work(world)
    (piece,) = add(application, world, "A1").kept
    submit_dossier(application, by=world.fatima, now=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        acts.rename_evidence(piece, title="Anders", by=world.fatima, now=NOW)
        acts.remove_evidence(piece, by=world.fatima, now=NOW + timedelta(days=1))
    assert on_disk() == named() == [piece.file.name]
    assert Evidence.objects.get().removed_at == NOW + timedelta(days=1)
    assert not EvidenceUse.objects.exists()
    line = frozen(latest_submission(application)).by_code["A1"]
    assert [one.title for one in line.pieces] == ["beleid"]


# --- Harmful software ----------------------------------------------------------------------------------------------------


def test_what_the_daemon_finds_is_refused_and_written_down(world: World, settings: object) -> None:
    application = at_work(world)
    with Daemon(bad=b"boef") as daemon:
        settings.CLAMD = daemon.address
        added = acts.add_files(
            application,
            [upload(b"een boef", "a.txt"), upload(b"braaf", "b.txt")],
            statements=[],
            by=world.iris,
            now=NOW,
        )
    assert [(piece.name, piece.scan) for piece in added.kept] == [("b.txt", ScanState.CLEAN)]
    assert added.refused == [("a.txt", "In dit bestand zit schadelijke software. Het is niet bewaard.")]
    assert Event.objects.get(verb="refuse_infected").data == {}
    assert on_disk() == named()


def test_a_daemon_that_is_away_keeps_nobody_waiting_and_is_asked_again(world: World, settings: object) -> None:
    application = at_work(world)
    settings.CLAMD = "tcp://127.0.0.1:9"
    for content in (b"een boef", b"braaf"):
        assert add(application, world, content=content, name="a.txt").kept[0].scan == ScanState.NOT_SCANNED
    assert files.scan_waiting(now=NOW) == 0
    with Daemon(bad=b"boef") as daemon:
        settings.CLAMD = daemon.address
        assert files.scan_waiting(now=NOW) == 2
        assert files.scan_waiting(now=NOW) == 0
    assert list(Evidence.objects.values_list("scan", flat=True)) == [ScanState.INFECTED, ScanState.CLEAN]
    assert Event.objects.get(verb="block_evidence").data == {"number": Evidence.objects.first().pk}


@pytest.mark.parametrize(
    ("state", "told"),
    [("working", {"ad", "fatima"}), ("audit", {"ad", "fatima"}), ("requested", {"fatima"}), ("withdrawn", {"fatima"})],
)
def test_what_is_found_later_is_told_once(world: World, settings: object, state: str, told: set[str]) -> None:
    application = at_work(world)
    settings.CLAMD = "tcp://127.0.0.1:9"
    for content in (b"een boef", b"braaf"):
        add(application, world, content=content, name="GEHEIM.txt")
    Application.objects.filter(pk=application.pk).update(state=state)
    Email.objects.all().delete()
    with Daemon(bad=b"boef") as daemon:
        settings.CLAMD = daemon.address
        for _ in range(2):
            files.scan_waiting(now=NOW)
    mails = {one.to[0].partition("@")[0]: one for one in Email.objects.all()}
    assert set(mails) == told
    assert Email.objects.count() == len(told)
    for one in mails.values():
        assert "geblokkeerd" in one.message
        assert f"/aanvraag/{application.code}/" in one.message
        assert "GEHEIM" not in one.subject + one.message


def test_without_a_daemon_nothing_is_scanned(world: World) -> None:
    assert add(at_work(world), world).kept[0].scan == ScanState.NOT_SCANNED
    assert files.scan_waiting(now=NOW) == 0


# --- No file without a row -------------------------------------------------------------------------------------------------


def test_files_without_a_row_are_cleared_away_when_they_are_old(world: World) -> None:
    (piece,) = add(at_work(world), world).kept
    lost = Path(default_storage.path("evidence/9/verdwaald"))
    lost.parent.mkdir(parents=True)
    lost.write_bytes(b"x")
    at = default_storage.get_modified_time(piece.file.name)
    assert files.forget_orphans(before=at - timedelta(days=1)) == 0
    assert lost.exists()
    assert files.forget_orphans(before=at + timedelta(days=1)) == 1
    assert on_disk() == [piece.file.name]


def test_the_daily_clearing_up_scans_and_clears(world: World, settings: object) -> None:
    (piece,) = add(at_work(world), world).kept
    Path(default_storage.path("evidence/verdwaald")).write_bytes(b"x")
    with Daemon() as daemon:
        settings.CLAMD = daemon.address
        done = tidy(now=timezone.now() + timedelta(days=2))
    assert (done.scanned, done.files) == (1, 1)
    assert on_disk() == [piece.file.name]


def test_there_may_be_nothing_to_clear_away(db: None) -> None:
    assert files.forget_orphans(before=NOW) == 0
