"""How many queries a page costs: literal numbers, the same for one statement, theme or evaluation as for more.

Transaction control counts too: in a test a transaction is a savepoint, so a POST counts the two a real one has.
"""

from secrets import token_hex

import pytest
from django.test import Client
from django.urls import reverse

from selfeval import actions
from selfeval.models import Answer, Overwrite
from tests.selfeval.cast import LARGE, NOW, entry, loaded, save, started, wide_file
from tests.selfeval.views.pages import typed, url

SIZES = [(1, 1), (3, 1), (30, 1), (3, 3)]


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]} statements, {size[1]} themes")
def wide(request, db, opened):
    """An evaluation of so many statements and themes, half of them answered by another device; and Fatima's browser."""
    count, themes = request.param
    evaluation = started(loaded(wide_file(count, themes)), LARGE)
    save(evaluation, **{f"A{n}": 1 for n in range(1, count * themes + 1)})
    browser = opened(evaluation)
    browser.get(url("theme", evaluation, "A-1"))
    codes = [f"A{n}" for n in range(1, count + 1)]
    return evaluation, browser, codes


@pytest.mark.parametrize(("page", "more", "count"), [("theme", ("A-1",), 3), ("overview", (), 3), ("check", (), 4)])
def test_looking(wide, django_assert_num_queries, page, more, count):
    evaluation, browser, _codes = wide
    with django_assert_num_queries(count):
        assert browser.get(url(page, evaluation, *more)).status_code == 200


def test_telling_of_what_was_replaced_costs_one_more(wide, django_assert_num_queries):
    evaluation, browser, codes = wide
    browser.post(url("theme", evaluation, "A-1"), typed(seen(codes), **dict.fromkeys(codes, "3")))
    save(evaluation, **dict.fromkeys(codes, 2))  # by another device, without having seen it
    with django_assert_num_queries(4):
        page = browser.get(url("theme", evaluation, "A-1"))
    assert page.content.count(b'class="replaced"') == len(codes)


def seen(codes):
    """The marks of a page that shows what stands there."""
    return dict.fromkeys(codes, entry(1).mark)


def test_saving_a_theme(wide, django_assert_num_queries):
    evaluation, browser, codes = wide
    with django_assert_num_queries(9):
        fields = typed(seen(codes), **dict.fromkeys(codes, "3"))
        assert browser.post(url("theme", evaluation, "A-1"), fields).status_code == 302
    assert Answer.objects.filter(level=3).count() == len(codes)


def test_having_been_told_of_what_was_replaced_costs_one_more(wide, django_assert_num_queries):
    evaluation, browser, codes = wide
    with django_assert_num_queries(10):
        fields = {**typed(seen(codes), **dict.fromkeys(codes, "3")), "gezien": "1 2 3"}
        browser.post(url("theme", evaluation, "A-1"), fields)


@pytest.mark.parametrize("told", ["", "1 2 3"])
def test_replacing_what_others_entered_costs_one_more_for_keeping_it(wide, django_assert_num_queries, told):
    evaluation, browser, codes = wide
    save(evaluation, **{code: entry(1, remark=token_hex(2000)) for code in codes})  # no cookie could hold these
    with django_assert_num_queries(10):
        fields = {**typed(**dict.fromkeys(codes, "2")), "gezien": told}
        browser.post(url("theme", evaluation, "A-1"), fields)
    assert Overwrite.objects.count() == len(codes)


def test_saving_one_statement(wide, django_assert_num_queries):
    evaluation, browser, codes = wide
    with django_assert_num_queries(9):
        fields = typed(seen(codes), **{codes[0]: "3"})
        assert browser.post(url("save", evaluation, "A-1"), fields).status_code == 200


def test_nothing_new_to_save_costs_no_write(wide, django_assert_num_queries):
    evaluation, browser, _codes = wide
    with django_assert_num_queries(6):
        assert browser.post(url("theme", evaluation, "A-1"), {}).status_code == 302


@pytest.mark.parametrize("evaluations", [1, 3])
def test_home(version, opened, django_assert_num_queries, evaluations):
    browser = Client()
    for _ in range(evaluations):
        browser.get(reverse("selfeval:resume", args=[actions.issue_link(started(version), now=NOW)]))
    with django_assert_num_queries(3):
        assert browser.get(reverse("selfeval:home")).content.count(b"De Brug") == evaluations


def test_home_for_a_stranger(version, boris, django_assert_num_queries):
    with django_assert_num_queries(1):
        boris.get(reverse("selfeval:home"))
