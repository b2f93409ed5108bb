"""The inventory of pages knows every address there is, so that no page stays out of sight of the browser tests."""

from django.urls import URLPattern, URLResolver, get_resolver

from tests.e2e import pages
from tests.e2e.doors import BEHIND_A_DOOR


def addresses(resolver: URLResolver) -> set[str]:
    """The names of all addresses of the product itself; the admin is Django's."""
    found: set[str] = set()
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            found |= addresses(one) if one.app_name != "admin" else set()
        elif isinstance(one, URLPattern):
            assert one.name, f"{one.pattern} heeft geen naam"
            found.add(one.name)
    return found


def test_every_address_is_in_the_inventory() -> None:
    listed = {page.address for page in pages.PAGES if page.address}
    known = listed | pages.PICTURES_AND_FILES | pages.ONLY_SENT_TO | pages.LEADS_ON | BEHIND_A_DOOR
    assert addresses(get_resolver()) - known == set(), "voeg ze toe aan tests/e2e/pages.py"
    assert known - addresses(get_resolver()) == set(), "deze bestaan niet meer"


def test_every_page_has_a_name_of_its_own() -> None:
    names = [page.name for page in pages.PAGES]
    assert len(names) == len(set(names))
