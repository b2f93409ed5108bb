"""load_instrument."""

import pytest

from goedgeregeld.accounts.models import User
from goedgeregeld.events.models import Event
from selfeval import actions, queries
from selfeval.instruments.yaml_file import fingerprint
from selfeval.models import InstrumentVersion
from tests.raw_instrument import instrument_of, part, raw, statement
from tests.selfeval.actions.history import happened, verbs
from tests.selfeval.cast import NOW, later, loaded, started

pytestmark = pytest.mark.django_db


def file(text="Stelling A1.", **fields):
    return raw(part("A", [{**statement("A1", starred=True), "text": text}]), **fields)


def test_a_version_is_kept_whole_under_its_seal():
    version = loaded(file(), publish=False)

    assert queries.instrument_of(version) == instrument_of(file())
    assert version.sha256 == fingerprint(instrument_of(file()))
    assert (version.published_at, version.loaded_at) == (None, NOW)
    assert happened(version) == [("load", {"sha256": version.sha256})]


def test_publishing_opens_it_for_use_and_says_by_whom():
    staff = User.objects.create_user("office@example.org")
    version = actions.load_instrument(instrument_of(file()), publish=True, by=staff, now=NOW)

    assert queries.current_version() == version
    assert verbs(version) == ["load", "publish"]
    assert set(Event.objects.values_list("actor", flat=True)) == {staff.pk}


def test_a_draft_is_not_used():
    loaded(file(), publish=False)

    assert queries.current_version() is None


def test_a_draft_may_be_replaced():
    loaded(file(), publish=False)
    version = loaded(file("Beter gezegd."), publish=False, now=later(5))

    assert InstrumentVersion.objects.get() == version
    assert queries.instrument_of(version).statements[0].text == "Beter gezegd."
    assert version.loaded_at == later(5)
    assert verbs(version) == ["load", "load"]


@pytest.mark.parametrize("publish", [True, False])
def test_loading_the_same_again_changes_nothing(publish):
    first = loaded(file())
    again = loaded(file(), publish=publish, now=later(5))

    assert InstrumentVersion.objects.values().get() == InstrumentVersion.objects.filter(pk=first.pk).values().get()
    assert (again.loaded_at, again.published_at) == (NOW, NOW)
    assert verbs(first) == ["load", "publish"]


def test_a_published_version_is_never_changed():
    first = loaded(file())
    with pytest.raises(actions.PublishedVersionDiffers, match="al in gebruik"):
        loaded(file("Anders."), publish=True)

    assert InstrumentVersion.objects.get().sha256 == first.sha256
    assert verbs(first) == ["load", "publish"]


def test_nor_is_a_draft_with_which_an_evaluation_was_made():
    version = loaded(file(), publish=False)
    started(version)
    with pytest.raises(actions.PublishedVersionDiffers):
        loaded(file("Anders."), publish=False)

    assert InstrumentVersion.objects.get().sha256 == version.sha256


def test_the_last_published_version_is_the_current_one_and_the_older_one_stays():
    old = loaded(file())
    new = loaded(file("Beter.", version="2027.1"), now=later(5))

    assert queries.current_version() == new
    assert queries.find_version("proef", "2026.1") == old
    assert queries.find_version("proef") == new


def test_an_evaluation_keeps_the_version_it_was_made_with():
    evaluation = started(loaded(file()))
    loaded(file("Beter.", version="2027.1"), now=later(5))

    evaluation.refresh_from_db()
    assert queries.instrument_of(evaluation.instrument_version).statements[0].text == "Stelling A1."
