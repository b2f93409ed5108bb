"""Acts on the network: only the office's, each where the authorisation allows it, and written down."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from auditors import actions
from auditors.models import Authorisation, Employer, Profile, Tie
from goedgeregeld.events.models import Event
from tests.auditors.cast import LATER, NOW, TODAY, Network, authorised

Act = Callable[[Profile, Any], object]
ACTS: dict[str, Act] = {
    "keep_profile": lambda one, by: actions.keep_profile(one.user, {"nationwide": True}, by=by, now=NOW),
    "authorise": lambda one, by: actions.authorise(one, "adviser", until=LATER, by=by, now=NOW),
    "suspend": lambda one, by: actions.suspend(one, "adviser", reason="Klacht.", by=by, now=NOW),
    "end": lambda one, by: actions.end(one, "adviser", reason="Andere baan.", by=by, now=NOW),
    "start_training": lambda one, by: actions.start_training(one, "auditor", by=by, now=NOW),
    "reinstate": lambda one, by: actions.reinstate(one, "adviser", by=by, now=NOW),
    "remove_tie": lambda one, by: actions.remove_tie(one, 1, by=by, now=NOW),
}


@pytest.mark.parametrize("name", sorted(ACTS))
@pytest.mark.parametrize("who", ["ad", "aud", "fatima"])
def test_only_the_office(network: Network, name: str, who: str) -> None:
    profile = authorised(network.ad)
    before = Event.objects.count()
    with pytest.raises(PermissionDenied):
        ACTS[name](profile, getattr(network, who))
    assert Event.objects.count() == before


@pytest.mark.parametrize("name", ["keep_profile", "authorise", "suspend", "end", "start_training"])
def test_the_office_does_and_it_is_written_down(network: Network, name: str) -> None:
    ACTS[name](authorised(network.ad), network.sanne)
    assert Event.objects.order_by("-pk").values_list("verb", "actor")[0] == (name, network.sanne.pk)


def test_the_way_of_an_authorisation(network: Network) -> None:
    profile = actions.keep_profile(network.ad, {}, by=network.sanne, now=NOW)
    stands = []
    for act in ("start_training", "authorise", "suspend", "reinstate", "end", "authorise"):
        extra: dict[str, Any] = {"until": LATER} if act == "authorise" else {}
        extra |= {"reason": "Daarom."} if act in ("suspend", "end") else {}
        one = getattr(actions, act)(profile, "adviser", by=network.sanne, now=NOW, **extra)
        stands.append((one.state, one.reason))
    assert stands == [
        ("in_training", ""),
        ("authorised", ""),
        ("suspended", "Daarom."),
        ("authorised", ""),
        ("ended", "Daarom."),
        ("authorised", ""),
    ]


def test_what_does_not_fit_is_refused_in_words(network: Network) -> None:
    profile = authorised(network.ad)
    with pytest.raises(actions.WrongState, match="geautoriseerd"):
        actions.reinstate(profile, "adviser", by=network.sanne, now=NOW)
    with pytest.raises(actions.WrongState, match="kandidaat"):
        actions.suspend(profile, "auditor", reason="-", by=network.sanne, now=NOW)
    assert not Authorisation.objects.filter(work="auditor").exists()


def test_an_employer_is_made_once(network: Network) -> None:
    for user, name in ((network.ad, "VC Utrecht"), (network.aud, " vc  utrecht ")):
        values = {"employer_name": name, "volunteer_centre": True}
        actions.keep_profile(user, values, by=network.sanne, now=NOW)
    assert Employer.objects.get().volunteer_centre
    actions.keep_profile(network.ad, {"employer_name": "", "volunteer_centre": False}, by=network.sanne, now=NOW)
    assert Profile.objects.get(user=network.ad).employer is None
    assert Employer.objects.count() == 1


def test_what_is_not_given_stays(network: Network) -> None:
    actions.keep_profile(network.ad, {"municipalities": [network.utrecht], "hourly_rate": 60}, by=None, now=NOW)
    actions.keep_profile(network.ad, {"nationwide": True}, by=None, now=NOW)
    profile = Profile.objects.get()
    assert (profile.nationwide, profile.hourly_rate, list(profile.municipalities.all())) == (
        True,
        60,
        [network.utrecht],
    )


def test_ties_of_a_person_and_of_an_employer(network: Network) -> None:
    profile = authorised(network.ad)
    values = {"organisation": network.bank, "kind": "board", "ended_on": TODAY}
    own = actions.add_tie(profile, values, by=network.sanne, now=NOW)
    with pytest.raises(actions.WrongState, match="geen werkgever"):
        actions.add_tie(profile, values, of_employer=True, by=network.sanne, now=NOW)
    profile.employer = Employer.objects.create(name="VC Utrecht")
    profile.save()
    shared = actions.add_tie(profile, values, of_employer=True, by=network.sanne, now=NOW)
    assert (own.profile, own.employer, shared.profile, shared.employer) == (profile, None, None, profile.employer)
    for tie in (own, shared):
        actions.remove_tie(profile, tie.pk, by=network.sanne, now=NOW)
    assert not Tie.objects.exists()
    with pytest.raises(actions.WrongState, match="niet \\(meer\\)"):
        actions.remove_tie(profile, own.pk, by=network.sanne, now=NOW)


def test_not_a_tie_of_somebody_else(network: Network) -> None:
    other = authorised(network.aud, "auditor")
    tie = actions.add_tie(other, {"organisation": network.bank, "kind": "board"}, by=None, now=NOW)
    with pytest.raises(actions.WrongState):
        actions.remove_tie(authorised(network.ad), tie.pk, by=network.sanne, now=NOW)
    assert Tie.objects.exists()
