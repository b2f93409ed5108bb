"""A municipality that merged: whoever served it serves the one it went into, and the pages show that one."""

from auditors import queries
from auditors.models import Profile
from goedgeregeld.accounts.models import Municipality
from tests.auditors.cast import Network, authorised
from tests.reports.people import browser


def merged(network: Network) -> Profile:
    profile = authorised(network.ad, municipalities=[network.houten, network.utrecht])
    Municipality.objects.filter(pk=network.houten.pk).update(merged_into=network.utrecht)
    return profile


def test_the_pages_show_the_one_of_today_once(network: Network) -> None:
    merged(network)
    for client, page in (
        (browser(network.ad), "/mijn/profiel/"),
        (browser(network.sanne), "/kantoor/netwerk/"),
    ):
        shown = client.get(page).content.decode()
        assert ("Utrecht" in shown, "Houten" in shown) == (True, False), page


def test_keeping_the_form_as_it_is_loses_nothing(network: Network) -> None:
    profile = authorised(network.ad, municipalities=[network.houten])
    Municipality.objects.filter(pk=network.houten.pk).update(merged_into=network.utrecht)
    me = browser(network.ad)
    assert 'value="GM0344" checked' in me.get("/mijn/profiel/wijzigen/").content.decode()
    assert me.post("/mijn/profiel/wijzigen/", {"municipalities": ["GM0321"]}).status_code == 422
    me.post("/mijn/profiel/wijzigen/", {"municipalities": ["GM0344"]})
    assert [one.name for one in queries.places_of(Profile.objects.get(pk=profile.pk))] == ["Utrecht"]
