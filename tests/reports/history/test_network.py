"""The history of somebody as adviser or auditor: for themselves and for the office."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from auditors import actions
from tests.auditors.cast import LATER, NOW, Network, authorised, make_network
from tests.reports.people import browser


@pytest.fixture
def network(db: None) -> Network:
    return make_network()


def test_everything_that_happened_to_somebody_in_the_network(network: Network) -> None:
    profile = authorised(network.ad)
    actions.suspend(profile, "adviser", reason="Klacht.", by=network.sanne, now=NOW)
    actions.keep_own(profile, {"introduction": "Dag."}, by=network.ad, now=NOW)
    authorised(network.aud, "auditor")
    page = f"/geschiedenis/netwerk/{network.ad.pk}/"
    for client in (browser(network.ad), browser(network.sanne)):
        shown = client.get(page).content.decode()
        assert "Sanne heeft de autorisatie van Ad als adviseur geschorst." in shown
        assert "Ad heeft de tekst over zichzelf ter goedkeuring voorgelegd." in shown
        assert "Klacht" not in shown
        assert "Aud" not in shown
    assert [browser(who).get(page).status_code for who in (network.aud, network.fatima)] == [404, 404]
    assert browser(network.sanne).get(f"/geschiedenis/netwerk/{network.fatima.pk}/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_however_much_happened(network: Network, number: int) -> None:
    profile = authorised(network.ad)
    for _each in range(number):
        actions.authorise(profile, "adviser", until=LATER, by=network.sanne, now=NOW)
    client = browser(network.ad)
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/geschiedenis/netwerk/{network.ad.pk}/")
    assert len(asked) == 7
