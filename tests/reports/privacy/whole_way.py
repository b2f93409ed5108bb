"""De Bank went the whole way: refused, objected, granted on conditions. Whoever took part is named wherever one can write."""

from datetime import date
from typing import Any

from django.db.models import JSONField, Model, URLField

from goedgeregeld.accounts.models import Organisation, User
from keurmerk import dossiers
from keurmerk.actions import conversation
from keurmerk.actions import decision as acts
from keurmerk.actions.forgetting import OF_APPLICATION, OF_MARK
from keurmerk.actions.marks import award
from keurmerk.models import (
    Application,
    Assessment,
    Audit,
    Declaration,
    Due,
    Explanation,
    Extension,
    Finding,
    HandOver,
    Judgement,
    Mark,
    MarkChange,
    Rating,
    ReplacedExplanation,
    Signal,
    Submission,
    SupplementItem,
    SupplementRequest,
)
from selfeval.models import Evaluation
from tests.keurmerk import decided
from tests.keurmerk.cast import NOW, World
from tests.keurmerk.dossier.stage import add

CLUB = "Stichting 't Ørakel-7"
NAMES = {
    "Fatima": "Fátima d'Ankh",
    "Iris": "Iris Ørsted",
    "Ad": "Ad van Zø",
    "Aud": "Aud 't Vuur",
    "Sanne": "Sanne Ëlf",
}


def named(world: World) -> None:
    """Names that are no ordinary words, so that who is looked for is found."""
    for name, whole in NAMES.items():
        user = world.users[name]
        user.name, user.email = whole, f"{name.lower()}@naam-{name.lower()}.example"
        user.save()
    Organisation.objects.filter(pk=world.bank.pk).update(name=CLUB)
    world.bank.refresh_from_db()


def go(world: World) -> Application:
    """All of it; the mark is valid from the decision."""
    application = decided.upheld(world, "met_with_conditions")
    submission = Submission.objects.get(application=application)
    Evaluation.objects.filter(pk=submission.evaluation_id).update(organisation=world.bank)
    Application.objects.filter(pk=application.pk).update(evaluation=submission.evaluation_id)
    application.refresh_from_db()
    add(application, world, "A1", name=f"verslag {NAMES['Iris']}.pdf")
    conversation.say(application, text="Dag", token="", by=world.iris, now=NOW)
    acts.grant_conditionally(application, reasons="Bijna.", demands=decided.DEMANDS, by=world.bea, now=NOW)
    _by_hand(application, submission, world)
    _write_everywhere(f"Met {', '.join(u.name for u in _people(world))} van {CLUB}: {_people(world)[0].email}")
    Application.objects.filter(pk=application.pk).update(state="granted", waits_for="nobody")
    return decided.again(application)


def _people(world: World) -> list[User]:
    return [world.users[name] for name in NAMES]


def _by_hand(application: Application, submission: Submission, world: World) -> None:
    """Rows that the short way to a decision leaves out."""
    of, audit = {"application": application}, Audit.objects.filter(application=application).first()
    Explanation.objects.create(**of, statement="A1", saved_by=world.iris, saved_at=NOW)
    for author in (world.iris, world.fatima):
        ReplacedExplanation.objects.create(**of, statement="A1", author=author, at=NOW)
    Extension.objects.create(**of, state="working", due_on=date(2027, 1, 1), by=world.sanne, at=NOW)
    assessment = Assessment.objects.create(submission=submission, adviser=world.ad, started_at=NOW, advised_at=NOW)
    Judgement.objects.create(assessment=assessment, statement="A1", saved_at=NOW)
    Finding.objects.create(audit=audit, statement="A1", saved_at=NOW)
    asked = SupplementRequest.objects.create(audit=audit, until=date(2027, 1, 1), asked_at=NOW, lapsed_at=NOW)
    SupplementItem.objects.create(request=asked)
    for kind, payee in (("audit", "Vereniging NOV"), ("advice", world.ad.name)):
        Due.objects.create(**of, kind=kind, payee=payee, amount=450, vat=78, due_since=date(2026, 11, 23))
    mark = award(application, decided_on=date(2026, 11, 23), by=world.sanne, now=NOW)
    MarkChange.objects.create(mark=mark, verb="suspend", reasons="x", by=world.sanne, at=NOW)
    HandOver.objects.create(mark=mark, changed_by=world.sanne, changed_at=NOW)
    Declaration.objects.create(mark=mark, due_on=date(2027, 11, 23))
    Signal.objects.create(mark=mark, text="x", at=NOW, state="closed", handled_at=NOW, outcome="x")
    said = {"guidance": 3, "reachable": 4, "recommends": True}
    Rating.objects.create(**of, **said, adviser=world.ad, by=world.fatima, at=NOW)
    decided.conditional_report(world)


def _write_everywhere(words: str) -> None:
    """In every field in which people write, of every model of which there must be a row."""
    for model, (_way, fields) in {**OF_APPLICATION, **OF_MARK}.items():
        rows = list(model._default_manager.all())
        assert rows, model
        for row in rows:
            for name in fields:
                setattr(row, name, _written(model, name, getattr(row, name), words))
            model._default_manager.filter(pk=row.pk).update(**{name: getattr(row, name) for name in fields})


def _written(model: type[Model], name: str, now: Any, words: str) -> Any:
    field = model._meta.get_field(name)
    if name == "contents":
        return dossiers.retold(now, lambda _text: words)
    if isinstance(field, JSONField):
        return [
            {
                "what": words,
                "who": words,
                "text": words,
                "label": words,
                "amount": "1.00",
                "on": "",
                "statement": "",
                "until": "2027-01-01",
            }
        ]
    if isinstance(field, URLField):
        return now and f"https://example.org/{words.rpartition(' ')[2]}"
    if name == "email":
        return words.rpartition(" ")[2]
    return now if name == "payee" else words[: field.max_length or 1000]


def mark() -> Mark:
    return Mark.objects.get()
