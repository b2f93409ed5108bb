"""The pages of this room: what goes wrong, and the style guide."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client, RequestFactory

from goedgeregeld.ui import views


class Outline(HTMLParser):
    """Headings, ids, and what a page may not have."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.refs: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if "id" in given:
            self.ids.append(given["id"])
        for name in ("for", "aria-describedby", "aria-labelledby"):
            self.refs += (given.get(name) or "").split()
        if tag == "style" or "style" in given or (tag == "script" and "src" not in given):
            self.wrong.append(self.get_starttag_text())
        self.wrong += [name for name in given if name.startswith("on")]


def request(path="/", **post):
    return RequestFactory().post(path, post) if post else RequestFactory().get(path)


PAGES = {
    "400": lambda: views.bad_request(request()),
    "403": lambda: views.forbidden(request(), PermissionDenied()),
    "404": lambda: views.not_found(request(), Http404()),
    "500": lambda: views.server_error(request()),
    "resend": lambda: views.resend(request("/x/?y=1", a="1")),
    "stijl": lambda: views.styleguide(request("/stijl/")),
}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_well_built(name):
    html = PAGES[name]().content.decode()
    outline = Outline(html)
    assert outline.levels.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(outline.levels))
    assert len(outline.ids) == len(set(outline.ids))
    assert set(outline.refs) <= set(outline.ids)
    assert not outline.wrong
    assert "data:" not in html
    assert '<html lang="nl"' in html
    assert re.search(r"<title>[^<]+ – Goed Geregeld</title>", html)


@pytest.mark.parametrize(
    ("name", "status"), [("400", 400), ("403", 403), ("404", 404), ("500", 500), ("resend", 403), ("stijl", 200)]
)
def test_status(name, status):
    assert PAGES[name]().status_code == status


@pytest.mark.parametrize("name", ["400", "403", "404", "500", "resend"])
def test_what_went_wrong_offers_one_thing_to_do(name):
    html = PAGES[name]().content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    assert main.count("utrecht-button--primary-action") == 1


def test_a_lost_token_keeps_what_was_typed():
    client = Client(enforce_csrf_checks=True)
    response = client.post("/stijl/?van=hier", {"naam": ["Jan & <Piet>", "Els"], "csrfmiddlewaretoken": "oud"})
    html = response.content.decode()
    assert response.status_code == 403
    assert "Wat je invulde staat er nog" in html
    assert 'action="/stijl/?van=hier"' in html
    assert '<input type="hidden" name="naam" value="Jan &amp; &lt;Piet&gt;">' in html
    assert '<input type="hidden" name="naam" value="Els">' in html
    assert "oud" not in re.findall(r'value="([^"]*)"', html)
    assert html.count('name="csrfmiddlewaretoken"') == 1


def test_the_fresh_token_is_good():
    client = Client(enforce_csrf_checks=True)
    html = client.post("/stijl/", {"naam": "Els"}).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
    again = client.post("/stijl/", {"naam": "Els", "csrfmiddlewaretoken": token})
    assert again.status_code == 405  # the guard let it through; this page takes no forms


def test_the_style_guide_is_not_for_search_engines(client):
    response = client.get("/stijl/")
    assert response["X-Robots-Tag"] == "noindex"
    assert 'content="noindex"' in response.content.decode()


@pytest.mark.parametrize(("asked", "given"), [("licht", "scheme-light"), ("donker", "scheme-dark"), ("x", None)])
def test_the_style_guide_shows_both_schemes(client, asked, given):
    html = client.get("/stijl/", {"schema": asked}).content.decode()
    assert (f'class="{given}"' in html) if given else ('<html lang="nl">' in html)
