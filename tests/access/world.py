"""A small world with one of everything an address can point to, and one of everybody who may ask for it.

Fatima (beheerder), Iris (invuller) and Wim (lezer) work for De Bank; Boris is beheerder of Zuid, with Cora as lezer. Ad is
adviser, Aud auditor, Sanne NOV's staff, Bea administrator: they showed their second factor. Kees is staff without a second
factor; Tess is administrator and has one, but did not show it in this session. The visitor holds nothing; the link is a
visitor's device that holds a living link to what is called "mine" below.

"bank-mark" and "zuid-mark" are applications for the quality mark, advised by Ad, that lie with auditor Aud: there everybody
concerned has a part. What belongs to another state answers 409 there to whoever may do it.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.test.client import ClientHandler
from django.utils import timezone

from auditors.actions import authorise, keep_profile
from auditors.models import Absence, Photo, Pledge, Profile, Proposal, Tie, Training
from goedgeregeld.accounts.actions.organisations import create_organisation
from goedgeregeld.accounts.models import Invitation, Membership, Municipality, Organisation, PossibleDouble, Role, User
from goedgeregeld.accounts.queries import token_seal
from goedgeregeld.accounts.sealing import seal
from goedgeregeld.accounts.states import Right, RoleKind
from keurmerk import dossiers
from keurmerk.actions.audit import open_audit
from keurmerk.actions.findable import keep_marks_findable
from keurmerk.actions.findings import draw_sample
from keurmerk.models import (
    Application,
    ApproachPlan,
    Assessment,
    Declaration,
    Evidence,
    Mark,
    PlanLeave,
    Signal,
    Submission,
)
from keurmerk.queries.dossier import working
from keurmerk.register import keys
from keurmerk.states import WAITS_FOR, ApplicationState, EvidenceKind
from keurmerk.validity import last_day
from selfeval.actions import (
    begin_response,
    close_round,
    complete,
    hand_in,
    issue_link,
    load_instrument,
    open_round,
    save_response,
    start_evaluation,
)
from selfeval.entries import Entry, Sent
from selfeval.loaders import RESPONSES, TOKENS
from selfeval.models import Answer, Evaluation, Invited
from selfeval.queries import Stand
from selfeval.states import AnswerKind
from tests.access.planned import plan
from tests.reports.cast import CLUB, shipped

FAR = date(2099, 12, 31)
ROLES = {
    "Ad": RoleKind.ADVISER,
    "Aud": RoleKind.AUDITOR,
    "Sanne": RoleKind.STAFF,
    "Bea": RoleKind.ADMINISTRATOR,
    "Kees": RoleKind.STAFF,
    "Tess": RoleKind.ADMINISTRATOR,
}
# The columns of the table, and who stands in each.
ACTORS = {
    "visitor": "",
    "link": "",
    "manager": "Fatima",
    "editor": "Iris",
    "reader": "Wim",
    "other": "Boris",
    "adviser": "Ad",
    "auditor": "Aud",
    "staff": "Sanne",
    "admin": "Bea",
    "nofactor": "Kees",
    "unshown": "Tess",
}
# Whoever is at home at the one is a stranger at the other: what stands for De Bank must hold, turned round, for Zuid.
MIRROR = {f"bank{rest}": f"zuid{rest}" for rest in ("", "-open", "-done", "-asked", "-mark")}
# What an address counts within a completed evaluation.
OF_DONE = {"selfeval:withdraw_share": "share"}
OF_DONE |= {f"selfeval:plan_{verb}": "improvement" for verb in ("change", "move", "drop", "remove")}
TURNED = {"link": "visitor", "manager": "other", "editor": "other", "reader": "other", "other": "manager"}


@dataclass
class World:
    """Who there is, and for each object the parts of an address that point to it."""

    users: dict[str, User] = field(default_factory=dict)
    things: dict[str, dict[str, Any]] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    evaluations: dict[str, Evaluation] = field(default_factory=dict)

    def browser(self, actor: str, **options: Any) -> Client:
        """A browser of this column's, as it is at the start of every request of the table."""
        client = Client(**options)
        client.handler = _handler(client.handler.enforce_csrf_checks)
        if actor in self.cookies:
            client.cookies["sessionid"] = self.cookies[actor]
        return client


@cache
def _handler(enforce_csrf_checks: bool) -> ClientHandler:
    """The middleware, put together once: a browser of its own for every request would do that every time."""
    return ClientHandler(enforce_csrf_checks)


def make_world() -> World:
    """Everything, in the database."""
    world, now = World(), timezone.now()
    place = Municipality.objects.create(code="0344", name="Utrecht", province="Utrecht")
    for name in ("Fatima", "Iris", "Wim", "Boris", "Cora", *ROLES):
        world.users[name] = User.objects.create_user(f"{name.lower()}@example.org", name=name)
    users = world.users
    for name, kind in ROLES.items():
        Role.objects.create(user=users[name], kind=kind, since=now)
        if name != "Kees":
            secret = {"secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"}
            Authenticator.objects.create(user=users[name], type=Authenticator.Type.TOTP, data=secret)
    for key, name, by in (("bank", "Stichting De Bank", "Fatima"), ("zuid", "Voetbalclub Zuid", "Boris")):
        made = create_organisation({"name": name, "municipality": place}, by=users[by], now=now)
        world.organisations[key] = made
    for key, name, right in (
        ("bank", "Iris", Right.EDITOR),
        ("bank", "Wim", Right.READER),
        ("zuid", "Cora", Right.READER),
    ):
        Membership.objects.create(organisation=world.organisations[key], user=users[name], right=right, since=now)
    _people(world)
    _evaluations(world)
    plan(world)
    _applications(world)
    _mark(world)
    _sessions(world)
    return world


def _people(world: World) -> None:
    users, bank, zuid = world.users, world.organisations["bank"], world.organisations["zuid"]
    now = timezone.now()

    def invite(key: str, **to: Any) -> None:
        fields = {"invited_by": users["Fatima"], "created_at": now, "expires_at": now + timedelta(days=14)}
        made = Invitation.objects.create(token_sha256=token_seal(key), **fields, **to)
        world.things[key] = {"token": key, "number": made.pk, "pk": made.pk}

    world.things["bank"] = {"pk": bank.pk, "member": users["Wim"].pk, "kind": "organisatie", "key": str(bank.pk)}
    world.things["zuid"] = {"pk": zuid.pk, "member": users["Cora"].pk, "kind": "organisatie", "key": str(zuid.pk)}
    invite("bank-asked", email="nieuw@example.org", organisation=bank, right=Right.EDITOR)
    invite("zuid-asked", email="nieuw@example.org", organisation=zuid, right=Right.EDITOR)
    invite("boris-asked", email=users["Boris"].email, organisation=bank, right=Right.EDITOR)
    invite("adviser-asked", email="nieuw@example.org", role=RoleKind.ADVISER)
    invite("staff-asked", email="nieuw@example.org", role=RoleKind.STAFF)
    one, other = sorted((bank, zuid), key=lambda organisation: organisation.pk)
    double, _made = PossibleDouble.objects.get_or_create(one=one, other=other, defaults={"found_at": now})
    world.things["double"] = {"number": double.pk}
    world.things["boris"] = {"pk": users["Boris"].pk, "kind": "gebruiker", "key": str(users["Boris"].pk)}
    passkey = Authenticator.objects.create(user=users["Cora"], type=Authenticator.Type.WEBAUTHN, data={"name": "Duim"})
    world.things["coras-key"] = {"pk": passkey.pk}


def _evaluations(world: World) -> None:
    """Of De Bank and of Zuid: one open, one completed; "mine", open and completed, of the link; one nobody here knows."""
    version = load_instrument(shipped(), publish=True, by=None, now=timezone.now())
    codes = {"instrument": version.code, "version": version.version}
    world.things["-"] = {**codes, "code": version.code, "form": "csv"}
    for key in (
        "bank-open",
        "bank-done",
        "zuid-open",
        "zuid-done",
        "mine-open",
        "mine-done",
        "foreign-open",
        "foreign-done",
    ):
        whose = world.organisations.get(key.partition("-")[0])
        by = {"bank": "Fatima", "zuid": "Boris"}.get(key.partition("-")[0])
        one, token = start_evaluation(
            version,
            profile=CLUB,
            organisation_name=whose.name if whose else "Wie weet",
            now=timezone.now(),
            organisation=whose,
            by=world.users[by] if by else None,
        )
        around = _round(one, closed=key.endswith("done"))
        if key.endswith("done"):
            one = _completed(one)
        world.evaluations[key] = one
        world.things[key] = {"pk": one.pk, "token": token, "kind": "zelfevaluatie", "key": str(one.pk)} | around
    theme = Stand(world.evaluations["bank-open"]).themes[0].theme
    for thing in [thing for key, thing in world.things.items() if key.endswith(("-open", "-done"))]:
        thing |= {"theme": theme.code, "statement": theme.statements[0].code}


def _round(one: Evaluation, *, closed: bool) -> dict[str, Any]:
    """A round of this evaluation with names: one person handed in, another was invited."""
    now, secret = timezone.now(), f"secret-of-{one.pk}"
    held = open_round(
        one, anonymous=False, shared=True, groups=(), closes_on=timezone.localdate() + timedelta(days=7), now=now
    )
    answers = begin_response(held, secret=secret, name="Riet", now=now)
    first = Stand(one).themes[0].theme
    save_response(answers, {first.statements[0].code: Sent(Entry("1"))}, now=now)
    hand_in(answers, now=now)
    token = f"invitation-to-{one.pk}"
    kept = {"token_sha256": token_seal(token), "token_sealed": seal(token)}
    invited = Invited.objects.create(round=held, email="riet@example.org", **kept)
    if closed:
        close_round(held, now=now)
    return {"round": held.pk, "invited": invited.pk, "joins": token, "secret": secret}


def _completed(one: Evaluation) -> Evaluation:
    Answer.objects.bulk_create(
        Answer(evaluation=one, statement=statement.code, kind=AnswerKind.LEVEL, level=2, saved_at=timezone.now())
        for theme in Stand(one).themes
        for statement in theme.statements
    )
    one.answer()
    one.save()
    return complete(one, now=timezone.now())


def _applications(world: World) -> None:
    """Of De Bank and of Zuid: with the auditor."""
    now, state = timezone.now(), ApplicationState.AUDIT
    for key, by in (("bank", "Fatima"), ("zuid", "Boris")):
        made = Application.objects.create(
            code=f"{key.upper()}-2345",
            organisation=world.organisations[key],
            adviser=world.users["Ad"],
            auditor=world.users["Aud"],
            evaluation=world.evaluations[f"{key}-done"],
            requested_by=world.users[by],
            requested_at=now,
            state_since=now,
            waits_for=WAITS_FOR[state],
        )
        Application.objects.filter(pk=made.pk).update(state=state)
        _plans(made, by=world.users["Ad"], agreed=world.users[by])
        PlanLeave.objects.create(application=made, adviser=world.users["Ad"], given_by=world.users[by], given_at=now)
        handed_in = _dossier(world, made, f"{key}-done", by=world.users[by])
        _judged(made, adviser=world.users["Ad"], auditor=world.users["Aud"])
        world.things[f"{key}-mark"] = {"code": made.code, "version": 1, "round": 1, "item": 1} | handed_in
    ad = keep_profile(
        world.users["Ad"], {"municipalities": [world.organisations["bank"].municipality]}, by=None, now=now
    )
    tie = Tie.objects.create(profile=ad, organisation=world.organisations["zuid"], kind="adviser")
    nele = User.objects.create_user("nele@example.org", name="Nele")
    Role.objects.create(user=nele, kind=RoleKind.ADVISER, since=now)
    authorise(keep_profile(nele, {"nationwide": True}, by=None, now=now), "adviser", until=FAR, by=None, now=now)
    world.things |= {"found": {"number": nele.pk}, "place": {"code": "0344"}, "province": {"slug": "utrecht"}}
    world.things["ad"] = {"pk": world.users["Ad"].pk, "work": "adviser", "number": tie.pk, "field": "photo"}
    world.things["ad-history"] = {"kind": "netwerk", "key": str(ad.user_id)}
    _told(world, ad)


def _told(world: World, ad: Profile) -> None:
    """What Ad told of himself: a photo not everybody sees, one that waits; a proof, a declaration, an absence."""
    now, day, of = timezone.now(), timezone.localdate(), {"pk": ad.user_id}
    Profile.objects.filter(pk=ad.pk).update(listed=False)
    Photo.objects.create(profile=ad, content=b"photo", approved_at=now)
    Proposal.objects.create(profile=ad, field="photo", content=b"photo", made_at=now)
    fields = {
        "title": "Basis",
        "followed_on": day,
        "proof": b"%PDF",
        "proof_name": "b.pdf",
        "proof_type": "application/pdf",
    }
    training = Training.objects.create(profile=ad, work="adviser", kind="course", **fields)
    world.things["ad-training"] = of | {"number": training.pk}
    pledge = Pledge.objects.create(profile=ad, year=2020, version="2026", name="Ad", signed_at=now)
    world.things["ad-pledge"] = of | {"number": pledge.pk}
    absence = Absence.objects.create(profile=ad, began_on=day + timedelta(days=400))
    world.things["ad-absence"] = of | {"number": absence.pk}


def _mark(world: World) -> None:
    """One that stands in the public register: of De Bank."""
    day = timezone.localdate()
    made = Mark.objects.create(
        number="GG-2026-0001",
        code="2222-2222-2222",
        organisation=world.organisations["bank"],
        name="Stichting De Bank",
        municipality=world.organisations["bank"].municipality,
        decided_on=day,
        valid_from=day,
        valid_until=last_day(day),
        state_since=timezone.now(),
    )
    keep_marks_findable([made])
    kid = keys.public_keys()[0]["kid"]
    signal = Signal.objects.create(mark=made, text="Er klopt iets niet.", at=timezone.now())
    world.things["signal"] = {"pk": signal.pk}
    asked = Declaration.objects.create(mark=made, due_on=day)
    parts = {"pk": asked.pk, "number": made.number, "code": made.code, "purpose": "suspension", "kid": kid}
    world.things["mark"] = {**parts, "kind": "keurmerk", "key": str(made.pk)}


def _dossier(world: World, application: Application, evaluation: str, *, by: User) -> dict[str, Any]:
    """A dossier that was handed in, with one file in it."""
    book = working(application)
    statement = book.lines[0]
    name = default_storage.save("evidence/access/stuk", ContentFile(b"Beleid"))
    fields = {"title": "Beleid", "file": name, "name": "beleid.txt", "content_type": "text/plain", "size": 6}
    piece = Evidence.objects.create(
        application=application, kind=EvidenceKind.FILE, added_by=by, added_at=timezone.now(), **fields
    )
    piece.uses.create(statement=statement.code)
    book = working(application)
    submission = Submission.objects.create(
        application=application,
        number=1,
        evaluation=world.evaluations[evaluation],
        route=book.dossier.route,
        contents=dossiers.as_json(book.dossier),
        submitted_by=by,
        submitted_at=timezone.now(),
    )
    submission.evidence.add(piece)
    return {"number": piece.pk, "submission": 1, "statement": statement.code, "theme": statement.theme}


def _judged(application: Application, *, adviser: User, auditor: User) -> None:
    """The adviser gave positive advice; the auditor drew a sample, and did not recommend yet."""
    now, handed_in = timezone.now(), application.submissions.get()
    Assessment.objects.create(
        submission=handed_in, adviser=adviser, positive=True, reasons="Goed.", started_at=now, advised_at=now
    )
    audit = open_audit(application, auditor=auditor, now=now)
    draw_sample(application, per_theme=1, by=auditor, now=now)
    assert audit.round == 1


def _plans(application: Application, *, by: User, agreed: User) -> None:
    """A version that was sent back, and one that was approved."""
    now = timezone.now()
    for version, state in ((1, "returned"), (2, "approved")):
        ApproachPlan.objects.create(
            application=application,
            version=version,
            state=state,
            route="full",
            changed_by=by,
            changed_at=now,
            agreed_by=agreed,
            agreed_at=now,
            submitted_by=by,
            submitted_at=now,
        )


def _sessions(world: World) -> None:
    """Everybody has just signed in; the link's device holds living links to De Bank's evaluations and to "mine"."""
    held = {}
    for key in ("bank-open", "bank-done", "mine-open", "mine-done"):
        held[str(world.evaluations[key].pk)] = issue_link(world.evaluations[key], now=timezone.now())
    for actor, name in ACTORS.items():
        if actor == "visitor":
            continue
        client = Client()
        if name:
            user, at = world.users[name], time.time()
            client.force_login(user)
            records = [{"method": "code", "at": at, "email": user.email}]
            if name in ROLES and actor not in ("nofactor", "unshown"):
                records.append({"method": "mfa", "type": "totp", "at": at, "reauthenticated": True})
            session = client.session
            session["account_authentication_methods_user"] = str(user.pk)
            session["account_authentication_methods"] = records
        else:
            session = client.session
            session[TOKENS] = held
            rounds = [world.things[key] for key in ("bank-open", "bank-done", "mine-open", "mine-done")]
            session[RESPONSES] = {str(one["round"]): one["secret"] for one in rounds}
        session.save()
        world.cookies[actor] = client.cookies["sessionid"].value


OF_ROUND = {
    f"selfeval:{verb}" for verb in ("respond", "hand_in", "take_back", "respond_comparison")
}  # its "pk" is a round's


def address_parts(thing: Mapping[str, Any], name: str, wanted: set[str]) -> dict[str, Any]:
    """What fills the holes of this address. An evaluation's "code" is a theme's or a statement's, by the address."""
    fixed = {"form": "csv", "kind": "radar", "scheme": "light", "name": "liggend-kleur", "wide": 400}
    fixed |= {
        "other": uuid4(),
        "figure": "uses",
        "year": 2026,
        "shape": "wide",
        "period_code": "2026",
        "file": "pdf",
        "export": "keurmerken",
    }
    parts = {**fixed, **thing}
    if name in ("selfeval:theme", "selfeval:save"):
        parts["code"] = thing["theme"]
    elif name == "selfeval:rate_statement":
        parts["code"] = thing["statement"]
    elif name in OF_DONE:
        parts["number"] = thing.get(OF_DONE[name], 999_999_999)
    elif name in {"selfeval:respond_theme", "selfeval:respond_save"}:
        parts |= {"code": thing["theme"], "pk": thing["round"]}
    elif name in OF_ROUND:
        parts["pk"] = thing["round"]
    elif name == "selfeval:talk_statement":
        parts["code"] = thing["statement"]
    elif name in ("selfeval:join", "selfeval:decline"):
        parts["token"] = thing["joins"]
    elif name == "reports:report_chart":
        parts["kind"] = fixed["kind"]
    return {key: parts[key] for key in wanted}


NUMBERED = (
    "reports:office_",
    "auditors:",
    "mfa_",
    "keurmerk:office_signal",
    "keurmerk:take_up_signal",
    "keurmerk:hand_over_work",
)
NUMBERED += ("keurmerk:declare", "keurmerk:see_declaration")


def nowhere(name: str) -> dict[str, Any]:
    """What points to nothing: numbers and secrets that were never given out."""
    gone: UUID | int = 999_999_999 if name.startswith(NUMBERED) else uuid4()
    if name == "register:check":
        return {"code": "2222-2222-3333"}
    return {
        "invited": uuid4(),
        "pk": gone, "member": 999_999_999, "number": 999_999_999, "token": "x" * 32, "kind": "organisatie",
        "key": str(gone), "code": "X9", "version": "0", "form": "exe", "scheme": "x", "theme": "X9", "statement": "X9",
        "other": uuid4(),
        "submission": 999, "round": 99, "item": 999_999_999, "slug": "x9",
        "figure": "x", "period_code": "x", "file": "exe", "export": "x", "year": 1000, "shape": "x",
        "work": "adviser", "purpose": "x", "kid": "x", "name": "x", "wide": 1, "field": "photo",
    }  # fmt: skip
