"""The fees of a year, set by the office."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from goedgeregeld.events.models import Event
from keurmerk.actions.fees import set_fees
from keurmerk.figures import DEFAULT_FEES
from keurmerk.models import Fees
from keurmerk.queries.fees import fees_of
from tests.keurmerk.cast import NOW, World, browser

AMOUNTS = {"audit": Decimal("460.00"), "hourly_rate": Decimal("80.00"), "vat_percentage": Decimal(21)}


def test_a_year_without_fees_takes_the_last_before_it(world: World) -> None:
    assert fees_of(2026) == DEFAULT_FEES
    set_fees(2027, **AMOUNTS, by=world.sanne, now=NOW)
    assert fees_of(2026) == DEFAULT_FEES
    assert (fees_of(2027).audit, fees_of(2031).audit) == (Decimal("460.00"), Decimal("460.00"))
    set_fees(2027, **{**AMOUNTS, "audit": Decimal("470.00")}, by=world.stef, now=NOW)
    assert fees_of(2027).audit == Decimal("470.00")
    assert Event.objects.filter(verb="set_fees").count() == 2


@pytest.mark.parametrize("name", ["fatima", "ad", "aud"])
def test_fees_are_the_offices(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        set_fees(2027, **AMOUNTS, by=getattr(world, name), now=NOW)
    assert browser(getattr(world, name)).get(reverse("keurmerk:fees")).status_code == 404


def test_the_page_keeps_them_and_says_what_is_wrong(world: World) -> None:
    sanne, at, year = browser(world.sanne), reverse("keurmerk:fees"), timezone.localdate().year
    page = sanne.get(at).content.decode()
    assert 'value="450,00"' in page or 'value="450"' in page
    values = {"year": str(year), "audit": "465,50", "hourly_rate": "80", "vat_percentage": "21"}
    assert sanne.post(at, values).status_code == 302
    assert Fees.objects.get().audit == Decimal("465.50")
    assert "€ 465,50" in sanne.get(at).content.decode()
    for field, wrong in (("year", year - 1), ("year", year + 6), ("audit", "-1"), ("audit", "1e99"), ("audit", "veel"),
                         ("vat_percentage", "101"), ("hourly_rate", "12,345"), ("hourly_rate", "")):  # fmt: skip
        refused = sanne.post(at, {**values, field: str(wrong)})
        assert refused.status_code == 422, (field, wrong)
        assert f'href="#id_{field}"' in refused.content.decode()
    assert Fees.objects.count() == 1
