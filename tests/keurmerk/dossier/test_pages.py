"""The pages of the dossier: working with and without a script, uploads that arrive and that do not, and who gets a file."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from keurmerk.actions import evidence as acts
from keurmerk.actions.dossier import submit_dossier
from keurmerk.drafts import MAX_WORDS
from keurmerk.forms.dossier import seen_mark
from keurmerk.models import Application, Evidence, EvidenceUse, Explanation, ReplacedExplanation, Submission
from keurmerk.queries.dossier import working
from keurmerk.states import ScanState
from selfeval import actions as selfeval
from tests.goedgeregeld.uploads.making import bomb, office, pdf
from tests.keurmerk.cast import NOW, World, browser
from tests.keurmerk.dossier.stage import add, at_work, large, plan, posted
from tests.keurmerk.dossier.test_evidence import named, on_disk


def to(name: str, application: Application, *more: object) -> str:
    return reverse(f"keurmerk:{name}", args=[application.code, *more])


# --- Explanations


def test_a_theme_is_saved_with_one_button(world: World) -> None:
    application = at_work(world)
    client = browser(world.iris)
    path = to("dossier_theme", application, "A-1")
    page = client.get(path).content.decode()
    assert "Staat in de statuten." in page
    assert 'name="A1-opmerking"' in page
    answer = client.post(
        path, {"A1-opmerking": " Zie de statuten. \r\n", "A1-was": "..", "A2-opmerking": "", "A2-was": ".."}
    )
    assert answer["Location"] == to("dossier_theme", application, "A-2")
    assert list(Explanation.objects.values_list("statement", "text")) == [("A1", "Zie de statuten.")]
    assert ">Zie de statuten.</textarea>" in client.get(path).content.decode()  # and no space of the template's


@pytest.mark.parametrize(
    ("button", "name", "more"),
    [
        ("bestanden/A1", "add_files", "?statements=A1"),
        ("link/A1", "add_link", "?statements=A1"),
        ("bezoek/A1", "add_visit", "?statements=A1"),
        ("overzicht", "work_on_dossier", ""),
        ("bestanden/X9", "dossier_theme", ""),
        ("stuk/999999999999999999999", "dossier_theme", ""),
    ],
)
def test_every_way_out_saves_first(world: World, button: str, name: str, more: str) -> None:
    application = at_work(world)
    sent = {"A1-opmerking": "Bewaard", "A1-was": "..", "naar": button}
    answer = browser(world.fatima).post(to("dossier_theme", application, "A-1"), sent)
    assert answer["Location"] == to(name, application, *(["A-2"] if name == "dossier_theme" else [])) + more
    assert Explanation.objects.get().text == "Bewaard"


def test_what_is_typed_is_saved_by_itself(world: World) -> None:
    application = at_work(world)
    client = browser(world.iris)
    path = to("save_explanations", application, "A-1")
    answer = client.post(path, {"A1-opmerking": "Zie de  statuten. ", "A1-was": ".."}).json()
    assert answer["marks"] == {"A1": seen_mark("Zie de  statuten.")}
    assert answer["stored"] == {}
    assert answer["errors"] == {}
    answer = client.post(path, {"A1-opmerking": "", "A1-was": ".."}).json()
    assert answer["stored"] == {"A1-opmerking": "Zie de  statuten."}


def test_too_long_is_said_at_the_statement_and_the_rest_is_kept(world: World) -> None:
    application = at_work(world)
    long = "x" * (MAX_WORDS + 1)
    sent = {"A1-opmerking": long, "A1-was": "..", "A2-opmerking": "Kort", "A2-was": ".."}
    answer = browser(world.iris).post(to("dossier_theme", application, "A-1"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Deze tekst is te lang" in page
    assert long in page
    assert Explanation.objects.get().statement == "A2"


def test_whose_explanation_was_replaced_reads_so_once(world: World) -> None:
    application = at_work(world)
    path = to("dossier_theme", application, "A-1")
    iris, fatima = browser(world.iris), browser(world.fatima)
    iris.post(path, {"A1-opmerking": "Van Iris", "A1-was": ".."})
    answer = fatima.post(path, {"A1-opmerking": "Van Fatima", "A1-was": "..", "naar": "thema/A-1"}, follow=True)
    assert "iemand anders intussen geschreven: “Van Iris”" in answer.content.decode()
    page = iris.get(path).content.decode()
    assert "Iemand anders heeft je toelichting bij A1 vervangen" in page
    told = ReplacedExplanation.objects.get().pk
    iris.post(path, {"A1-opmerking": "Van Fatima", "A1-was": seen_mark("Van Fatima"), "gezien": f"{told} x {'9' * 40}"})
    assert "vervangen" not in iris.get(path).content.decode()


def test_a_page_that_is_too_late_keeps_what_was_typed_in_sight(world: World) -> None:
    application = at_work(world)
    Application.objects.update(state="granted")
    sent = {"A1-opmerking": "Net te laat", "A1-was": ".."}
    answer = browser(world.iris).post(to("dossier_theme", application, "A-1"), sent)
    assert answer.status_code == 409
    assert "Net te laat" in answer.content.decode()
    assert browser(world.iris).post(to("save_explanations", application, "A-1"), sent).status_code == 409
    assert "textarea" not in browser(world.iris).get(to("dossier_theme", application, "A-1")).content.decode()


# --- The overview


def test_the_overview_says_how_far_and_what_lacks(world: World) -> None:
    application = at_work(world)
    page = browser(world.wim).get(to("work_on_dossier", application)).content.decode()
    assert "Bij 3 stellingen is er nog geen bewijs" in page
    assert page.index(">A4</a>") < page.index(">A1</a>", page.index("Wat nog ontbreekt"))
    assert "Nakijken en indienen" not in page
    assert "Nakijken en indienen" in browser(world.fatima).get(to("work_on_dossier", application)).content.decode()


def test_without_an_evaluation_one_is_chosen_first(world: World) -> None:
    application = world.application("working")
    page = browser(world.fatima).get(to("work_on_dossier", application)).content.decode()
    assert "Kies een zelfevaluatie" in page
    assert browser(world.fatima).get(to("dossier_theme", application, "A-1")).status_code == 404


def test_an_open_evaluation_and_another_route_are_said(world: World) -> None:
    application = at_work(world)
    copy, _token = selfeval.copy_evaluation(application.evaluation, now=NOW, by=world.fatima)
    plan(application, "star", version=2)
    client = browser(world.fatima)
    answer = client.post(to("choose_evaluation", application), {"evaluation": str(copy.pk), "moves": "0"}, follow=True)
    page = answer.content.decode()
    assert "Het dossier gaat nu uit van deze zelfevaluatie." in page
    assert "De zelfevaluatie is nog niet afgerond" in page
    assert "Het plan van aanpak gaat uit van de sterroute" in page


def test_an_evaluation_of_another_cannot_be_chosen(world: World) -> None:
    application = at_work(world)
    theirs = selfeval.copy_evaluation(application.evaluation, now=NOW)[0]
    type(theirs).objects.filter(pk=theirs.pk).update(organisation=world.club)
    answer = browser(world.fatima).post(to("choose_evaluation", application), {"evaluation": str(theirs.pk)})
    assert answer.status_code == 422
    assert Application.objects.get().evaluation_id == application.evaluation_id


# --- Uploading


def send(client: Client, application: Application, *files: Any, at: str = "A1", **more: Any) -> Any:
    data = {"files": list(files), "statements": at, "whole": "1"} | more
    return client.post(to("add_files", application), data)


def test_files_are_uploaded_with_the_form(world: World) -> None:
    application = at_work(world)
    answer = send(browser(world.iris), application, posted(), posted(office(), "brief.docx"))
    assert answer["Location"] == to("dossier_theme", application, "A-1") + "#A1"
    assert list(Evidence.objects.values_list("name", flat=True)) == ["beleid.pdf", "brief.docx"]
    assert EvidenceUse.objects.count() == 2
    page = browser(world.iris).get(answer["Location"]).content.decode()
    assert "niet gescand" in page


def test_what_is_refused_is_said_by_name(world: World) -> None:
    application = at_work(world)
    answer = send(browser(world.iris), application, posted(), posted(bomb(), "bom.docx"), posted(b"", "leeg.pdf"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<b>bom.docx</b>: Dit bestand is uitgepakt veel te groot" in page
    assert "<b>leeg.pdf</b>: Dit bestand is leeg." in page
    assert "1 bestand is toegevoegd." in page
    assert on_disk() == named()


def test_a_script_sends_one_by_one_and_gets_json(world: World) -> None:
    application = at_work(world)
    client = browser(world.iris)
    data = {"files": posted(), "statements": "A1", "whole": "1"}
    answer = client.post(to("add_files", application), data, headers={"accept": "application/json"}).json()
    assert answer == {"kept": 1, "known": 0, "refused": [], "to": to("dossier_theme", application, "A-1") + "#A1"}
    data["files"] = posted(b"MZ", "virus.pdf")
    answer = client.post(to("add_files", application), data, headers={"accept": "application/json"}).json()
    assert [name for name, _why in answer["refused"]] == ["virus.pdf"]
    answer = client.post(to("add_files", application), {"whole": "1"}, headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["refused"]) == (422, [["", "Kies een of meer bestanden."]])


def test_a_file_that_is_too_large_is_refused_without_being_kept(world: World, settings: Any) -> None:
    application = at_work(world)
    settings.EVIDENCE_FILE_MB = settings.SHEET_MAX_BYTES = 1
    answer = send(browser(world.iris), application, posted(b"x" * 3_000_000, "groot.txt"))
    assert (
        "groot.txt</b>: Dit bestand is te groot: 2,9 MB. Een bestand mag hoogstens 1 MB zijn."
        in answer.content.decode()
    )
    assert on_disk() == named() == []


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9, 0.97])
def test_an_upload_that_breaks_off_halfway_keeps_nothing(world: World, kept: float) -> None:
    application = at_work(world)
    edge, content = "edge", pdf()
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="statements"\r\n\r\nA1\r\n'.encode(),
        f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="beleid.pdf"\r\n\r\n'.encode(),
        content,
        f'\r\n--{edge}\r\nContent-Disposition: form-data; name="whole"\r\n\r\n1\r\n--{edge}--\r\n'.encode(),
    ]
    whole = b"".join(parts)
    client, kind = browser(world.iris), f"multipart/form-data; boundary={edge}"
    answer = client.post(to("add_files", application), whole[: int(len(whole) * kept)], content_type=kind)
    assert answer.status_code == 422
    assert on_disk() == named() == []
    assert client.post(to("add_files", application), whole, content_type=kind).status_code == 302
    assert len(named()) == 1


def test_a_statement_or_piece_that_is_not_there_is_refused_whole(world: World) -> None:
    theirs = world.application("working", organisation=world.club, code="ZUID-0001")
    other = acts.add_visit(theirs, title="Van Zuid", statements=["A1"], by=world.boris, now=NOW)
    application = at_work(world)
    client = browser(world.iris)
    assert send(client, application, posted(), at="X9").status_code == 422
    path = to("pick_evidence", application, "A1")
    assert client.post(path, {"pieces": [other.pk]}).status_code == 422
    assert client.post(path, {"was": [other.pk]}).status_code == 422
    for name in ("use_evidence", "rename_evidence", "remove_evidence"):
        for number in (other.pk, 10**30):
            assert client.post(to(name, application, number), {"title": "x"}).status_code == 404
    assert list(EvidenceUse.objects.values_list("evidence", "statement")) == [(other.pk, "A1")]
    assert client.get(to("evidence_file", application, other.pk)).status_code == 404
    assert on_disk() == []


def test_a_link_must_be_a_page(world: World) -> None:
    application = at_work(world)
    client = browser(world.iris)
    for url in ("javascript:alert(1)", "ftp://debank.nl/x", "zomaar"):
        answer = client.post(to("add_link", application), {"url": url, "title": "Beleid", "statements": "A1"})
        assert answer.status_code == 422, url
    client.post(to("add_link", application), {"url": "debank.nl/beleid", "title": "Be\u202eleid", "statements": "A1"})
    assert list(Evidence.objects.values_list("url", "title")) == [("https://debank.nl/beleid", "Beleid")]


def test_a_piece_is_put_at_statements_renamed_and_taken_away(world: World) -> None:
    application = at_work(world)
    (piece,) = add(application, world, "A1").kept
    client = browser(world.iris)
    client.post(to("use_evidence", application, piece.pk), {"was": ["A1"], "statements": ["A4", "B1"]})
    assert sorted(piece.uses.values_list("statement", flat=True)) == ["A4", "B1"]
    client.post(to("pick_evidence", application, "A1"), {"pieces": [piece.pk]})
    assert piece.uses.count() == 3
    client.post(to("rename_evidence", application, piece.pk), {"title": "Ons beleid"})
    assert "Ons beleid" in client.get(to("evidence", application)).content.decode()
    assert "weghalen?" in client.get(to("remove_evidence", application, piece.pk)).content.decode()
    assert Evidence.objects.exists()
    client.post(to("remove_evidence", application, piece.pk))
    assert not Evidence.objects.exists()
    assert client.get(to("use_evidence", application, piece.pk)).status_code == 404


# --- Giving out


def test_a_file_is_given_out_as_a_download_and_nothing_else(world: World) -> None:
    application = at_work(world)
    (piece,) = add(application, world, "A1", name="Beléid “nieuw”.pdf").kept
    answer = browser(world.wim).get(to("evidence_file", application, piece.pk), headers={"accept-encoding": "gzip"})
    assert b"".join(answer.streaming_content) == pdf()
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Bel%C3%A9id%20%E2%80%9Cnieuw%E2%80%9D.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in answer["Cache-Control"]
    assert int(answer["Content-Length"]) == piece.size


@pytest.mark.parametrize(
    ("header", "status", "content"),
    [
        ("bytes=0-3", 206, b"0123"),
        ("bytes=4-", 206, b"456789"),
        ("bytes=-2", 206, b"89"),
        ("bytes=8-99", 206, b"89"),
        ("bytes=10-", 416, b""),
        ("bytes=5-2", 200, b"0123456789"),
        ("bytes=0-1,3-4", 200, b"0123456789"),
        ("onzin", 200, b"0123456789"),
    ],
)
def test_part_of_a_file_can_be_asked_for(world: World, header: str, status: int, content: bytes) -> None:
    application = at_work(world)
    (piece,) = add(application, world, content=b"0123456789", name="a.txt").kept
    answer = browser(world.iris).get(to("evidence_file", application, piece.pk), headers={"range": header})
    assert (answer.status_code, answer.getvalue()) == (status, content)
    if status == 206:
        assert answer["Content-Length"] == str(len(content))
        assert answer["Content-Range"].endswith("/10")


def test_a_blocked_file_is_given_to_nobody(world: World) -> None:
    application = at_work(world)
    (piece,) = add(application, world, "A1").kept
    Evidence.objects.update(scan=ScanState.INFECTED)
    answer = browser(world.fatima).get(to("evidence_file", application, piece.pk))
    assert answer.status_code == 403
    assert "geblokkeerd" in answer.content.decode()
    assert (
        "schadelijke software gevonden"
        in browser(world.fatima).get(to("work_on_dossier", application)).content.decode()
    )


def test_who_gets_a_file(world: World) -> None:
    application = at_work(world, auditor=world.aud)
    (before,) = add(application, world, "A1").kept
    names = ("fatima", "wim", "ad", "sanne", "aud", "anouk", "boris", "otto")

    def got(piece: Evidence) -> list[int]:
        answers = [browser(getattr(world, name)).get(to("evidence_file", application, piece.pk)) for name in names]
        for answer in answers:
            answer.close()
        return [answer.status_code for answer in answers]

    assert got(before) == [200, 200, 200, 200, 404, 404, 404, 404]
    submit_dossier(application, by=world.fatima, now=NOW)
    assert got(before) == [200, 200, 200, 200, 200, 404, 404, 404]
    acts.remove_evidence(before, by=world.fatima, now=NOW)
    assert got(before) == [200, 200, 200, 200, 200, 404, 404, 404]
    (after,) = add(application, world, "A1", content=b"nieuw", name="n.txt").kept
    assert got(after) == [200, 200, 200, 200, 404, 404, 404, 404]
    assert Client().get(to("evidence_file", application, before.pk)).status_code == 302


def test_an_asked_adviser_who_has_not_accepted_sees_nothing_of_the_dossier(world: World) -> None:
    application = at_work(world)
    (piece,) = add(application, world, "A1").kept
    Application.objects.update(state="requested")
    client = browser(world.ad)
    for path in (
        to("work_on_dossier", application),
        to("dossier_theme", application, "A-1"),
        to("evidence", application),
        to("use_evidence", application, piece.pk),
        to("evidence_file", application, piece.pk),
        to("differences", application),
    ):
        assert client.get(path).status_code == 403, path


# --- Handing in


def test_what_lacks_is_confirmed_before_handing_in(world: World) -> None:
    application = at_work(world)
    client = browser(world.fatima)
    path = to("submit_dossier", application)
    page = client.get(path).content.decode()
    assert "Bij 3 stellingen is er geen bewijs" in page
    answer = client.post(path, {"moves": "0"})
    assert (answer.status_code, Submission.objects.count()) == (422, 0)
    assert client.post(path, {"moves": "0", "seen": "on"}).status_code == 302
    assert Submission.objects.count() == 1
    assert client.post(path, {"moves": "0", "seen": "on"}).status_code == 409


def test_where_nothing_lacks_nothing_is_asked(world: World) -> None:
    application = at_work(world)
    add(application, world, "A1", "A4", "B1")
    client = browser(world.fatima)
    assert 'name="seen"' not in client.get(to("submit_dossier", application)).content.decode()
    assert client.post(to("submit_dossier", application), {"moves": "0"}).status_code == 302


def test_what_was_handed_in_and_what_changed_can_be_read(world: World) -> None:
    application = at_work(world, auditor=world.aud)
    (piece,) = add(application, world, "A1").kept
    assert "nog niets om te vergelijken" in browser(world.ad).get(to("differences", application)).content.decode()
    submit_dossier(application, by=world.fatima, now=NOW)
    acts.remove_evidence(piece, by=world.fatima, now=NOW)
    for name in ("wim", "ad", "aud", "sanne"):
        page = browser(getattr(world, name)).get(to("submission", application, 1)).content.decode()
        assert "beleid.pdf" in page
        assert "Staat in de statuten." in page
    page = browser(world.ad).get(to("differences", application)).content.decode()
    assert "Er is iets veranderd bij 1 stelling." in page
    assert "nog niets om te vergelijken" in browser(world.aud).get(to("differences", application)).content.decode()
    assert browser(world.aud).get(to("differences", application), {"van": "1", "naar": "werk"}).status_code == 200
    assert browser(world.ad).get(to("differences", application), {"van": "9"}).status_code == 404
    assert browser(world.ad).get(to("submission", application, 9)).status_code == 404
    answer = browser(world.aud).get(to("work_on_dossier", application))
    assert answer["Location"] == to("submission", application, 1)


# --- How much a page asks of the database


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("work_on_dossier", 12),
        ("dossier_theme", 10),
        ("evidence", 7),
        ("submission", 6),
        ("differences", 11),
        ("submit_dossier", 15),
        ("choose_evaluation", 7),
        ("pick_evidence", 10),
        ("use_evidence", 11),
    ],
)
def test_as_many_questions_to_the_database_for_200_files_as_for_one(world: World, name: str, most: int) -> None:
    small = at_work(world)
    add(small, world, "A1")
    counts = [_asked(world, small, name)]
    Application.objects.update(state="withdrawn")
    application = large(world)
    assert len(working(application).lines) >= 68
    counts.append(_asked(world, application, name))
    assert counts == [most, most]
    assert most <= 25


def _asked(world: World, application: Application, name: str) -> int:
    if name in ("submission", "differences"):
        submit_dossier(application, by=world.fatima, now=NOW)
    line = working(application).lines[0]
    holes = {"dossier_theme": [line.theme], "submission": [1], "pick_evidence": [line.code]}
    holes["use_evidence"] = [Evidence.objects.filter(application=application).first().pk]
    client = browser(world.fatima)
    path = to(name, application, *holes.get(name, []))
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)
