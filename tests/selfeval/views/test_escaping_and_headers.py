"""What people type is shown as text, and every page goes out with the headers that keep it safe."""

import pytest
from django.urls import reverse

from selfeval import actions
from selfeval.models import Evaluation
from tests.selfeval.cast import NOW, entry, later, save, sent, started
from tests.selfeval.views.pages import LARGE_FIELDS, typed, url

EVIL = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>{{ 7|add:7 }}</textarea>"


def pages(browser, evaluation):
    """Every page somebody may see of this evaluation, by name."""
    yield from (
        (name, browser.get(url(name, evaluation, *more), follow=True))
        for name, more in {
            "overview": (),
            "profile": (),
            "route": (),
            "theme": ("A-1",),
            "check": (),
            "completed": (),
            "sheet": (),
            "link": (),
            "rate_statement": ("A1",),
        }.items()
    )
    yield "home", browser.get(reverse("selfeval:home"))


def assert_escaped(name, response):
    html = response.content.decode()
    assert "<script>alert" not in html, name
    assert "<img src=x" not in html, name
    assert "14" not in html.partition("{{ 7")[0][-3:], name


@pytest.fixture
def evil(version, opened):
    evaluation = started(version, name=EVIL)
    save(evaluation, A1=entry(1, remark=EVIL), A2=entry("nvt", EVIL, EVIL), A4=1, B1=1)
    return evaluation, opened(evaluation)


def test_on_every_page_of_an_open_evaluation(evil):
    evaluation, browser = evil
    seen = 0
    for name, response in pages(browser, evaluation):
        assert_escaped(name, response)
        seen += "&lt;script&gt;alert" in response.content.decode()
    assert seen >= 4  # overview, profile, theme, check, home


def test_on_every_page_of_a_completed_one_and_in_its_report(evil):
    evaluation, browser = evil
    actions.complete(evaluation, now=later(3))
    for name, response in pages(browser, evaluation):
        assert_escaped(name, response)
    report = browser.get(reverse("reports:report", args=[evaluation.pk]))
    assert_escaped("report", report)
    assert b"&lt;script&gt;alert" in report.content


def test_in_messages_errors_and_what_is_carried_along(evil, boris):
    evaluation, browser = evil
    wim = {"A1": entry(2, remark=EVIL + "2")}
    actions.save_answers(evaluation, sent({"A1": entry(1, remark=EVIL)}, **wim), device="wim", now=later(2))
    responses = {
        "replaced": browser.post(url("theme", evaluation, "A-1"), typed(A1="3"), follow=True),
        "errors": browser.post(url("theme", evaluation, "A-1"), {"A2-was": EVIL, "A2": EVIL, "A2-opmerking": EVIL}),
        "lost": boris.post(url("theme", evaluation, "A-1"), {EVIL: EVIL, "A1": EVIL}),
        "lost address": boris.post(f"/{EVIL}/", {"A1": EVIL}),
        "paste": boris.post(reverse("selfeval:paste"), {"link": EVIL, "verder-naar": EVIL, EVIL: EVIL}),
        "profile": browser.post(url("profile", evaluation), {**LARGE_FIELDS, "volunteers": EVIL}),
        "mail": browser.post(url("mail_link", evaluation), {"email": EVIL}),
        "opinion": browser.post(url("rate_statement", evaluation, "A1"), {"comment": EVIL}),
    }
    actions.complete(evaluation, now=later(5))
    responses["refused"] = browser.post(url("theme", evaluation, "A-1"), {**typed(A1="1"), "A1-opmerking": EVIL})
    for name, response in responses.items():
        assert_escaped(name, response)
        assert b"&lt;script&gt;alert" in response.content, name


def test_on_the_page_that_was_too_old(evaluation, opened):
    response = opened(evaluation, enforce_csrf_checks=True).post(
        url("theme", evaluation, "A-1") + "?x=" + EVIL, {EVIL: EVIL}
    )

    assert response.status_code == 403
    assert_escaped("resend", response)


# --- Headers --------------------------------------------------------------------------------------------------------------


def test_every_page_is_closed_to_what_is_not_ours(evaluation, fatima):
    for name, response in pages(fatima, evaluation):
        policy = dict(part.strip().partition(" ")[::2] for part in response["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == "'none'", name
        assert policy["frame-ancestors"] == "'none'", name
        assert policy["form-action"] == "'self'", name
        assert policy["base-uri"] == "'none'", name
        assert not any(word in response["Content-Security-Policy"] for word in ("unsafe", "*", "data:", "http")), name
        assert response["X-Frame-Options"] == "DENY", name
        assert response["X-Content-Type-Options"] == "nosniff", name
        assert response["Referrer-Policy"] == "same-origin", name
        assert response["Cross-Origin-Opener-Policy"] == "same-origin", name


def test_no_page_of_an_evaluation_is_kept_by_a_browser_or_a_proxy(evaluation, fatima, done, opened):
    for browser, one in ((fatima, evaluation), (opened(done), done)):
        for name, response in pages(browser, one):
            assert {"no-store", "private"} <= set(response["Cache-Control"].split(", ")), name


def test_the_address_with_the_secret_is_not_kept_either(evaluation, boris):
    token = actions.issue_link(evaluation, now=NOW)

    assert "no-store" in boris.get(reverse("selfeval:resume", args=[token]))["Cache-Control"]


def test_cookies_are_for_us_alone(evaluation, fatima):
    fatima.get(url("overview", evaluation))
    fatima.get(url("check", evaluation))
    fatima.get(url("link", evaluation))
    session, csrf = fatima.cookies["sessionid"], fatima.cookies["csrftoken"]

    for cookie in (session, csrf):
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
    assert session["max-age"] == 60 * 60 * 24 * 90
    assert Evaluation.objects.count() == 1
