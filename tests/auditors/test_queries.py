"""Who may do this work on a day, for which municipality, and what is known of them towards an organisation."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from auditors import actions, queries
from auditors.conflicts import TieFact
from auditors.models import Employer, Tie
from goedgeregeld.accounts.models import Membership
from tests.auditors.cast import NOW, TODAY, Network, authorised, is_authorised
from tests.reports.people import someone


def test_authorised_until_and_on_the_last_day(network: Network) -> None:
    authorised(network.ad, until=TODAY)
    assert is_authorised(network.ad.pk, "adviser", on=TODAY)
    assert not is_authorised(network.ad.pk, "adviser", on=date(2026, 11, 24))
    assert not is_authorised(network.ad.pk, "auditor", on=TODAY)


@pytest.mark.parametrize("gone", ["role", "account", "suspended", "ended"])
def test_not_without_role_account_or_authorisation(network: Network, gone: str) -> None:
    profile = authorised(network.ad)
    if gone == "role":
        network.ad.roles.all().delete()
    elif gone == "account":
        network.ad.is_active = False
        network.ad.save()
    elif gone == "suspended":
        actions.suspend(profile, "adviser", reason="-", by=None, now=NOW)
    else:
        actions.end(profile, "adviser", reason="-", by=None, now=NOW)
    assert not is_authorised(network.ad.pk, "adviser", on=TODAY)


def test_local_ones_first_then_nationwide_each_once(network: Network) -> None:
    authorised(network.ad, municipalities=[network.utrecht, network.houten])
    authorised(someone("Nele", "adviser"), nationwide=True, municipalities=[network.utrecht])
    authorised(someone("Els", "adviser"), municipalities=[network.houten])
    found = {
        place: [one.user.name for one in queries.advisers_serving(place, on=TODAY)]
        for place in (network.utrecht, network.houten, None)
    }
    assert found == {network.utrecht: ["Ad", "Nele"], network.houten: ["Ad", "Els", "Nele"], None: ["Nele"]}


def test_municipalities_that_merged_are_one(network: Network) -> None:
    network.houten.merged_into, network.houten.ended_on = network.utrecht, TODAY
    network.houten.save()
    authorised(network.ad, municipalities=[network.houten])
    authorised(someone("Els", "adviser"), municipalities=[network.utrecht])
    for place in (network.utrecht, network.houten):
        assert [one.user.name for one in queries.advisers_serving(place, on=TODAY)] == ["Ad", "Els"]


def test_what_is_known_towards_an_organisation(network: Network) -> None:
    centre = Employer.objects.create(name="VC Utrecht", organisation=network.bank)
    ad = authorised(network.ad, employer=centre)
    aud = authorised(network.aud, "auditor")
    Tie.objects.create(profile=aud, organisation=network.bank, kind="board", ended_on=TODAY)
    Tie.objects.create(employer=centre, organisation=network.bank, kind="member")
    Tie.objects.create(profile=aud, organisation=network.zuid, kind="board")
    Membership.objects.create(user=network.aud, organisation=network.bank, right="reader", since=NOW)
    handled = queries.Handled(advisers=frozenset({network.ad.pk}), adviser_employers=frozenset({centre.pk}))
    with CaptureQueriesContext(connection) as asked:
        found = queries.conflict_facts([ad, aud], network.bank, handled)
    assert len(asked) == 2
    assert found[network.ad.pk].ties == (TieFact("member", None, of_employer=True),)
    assert found[network.ad.pk].employer_is_organisation
    assert found[network.aud.pk].ties == (TieFact("board", TODAY),)
    assert found[network.aud.pk].is_member_here
    assert found[network.aud.pk].adviser_employers == {centre.pk}


def test_the_list_finds_by_name_address_and_employer(network: Network) -> None:
    authorised(network.ad, employer_name="VC Utrecht", volunteer_centre=True)
    assert {one.name for one in queries.network()} == {"Ad", "Aud"}
    for words in ("ad@", "vc utr", "Ad"):
        assert [one.name for one in queries.network(words)] == ["Ad"]
