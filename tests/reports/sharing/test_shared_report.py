"""What a link to a report opens: the report, and nothing else; and what it says when it stopped working."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from selfeval.actions import share_report, withdraw_share
from selfeval.models import Evaluation, ShareLink

Make = Callable[..., Evaluation]


@pytest.fixture
def shared(evaluation_of: Make) -> tuple[ShareLink, str]:
    now = timezone.now()
    until = timezone.localdate(now) + timedelta(days=7)
    return share_report(evaluation_of(remark="Zie de statuten."), label="Raad", until=until, by=None, now=now)


def open_it(token: str, name: str = "shared_report", *rest: str) -> object:
    return Client().get(reverse(f"reports:{name}", args=[token, *rest]))


def test_it_shows_the_report_and_keeps_out_of_caches_and_search_engines(shared: tuple[ShareLink, str]) -> None:
    link, token = shared
    answer = open_it(token)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "De Kromme Elleboog deelt dit rapport met je" in page
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "sessionid" not in answer.cookies
    assert str(link.evaluation_id) not in page  # no way into the evaluation itself


def test_the_pdf_and_the_charts_come_along(shared: tuple[ShareLink, str]) -> None:
    _link, token = shared
    pdf, chart = open_it(token, "shared_pdf"), open_it(token, "shared_chart", "radar", "light")
    assert pdf.content.startswith(b"%PDF")
    assert chart["Content-Type"] == "image/svg+xml"
    assert "no-store" in pdf["Cache-Control"]
    assert "no-store" in chart["Cache-Control"]
    assert open_it(token, "shared_chart", "taart", "light").status_code == 404


def test_the_day_it_was_opened_is_kept_and_nothing_of_who_did(shared: tuple[ShareLink, str]) -> None:
    link, token = shared
    Client().head(reverse("reports:shared_report", args=[token]))
    link.refresh_from_db()
    assert link.opened_on is None
    open_it(token)
    link.refresh_from_db()
    assert link.opened_on == timezone.localdate()


def test_a_withdrawn_link_says_so_on_every_page(shared: tuple[ShareLink, str]) -> None:
    link, token = shared
    withdraw_share(link, by=None, now=timezone.now())
    for name, *rest in (("shared_report",), ("shared_pdf",), ("shared_chart", "radar", "light")):
        answer = open_it(token, name, *rest)
        assert answer.status_code == 410
        assert "heeft de link ingetrokken" in answer.content.decode()
        assert "De Kromme Elleboog" not in answer.content.decode()


def test_one_whose_time_is_over_says_until_when_it_was(shared: tuple[ShareLink, str]) -> None:
    link, token = shared
    ShareLink.objects.filter(pk=link.pk).update(until=timezone.localdate() - timedelta(days=1))
    answer = open_it(token)
    assert answer.status_code == 410
    assert "Hij werkte tot en met" in answer.content.decode()


def test_an_erased_evaluation_takes_its_links_along(shared: tuple[ShareLink, str]) -> None:
    link, token = shared
    link.evaluation.delete()
    assert open_it(token).status_code == 404
