"""Who may open what: every address of an evaluation, by everybody and by every method."""

from uuid import uuid4

import pytest

from selfeval import actions
from selfeval.urls.evaluation import urlpatterns
from tests.selfeval.actions.history import everything
from tests.selfeval.cast import NOW, SMALL, started
from tests.selfeval.views.pages import url

READ, WRITE, BOTH = ("GET",), ("POST",), ("GET", "POST")
PAGES = {
    "overview": (READ, ()),
    "profile": (BOTH, ()),
    "route": (BOTH, ()),
    "theme": (BOTH, ("A-1",)),
    "save": (WRITE, ("A-1",)),
    "check": (READ, ()),
    "complete": (WRITE, ()),
    "completed": (READ, ()),
    "copy": (WRITE, ()),
    "repeat": (WRITE, ()),
    "sheet": (BOTH, ()),
    "link": (READ, ()),
    "mail_link": (WRITE, ()),
    "withdraw_links": (WRITE, ()),
    "rate_statement": (BOTH, ("A1",)),
    "keeping": (BOTH, ()),
    "keep": (WRITE, ()),
}
EVERY = [(name, method, more) for name, (methods, more) in PAGES.items() for method in methods]
REFUSED = [
    (name, method, more)
    for name, (methods, more) in PAGES.items()
    for method in ("GET", "POST", "PUT", "DELETE", "PATCH")
    if method not in methods
]


def test_every_address_of_an_evaluation_is_in_this_table():
    """But for claiming, which asks who one is first: see tests/selfeval/test_claim.py."""
    assert {*PAGES, "claim"} == {one.name for one in urlpatterns if "<uuid:pk>" in str(one.pattern)}


@pytest.mark.parametrize(("name", "method", "more"), EVERY)
def test_a_stranger_finds_nothing_and_changes_nothing(evaluation, fatima, boris, name, method, more):
    before = everything()
    response = boris.generic(method, url(name, evaluation, *more))

    assert response.status_code == 404
    assert b"De Brug" not in response.content
    assert everything() == before


@pytest.mark.parametrize(("name", "method", "more"), EVERY)
def test_who_holds_a_link_to_another_evaluation_is_a_stranger_here(version, evaluation, opened, name, method, more):
    theirs = started(version, SMALL, "Boris")
    assert opened(theirs).generic(method, url(name, evaluation, *more)).status_code == 404


@pytest.mark.parametrize(("name", "method", "more"), EVERY)
def test_an_evaluation_that_does_not_exist_looks_the_same(evaluation, fatima, name, method, more):
    missing = type(evaluation)(pk=uuid4())
    response = fatima.generic(method, url(name, missing, *more))

    assert response.status_code == 404


@pytest.mark.parametrize(("name", "method", "more"), EVERY)
def test_a_withdrawn_link_opens_nothing_any_more(evaluation, wim, name, method, more):
    actions.withdraw_links(evaluation, now=NOW)

    assert wim.generic(method, url(name, evaluation, *more)).status_code == 404


@pytest.mark.parametrize(("name", "method", "more"), EVERY)
def test_whoever_holds_the_link_gets_an_answer(evaluation, fatima, name, method, more):
    assert fatima.generic(method, url(name, evaluation, *more)).status_code in {200, 302, 409, 422}


@pytest.mark.parametrize(("name", "method", "more"), [one for one in EVERY if one[1] == "GET"])
def test_also_when_it_is_completed(done, opened, name, method, more):
    assert opened(done).get(url(name, done, *more)).status_code in {200, 302}


@pytest.mark.parametrize(("name", "method", "more"), REFUSED)
def test_another_method_is_refused(evaluation, fatima, name, method, more):
    before = everything()

    assert fatima.generic(method, url(name, evaluation, *more)).status_code == 405
    assert everything() == before


@pytest.mark.parametrize("name", ["theme", "save", "rate_statement"])
@pytest.mark.parametrize("code", ["Z-9", "Z9", "a-1", "A-1 ", "A\x00", "<script>"])
def test_a_theme_or_statement_that_does_not_exist_is_404(evaluation, fatima, name, code):
    before = everything()

    assert fatima.post(url(name, evaluation, code), {"opinion": "unclear"}).status_code == 404
    assert everything() == before


@pytest.mark.parametrize("path", ["/zelfevaluatie/geen-nummer/", "/zelfevaluatie/1/", "/bestaat/niet/"])
def test_an_address_that_is_none_is_404(boris, path):
    assert boris.get(path).status_code == 404
