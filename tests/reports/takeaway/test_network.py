"""What somebody told the network goes along with their data, photo and proofs as files; and is gone once they are erased."""

import json
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from auditors import actions
from auditors.actions.trainings import Proof
from auditors.models import Absence, Photo, Pledge, Profile, Proposal, Training
from auditors.pledges import VERSION
from reports.privacy.actions import erase_person
from reports.takeaway.actions import take_person
from tests.auditors.cast import NOW, Network, authorised, make_network
from tests.goedgeregeld.uploads.making import pdf, picture
from tests.reports.privacy.scan import places_of

WORDS = "Zwaluwstaart"


@pytest.fixture
def network(db: None) -> Network:
    made = make_network()
    profile = authorised(made.ad)
    actions.keep_own(profile, {"introduction": WORDS, "languages": WORDS}, by=made.ad, now=NOW)
    photo = picture("JPEG", size=(300, 300))
    for _twice in range(2):
        actions.propose_photo(profile, BytesIO(photo), size=len(photo), by=made.ad, now=NOW)
        if not Photo.objects.exists():
            actions.approve_proposal(profile, "photo", seen=NOW, by=made.sanne, now=NOW)
    proof = Proof(BytesIO(pdf()), "diploma.pdf", len(pdf()))
    values = {"work": "adviser", "kind": "course", "title": WORDS, "followed_on": date(2026, 1, 1)}
    actions.add_training(profile, values, proof=proof, by=made.ad, now=NOW)
    actions.sign_pledge(profile, version=VERSION, name=WORDS, by=made.ad, now=NOW)
    actions.withdraw_pledge(profile, reason=WORDS, by=made.ad, now=NOW)
    actions.add_absence(profile, began_on=date(2027, 1, 1), ended_on=None, by=made.ad, now=NOW)
    return made


def test_photo_and_proofs_go_along_as_files(network: Network) -> None:
    with take_person(network.ad, now=NOW) as file, ZipFile(file) as package:
        names = {name for name in package.namelist() if name.startswith("adviseur-of-auditor/")}
        data = json.loads(package.read("gegevens.json"))
        assert package.read("adviseur-of-auditor/bewijs-01-diploma.pdf") == pdf()
    assert {name.rpartition("/")[2] for name in names} == {"foto.jpg", "voorgestelde-foto.jpg", "bewijs-01-diploma.pdf"}
    assert data["auditors.training"][0]["title"] == WORDS
    assert data["auditors.pledge"][0]["withdrawn_reason"] == WORDS
    assert "proof" not in data["auditors.training"][0]


def test_nothing_of_it_stays_when_they_are_erased(network: Network) -> None:
    assert len(places_of(WORDS)) > 4  # the scan sees it
    erase_person(network.ad, now=NOW)
    assert places_of(WORDS) == []
    assert not any(one.objects.exists() for one in (Profile, Photo, Proposal, Training, Pledge, Absence))
