"""`machines`: the state machines as a page of documentation, made from the code itself. Kept in docs/machines.md."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db.models import Model
from django_fsm import FSMFieldMixin

from keurmerk import permissions
from keurmerk.models import Application, Mark
from keurmerk.states import TASKS, WAITS_FOR, WHEN, Party, Verb
from keurmerk.waiting import OTHER_TASKS

INTRO = """# The state machines

Made from the code by `manage.py machines > docs/machines.md`; a test compares this file. A verb is a function of the same name
in `actions`. What may hold it back stands in the `conditions` of its app, where it has those, else in the act itself. "Who" is
the predicate in the `permissions` of its app, in words."""
START = "[*]"
# The predicates of `keurmerk.permissions`, in words.
WHO = {
    "is_office": "NOV",
    "is_adviser": "the adviser",
    "is_auditor": "the auditor",
    "reads": "a member of the organisation",
    "fills": "a beheerder or invuller of the organisation",
    "manages": "a beheerder of the organisation",
    "nobody": "the system",
}
# Of which machines there is a table of who does what.
WHO_OF: Mapping[type[Model], Mapping[str, Callable[..., bool]]] = {
    Application: permissions.WHO,
    Mark: permissions.WHO_OF_MARK,
}


class Command(BaseCommand):
    help = "Toont de toestanden en overgangen als Markdown (docs/machines.md)."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(machines())


def machines() -> str:
    """The whole page: a section for each field that is a state machine."""
    sections = [
        "\n".join(_section(model, field))
        for model in apps.get_models()
        for field in model._meta.get_fields()  # noqa: SLF001 - Django's documented way to a model's fields
        if isinstance(field, FSMFieldMixin)
    ]
    return "\n\n".join([INTRO, *sections]) + "\n"


def _section(model: type[Model], field: Any) -> Iterator[str]:
    names = {str(value): str(label) for value, label in field.choices}
    verbs = _verbs(model, field)
    who = WHO_OF.get(model, {})
    yield f"## {str(model._meta.verbose_name).capitalize()} (`{model._meta.label}.{field.name}`)"  # noqa: SLF001
    yield ""
    yield from _states(names, waiting=model is Application)
    yield ""
    yield from _transitions(verbs, names, who)
    if model is Application:
        yield ""
        yield from _plain_acts(names, who)
    yield ""
    yield from _diagram(verbs, names, str(field.get_default()))


def _verbs(model: type[Model], field: Any) -> dict[str, list[tuple[str, str, str]]]:
    """By verb, in the order in which the machine has them: from, to, and what it means."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for one in field.get_all_transitions(model):
        means = " ".join((one.method.__doc__ or "").split())
        found.setdefault(one.name, []).append((str(one.source), str(one.target), means))
    order = list(dict.fromkeys(name for base in model.__mro__ for name in vars(base)))
    return {verb: found[verb] for verb in sorted(found, key=order.index)}


def _states(names: Mapping[str, str], *, waiting: bool) -> Iterator[str]:
    if not waiting:
        yield "| state | in Dutch |"
        yield "| --- | --- |"
        yield from (f"| `{value}` | {label} |" for value, label in names.items())
        return
    yield "| state | in Dutch | waits for | who is to |"
    yield "| --- | --- | --- | --- |"
    for value, label in names.items():
        party = WAITS_FOR[value]
        whom = "" if party == Party.NOBODY else str(party.label)
        yield f"| `{value}` | {label} | {whom} | {TASKS.get(value, '')} |"
    yield ""
    yield "An act may say that somebody else is to act:"
    yield ""
    yield "| state | waits for | who is to |"
    yield "| --- | --- | --- |"
    yield from (f"| `{state}` | {party.label} | {task} |" for (state, party), task in OTHER_TASKS.items())


def _transitions(
    verbs: Mapping[str, list[tuple[str, str, str]]], names: Mapping[str, str], who: Mapping[str, Callable[..., bool]]
) -> Iterator[str]:
    yield "| verb | from | to | who | means |" if who else "| verb | from | to | means |"
    yield "| --- | --- | --- | --- | --- |" if who else "| --- | --- | --- | --- |"
    for verb, moves in verbs.items():
        sources = _listed([source for source, _target, _means in moves], names)
        targets = _listed([target for _source, target, _means in moves], names)
        by = f" {in_words(who[verb])} |" if who else ""
        yield f"| `{verb}` | {sources} | {targets} |{by} {moves[0][2]} |"


def _plain_acts(names: Mapping[str, str], who: Mapping[str, Callable[..., bool]]) -> Iterator[str]:
    """The acts that leave the state as it is."""
    yield "What leaves the state as it is:"
    yield ""
    yield "| verb | while | who | on the button |"
    yield "| --- | --- | --- | --- |"
    for verb, states in WHEN.items():
        during = "always" if len(states) == len(names) else _listed([str(one) for one in states], names)
        yield f"| `{verb}` | {during} | {in_words(who[verb])} | {Verb(verb).label} |"


def _listed(states: list[str], names: Mapping[str, str]) -> str:
    """Each once, in the order of the states."""
    return ", ".join(f"`{one}`" for one in names if one in states)


def in_words(predicate: Callable[..., bool]) -> str:
    """Who a predicate of `keurmerk.permissions` lets through. Raises KeyError for one without words."""
    return " or ".join(WHO[name] for name in predicate.__name__.split(" or "))


def _diagram(verbs: Mapping[str, list[tuple[str, str, str]]], names: Mapping[str, str], first: str) -> Iterator[str]:
    """In mermaid; verbs between the same two states share an arrow."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for verb, moves in verbs.items():
        for source, target, _means in moves:
            arrows.setdefault((source, target), []).append(verb)
    order = list(names)
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield from (f"    {value}: {label}" for value, label in names.items())
    yield f"    {START} --> {first}"
    for source, target in sorted(arrows, key=lambda pair: (order.index(pair[0]), order.index(pair[1]))):
        yield f"    {source} --> {target}: {', '.join(arrows[source, target])}"
    sources = {source for source, _target in arrows}
    yield from (f"    {value} --> {START}" for value in names if value not in sources)
    yield "```"
