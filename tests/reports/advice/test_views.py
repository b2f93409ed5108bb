"""The report on screen, its downloads, its charts, and who may see them."""

import gzip
from collections.abc import Callable
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from goedgeregeld.events.models import Event
from reports.models import Drawing
from selfeval.models import Evaluation, ReportFeedback

Make = Callable[..., Evaluation]
PAGES = ("report", "report_pdf", "report_excel")


def test_report_tells_the_result(client: Client, evaluation_of: Make) -> None:
    response = client.get(reverse("reports:report", args=[evaluation_of().pk]))
    page = response.content.decode()
    assert response.status_code == 200
    assert "Adviesrapport De Kromme Elleboog" in page
    assert "Jullie score is 66,7%: 66,7 van de 100 punten." in page
    assert page.count("<dt>Hoeveel werk:</dt>") == 5


@pytest.mark.parametrize("star", [True, False])
def test_report_costs_few_queries_and_few_bytes(
    client: Client, evaluation_of: Make, django_assert_num_queries: Callable[..., object], star: bool
) -> None:
    url = reverse("reports:report", args=[evaluation_of(star=star, level=1).pk])
    client.get(url)
    with django_assert_num_queries(6):
        response = client.get(url)
    assert len(gzip.compress(response.content)) < 30_000


@pytest.mark.parametrize("name", PAGES)
def test_strangers_get_404(evaluation_of: Make, name: str) -> None:
    evaluation = evaluation_of()
    assert Client().get(reverse(f"reports:{name}", args=[evaluation.pk])).status_code == 404
    assert Client().get(reverse("reports:report_chart", args=[evaluation.pk, "radar", "light"])).status_code == 404
    assert Client().post(reverse("reports:rate_report", args=[evaluation.pk]), {"helped": "yes"}).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_unknown_gets_404(client: Client, db: None, name: str) -> None:
    assert client.get(reverse(f"reports:{name}", args=[uuid4()])).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_not_completed_goes_back_to_the_overview(client: Client, evaluation_of: Make, name: str) -> None:
    evaluation = evaluation_of(completed=False)
    response = client.get(reverse(f"reports:{name}", args=[evaluation.pk]))
    assert (response.status_code, response.url) == (302, reverse("selfeval:overview", args=[evaluation.pk]))


def test_pdf_draws_its_charts_once(
    client: Client, evaluation_of: Make, django_assert_max_num_queries: Callable[..., object]
) -> None:
    url = reverse("reports:report_pdf", args=[evaluation_of().pk])
    first = client.get(url)
    assert first["Content-Disposition"] == 'attachment; filename="goed-geregeld-de-kromme-elleboog-2026-11-23.pdf"'
    assert Drawing.objects.count() == 2
    with django_assert_max_num_queries(9):
        second = client.get(url)
    assert second.content == first.content
    assert Drawing.objects.count() == 2
    assert Event.objects.filter(verb="download_report").count() == 1


def test_excel_opens(client: Client, evaluation_of: Make) -> None:
    response = client.get(reverse("reports:report_excel", args=[evaluation_of(remark="=1+1").pk]))
    assert response["Content-Disposition"].endswith('2026-11-23.xlsx"')
    book = load_workbook(BytesIO(response.content))
    assert book.sheetnames == ["Samenvatting", "Thema's", "Stellingen", "Wat eerst"]


def test_chart_is_kept_by_the_browser_and_cannot_do_anything(client: Client, evaluation_of: Make) -> None:
    url = reverse("reports:report_chart", args=[evaluation_of().pk, "radar", "dark"])
    response = client.get(url)
    assert response["Content-Type"] == "image/svg+xml"
    policy = set(response["Content-Security-Policy"].split("; "))
    assert policy == {"default-src 'none'", "style-src 'unsafe-inline'"}
    assert response["Cache-Control"] == "private, max-age=3600"
    assert client.get(url, headers={"if-none-match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize("which", [["pie", "light"], ["radar", "pink"]])
def test_unknown_chart_is_404(client: Client, evaluation_of: Make, which: list[str]) -> None:
    assert client.get(reverse("reports:report_chart", args=[evaluation_of().pk, *which])).status_code == 404


def test_opinion_is_kept(client: Client, evaluation_of: Make) -> None:
    evaluation = evaluation_of()
    url = reverse("reports:rate_report", args=[evaluation.pk])
    response = client.post(url, {"helped": "somewhat", "comment": "Korter mag."})
    assert (response.status_code, response.url) == (302, reverse("reports:report", args=[evaluation.pk]))
    kept = ReportFeedback.objects.get(evaluation=evaluation)
    assert (kept.helped, kept.comment) == ("somewhat", "Korter mag.")


def test_opinion_without_an_answer_is_asked_again(client: Client, evaluation_of: Make) -> None:
    response = client.post(reverse("reports:rate_report", args=[evaluation_of().pk]), {"comment": "x"})
    assert response.status_code == 422
    assert not ReportFeedback.objects.exists()
