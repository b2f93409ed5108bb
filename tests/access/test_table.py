"""Every address of the project x everybody x what is theirs and what is another's x GET and POST, against `table.txt`.

How to read the table: one line for an address, a thing and a method, a column for each of `world.ACTORS`. A number is the
answer's status; "on" a redirect further; "in" to signing in; "make" and "show" to making or showing the second factor;
"again" to confirming that it is you. One number alone holds for everybody (who lacks the second step is sent there first).

What stands for De Bank is asked for Zuid too, where everybody is turned round; what stands for "mine" is asked for an
evaluation nobody here holds a link to. Whatever is refused writes nothing but that it was refused; a GET writes nothing
that anybody would call an act.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.urls import reverse

from tests.access import asking
from tests.access.world import ACTORS, MIRROR, TURNED, World, address_parts, nowhere

pytestmark = pytest.mark.django_db
ADDRESSES = dict(asking.addresses())
POSTED = {"reports:office_grant": {"role": "adviser"}, "reports:office_revoke": {"role": "adviser"}}
POSTED["selfeval:plan_move"] = {"naar": "begin"}
EMPTY = {"leeg": ""}  # a form that is sent in without anything in it
PLUMBING = {"django_session", "cache", "usersessions_usersession", "accounts_user"}  # the session, and when it began
# What else a page may write when it is looked at: that somebody looked or took along, a chart that was drawn, the
# day on which a shared link was opened.
LOOKING = PLUMBING | {"events_event", "reports_chart", "selfeval_sharelink"}
REFUSED = {"in", "make", "show", "again", "400", "403", "404", "405", "409"}
SECOND_STEP = {"nofactor": "make", "unshown": "show"}


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    name: str
    thing: str
    method: str
    expected: dict[str, str]

    def turned(self) -> "Line":
        """The same at the other organisation, where who was at home is a stranger and the other way round."""
        words = {actor: self.expected[TURNED.get(actor, actor)] for actor in ACTORS}
        return Line(self.name, MIRROR[self.thing], self.method, words)

    def foreign(self) -> "Line":
        """The same of an evaluation to which nobody here holds a link."""
        words = {**self.expected, "link": self.expected["visitor"]}
        return Line(self.name, self.thing.replace("mine", "foreign"), self.method, words)


def read_table() -> Iterator[Line]:
    for line in Path(__file__).with_name("table.txt").read_text().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, thing, method, *words = line.split()
        if len(words) == 1:
            words = [SECOND_STEP.get(actor, words[0]) for actor in ACTORS]
        yield Line(name, thing, method, dict(zip(ACTORS, words, strict=True)))


TABLE = list(read_table())
ALL = [
    *TABLE,
    *(line.turned() for line in TABLE if line.thing in MIRROR),
    *(line.foreign() for line in TABLE if line.thing.startswith("mine") and "token" not in ADDRESSES[line.name]),
]


def test_every_address_stands_in_the_table_and_nothing_else() -> None:
    ours = {name for name in ADDRESSES if not name.startswith("admin:")}
    asked = {(line.name, line.method) for line in TABLE}
    assert ours == {line.name for line in TABLE}
    assert [(name, method) for name in ours for method in ("GET", "POST") if (name, method) not in asked] == []
    assert len({(line.name, line.thing, line.method) for line in TABLE}) == len(TABLE)


@pytest.mark.parametrize("line", ALL, ids=lambda line: f"{line.method}-{line.name}-{line.thing}")
def test_everybody_gets_what_the_table_says(world: World, line: Line) -> None:
    path = reverse(line.name, kwargs=address_parts(world.things[line.thing], line.name, ADDRESSES[line.name]))
    data = POSTED.get(line.name, EMPTY) if line.method == "POST" else {}
    answers = {actor: asking.ask(world, actor, line.method, path, data) for actor in ACTORS}
    assert {actor: answer.word for actor, answer in answers.items()} == line.expected
    for actor, answer in answers.items():
        if answer.word in REFUSED:
            looked = answer.word == "409" and line.method == "GET"  # the page of an act that does not fit now is a page
            noted = {"refused"} if answer.word == "403" else {"view"} if looked else set()
            assert answer.written <= PLUMBING | {"events_event"}, (actor, answer)
            assert set(answer.noted) <= noted, (actor, answer)
            signed_in = bool(ACTORS[actor])
            assert answer.word != "403" or line.method == "GET" or not signed_in or answer.noted == ["refused"], actor
        elif line.method == "GET":
            assert answer.written <= LOOKING, (actor, answer)


@pytest.mark.parametrize(
    "name", sorted(name for name, holes in ADDRESSES.items() if holes and not name.startswith("admin:"))
)
def test_what_does_not_exist_exists_for_nobody(world: World, name: str) -> None:
    path = reverse(name, kwargs={hole: nowhere(name)[hole] for hole in ADDRESSES[name]})
    for method in ("GET", "POST"):
        words = {actor: asking.ask(world, actor, method, path, POSTED.get(name, EMPTY)).word for actor in ACTORS}
        assert set(words.values()) <= {"404", "405", "in", "make", "show", "again"}, (method, words)
