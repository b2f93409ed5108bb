"""`machines`: the state machines as a page of documentation, made from the code itself. Kept in docs/machines.md."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db.models import Model
from django_fsm import FSMFieldMixin, Transition

INTRO = """# The state machines

Made from the code by `manage.py machines > docs/machines.md`; a test compares this file. What may hold a transition back
stands in the act of the same name, in `actions`."""
START = "[*]"


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
    transitions = sorted(
        field.get_all_transitions(model),
        key=lambda one: ([*names].index(str(one.target)), [*names].index(str(one.source))),
    )
    yield f"## {str(model._meta.verbose_name).capitalize()} (`{model._meta.label}.{field.name}`)"  # noqa: SLF001
    yield ""
    yield "| state | in Dutch |"
    yield "| --- | --- |"
    yield from (f"| `{value}` | {label} |" for value, label in names.items())
    yield ""
    yield "| verb | from | to | means |"
    yield "| --- | --- | --- | --- |"
    yield from (f"| `{t.name}` | `{t.source}` | `{t.target}` | {_meaning(t)} |" for t in transitions)
    yield ""
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield from (f"    {value}: {label}" for value, label in names.items())
    yield f"    {START} --> {field.get_default()}"
    yield from (f"    {t.source} --> {t.target}: {t.name}" for t in transitions)
    sources = {str(t.source) for t in transitions}
    yield from (f"    {value} --> {START}" for value in names if value not in sources)
    yield "```"


def _meaning(transition: Transition) -> str:
    return " ".join((transition.method.__doc__ or "").split())
