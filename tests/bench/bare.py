"""The bare site that the bench compares with: as many radio buttons, as many rows, and nothing else."""

from typing import Any

from django import forms
from django.db import transaction
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import Context, Engine, Template
from django.urls import path
from django.utils import timezone

from goedgeregeld.urls import urlpatterns as site
from selfeval.models import Answer
from selfeval.states import AnswerKind

QUESTIONS: list[tuple[str, list[tuple[str, str]]]] = []
EVALUATION: list[Any] = []
PLAIN, RENDERER = Engine(), DjangoTemplates()  # as in a project that changes nothing
_cache: dict[str, Template] = {}

WIDGETS = "<!DOCTYPE html><title>Bare</title><form method=post>{{ form }}<button>Save</button></form>"
LOOP = (
    "<!DOCTYPE html><title>Bare</title><form method=post>{% for name, choices in questions %}<fieldset><legend>{{ name }}"
    '</legend>{% for value, label in choices %}<label><input type="radio" name="{{ name }}" value="{{ value }}">'
    "{{ label }}</label>{% endfor %}</fieldset>{% endfor %}<button>Save</button></form>"
)


def _template(source: str) -> Template:
    if source not in _cache:
        _cache[source] = PLAIN.from_string(source)
    return _cache[source]


def widgets(request: HttpRequest) -> HttpResponse:
    """Radios as Django's forms render them."""
    assert request.session["user"]
    fields = {
        name: forms.ChoiceField(choices=choices, widget=forms.RadioSelect, required=False)
        for name, choices in QUESTIONS
    }
    form = type("Questions", (forms.Form,), fields)(renderer=RENDERER)
    return HttpResponse(_template(WIDGETS).render(Context({"form": form})))


def loop(request: HttpRequest) -> HttpResponse:
    """Radios by hand."""
    assert request.session["user"]
    return HttpResponse(_template(LOOP).render(Context({"questions": QUESTIONS})))


def save(request: HttpRequest) -> HttpResponse:
    """As many rows as there are questions, in one statement."""
    assert request.session["user"]
    now = timezone.now()
    names = [name for name in request.POST if "-" not in name]
    with transaction.atomic():
        Answer.objects.bulk_create(
            Answer(
                evaluation_id=EVALUATION[0],
                statement=name,
                kind=AnswerKind.LEVEL,
                level=int(request.POST[name]),
                remark=request.POST[f"{name}-opmerking"],
                saved_at=now,
            )
            for name in names
        )
    return HttpResponseRedirect("/widgets/")


urlpatterns = [path("widgets/", widgets), path("loop/", loop), path("save/", save), *site]
