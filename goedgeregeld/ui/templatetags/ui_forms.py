"""Template tags for forms: what a field needs to know of itself, and what has to be mended. Builtins, as those of `ui`."""

from collections.abc import Iterable
from typing import Any

from django import forms, template
from django.forms.widgets import Input
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def field_parts(field: forms.BoundField) -> dict[str, Any]:
    """What ui/field.html needs to know of a bound field."""
    widget, of = field.field.widget, field.field
    parts: dict[str, Any] = {
        "why": getattr(of, "why", ""),
        "why_label": _("Waarom vragen we dit?"),
        "suffix": getattr(of, "suffix", ""),
        "inline": getattr(of, "inline", False),
        "optional": not of.required and getattr(of, "optional", True),
        "error_id": f"{field.auto_id}_error",
    }
    described = [f"{field.auto_id}_helptext"] if field.help_text else []
    if field.errors:
        described.append(parts["error_id"])
    parts["describedby"] = " ".join(described)
    if field.is_hidden:
        return {"kind": "hidden"}
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return {**parts, "kind": "choices", "choices": _choices(field)}
    return {**parts, "kind": _kind(widget), "input": field.as_widget(attrs=_attributes(field, parts["describedby"]))}


def _kind(widget: forms.Widget) -> str:
    return "checkbox" if isinstance(widget, forms.CheckboxInput) else "input"


def _choices(field: forms.BoundField) -> list[dict[str, Any]]:
    hints = getattr(field.field, "choice_hints", {})
    return [
        {
            "id": choice.id_for_label,
            "input": choice.tag(),
            "label": choice.choice_label,
            "hint": hints.get(str(choice.data["value"]), ""),
        }
        for choice in field.subwidgets
    ]


def _attributes(field: forms.BoundField, describedby: str) -> dict[str, Any]:
    widget = field.field.widget
    classes = {
        forms.Textarea: "utrecht-textarea utrecht-textarea--html-textarea",
        forms.Select: "utrecht-select utrecht-select--html-select",
        forms.FileInput: "file",
        forms.CheckboxInput: "",
        Input: "utrecht-textbox utrecht-textbox--html-input",
    }
    ours = next((value for kind, value in classes.items() if isinstance(widget, kind)), "")
    own = " ".join(part for part in (ours, widget.attrs.get("class", "")) if part)
    attributes: dict[str, Any] = {"class": own} if own else {}
    if describedby:
        attributes["aria-describedby"] = describedby
    if field.errors:
        attributes["aria-invalid"] = "true"
    return attributes


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(*sources: Any, focus: bool = True) -> dict[str, Any]:
    """{% error_summary form %}, or with more forms, a formset, or a list of (href, text); silent when all is well."""
    return {"errors": [pair for source in sources for pair in _errors_of(source)], "focus": focus}


def _errors_of(source: Any) -> Iterable[tuple[str, str]]:
    if not source:
        return
    if isinstance(source, forms.BaseForm):
        yield from _errors_of_form(source)
    elif isinstance(source, forms.BaseFormSet):
        yield from (("", text) for text in source.non_form_errors())
        for form in source.forms:
            yield from _errors_of_form(form)
    else:
        yield from source


def _errors_of_form(form: forms.BaseForm) -> Iterable[tuple[str, str]]:
    if not form.is_bound:
        return
    for name, errors in form.errors.items():
        href, label = "", ""
        if name in form.fields:
            field = form[name]
            choices = isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
            target = field.subwidgets[0].id_for_label if choices and field.subwidgets else field.id_for_label
            href = f"#{target or field.auto_id}"
            label = str(field.label)
            label += " " if label.endswith(("?", ".", "!", ":")) else ": "
        yield from ((href, f"{label}{error}") for error in errors)


@register.inclusion_tag("ui/components/error_text.html")
def error_text(id: str, *errors: str) -> dict[str, Any]:  # noqa: A002
    """{% error_text "fout-A1" _("Kies een antwoord.") %}: an error outside a Django form."""
    return {"id": id, "errors": errors}
