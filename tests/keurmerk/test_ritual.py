"""What every act on an application goes through: permission, state, a page that is not stale; and what it leaves behind."""

from datetime import date

import pytest

from goedgeregeld.events.models import Event
from keurmerk.actions.ritual import NotPermitted, WrongState, acting
from keurmerk.models import Application
from keurmerk.states import Verb
from tests.keurmerk.cast import NOW, World


def accept(application: Application, by: object, moves: int | None = None) -> None:
    with acting(application, Verb.ACCEPT, by=by, now=NOW, moves=moves):
        pass


def test_an_act_moves_the_machine_and_is_written_down(world: World) -> None:
    application = world.application()
    accept(application, world.ad)
    now = Application.objects.get()
    assert (now.state, now.moves, now.state_since) == ("intake", 1, NOW)
    assert now.due_on > date(2026, 12, 31)  # forty working days later
    assert list(Event.objects.filter(object_type="keurmerk.application").values_list("verb", "actor")) == [
        ("accept", world.ad.pk)
    ]


@pytest.mark.parametrize("name", ["anouk", "aud", "fatima", "boris", "sanne"])
def test_only_who_may(world: World, name: str) -> None:
    application = world.application()
    with pytest.raises(NotPermitted):
        accept(application, getattr(world, name))
    assert Application.objects.get().state == "requested"


def test_a_second_press_finds_another_state(world: World) -> None:
    application = world.application()
    accept(application, world.ad)
    with pytest.raises(WrongState, match="intake"):
        accept(application, world.ad)
    assert Application.objects.get().moves == 1


def test_a_stale_page_is_refused(world: World) -> None:
    application = world.application(moves=3)
    with pytest.raises(WrongState, match="intussen"):
        accept(application, world.ad, moves=2)


def test_what_fails_halfway_leaves_nothing(world: World) -> None:
    application = world.application()

    def half() -> None:
        with acting(application, Verb.ACCEPT, by=world.ad, now=NOW) as act:
            act.application.wish = "half"
            act.application.save()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    now = Application.objects.get()
    assert (now.state, now.wish) == ("requested", "")
    assert not Event.objects.filter(object_type="keurmerk.application").exists()


def test_the_system_does_only_what_the_system_does(world: World) -> None:
    with pytest.raises(NotPermitted):
        accept(world.application(), None)
