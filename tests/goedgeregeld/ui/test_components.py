"""The shared vocabulary: each component renders what it promises."""

from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError

from goedgeregeld import ui

TEMPLATES = Path(ui.__file__).parent / "templates"


def render(source: str, **context) -> str:
    return Template(source).render(Context(context))


class Sample(forms.Form):
    number = forms.IntegerField(label="Hoeveel?", help_text="Een schatting.", min_value=0)
    name = forms.CharField(label="Naam", required=False)
    pick = forms.ChoiceField(label="Kies", choices=[("a", "Appel"), ("b", "Peer")], widget=forms.RadioSelect)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        raise forms.ValidationError("Samen klopt het niet.")


def test_a_field_has_label_hint_and_input():
    html = str(Sample()["number"].as_field_group())
    assert '<label class="utrecht-form-label utrecht-form-field__label" for="id_number">Hoeveel?</label>' in html
    assert 'id="id_number_helptext">Een schatting.</div>' in html
    assert 'aria-describedby="id_number_helptext"' in html
    assert "aria-invalid" not in html


def test_a_field_says_what_is_wrong():
    html = str(Sample({"number": "x", "pick": "a"})["number"].as_field_group())
    assert 'aria-describedby="id_number_helptext id_number_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<span class="hidden-visually">Fout: </span>' in html


def test_an_optional_field_says_so():
    assert "(mag leeg blijven)" in str(Sample()["name"].as_field_group())
    assert "(mag leeg blijven)" not in str(Sample()["number"].as_field_group())


def test_choices_are_a_fieldset_with_labels():
    html = str(Sample()["pick"].as_field_group())
    assert "<legend" in html
    assert html.count("<label") == 2
    assert 'for="id_pick_0"' in html


def test_why_suffix_and_hints_come_from_the_form():
    form = Sample()
    form.fields["number"].why = "Kleine clubs krijgen minder vragen."
    form.fields["number"].suffix = "fte"
    form.fields["pick"].choice_hints = {"b": "Een zachte."}
    assert "Waarom vragen we dit?" in str(form["number"].as_field_group())
    assert "<span>fte</span>" in str(form["number"].as_field_group())
    assert "Een zachte." in str(form["pick"].as_field_group())


def test_a_whole_form_renders_hidden_fields_once():
    html = str(Sample())
    assert html.count('name="secret"') == 1
    assert html.count("utrecht-form-field__label") == 2


def test_the_error_summary_links_to_the_fields():
    html = render("{% error_summary form %}", form=Sample({"number": "x"}))
    assert 'role="alert"' in html
    assert 'href="#id_number"' in html
    assert 'href="#id_pick_0"' in html
    assert "Samen klopt het niet." in html
    assert "Er kloppen nog 3 dingen niet" in html


@pytest.mark.parametrize("form", [None, "", Sample()])
def test_the_error_summary_is_silent_when_all_is_well(form):
    assert not render("{% error_summary form %}", form=form).strip()


def test_the_error_summary_takes_pairs_and_formsets():
    formset = forms.formset_factory(Sample)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-number": "x", "form-0-pick": "a"}
    )
    html = render("{% error_summary formset pairs %}", formset=formset, pairs=[("#A1-0", "Kies bij A1.")])
    assert 'href="#id_form-0-number"' in html
    assert '<a href="#A1-0">Kies bij A1.</a>' in html


def test_the_title_warns_of_errors():
    page = '{% extends "ui/task.html" %}{% block title %}Profiel{% endblock %}'
    assert "<title>Fout: Profiel – Goed Geregeld</title>" in render(page, form=Sample({}))
    assert "<title>Fout: Profiel – Goed Geregeld</title>" in render(page, has_errors=True)
    assert "<title>Profiel – Goed Geregeld</title>" in render(page, form=Sample())


@pytest.mark.parametrize("kind", ["primary", "secondary", "quiet", "danger", "link"])
def test_buttons(kind):
    assert render("{% button 'Verder' kind %}", kind=kind).strip().startswith("<button class=")
    assert '<a class="' in render("{% button 'Verder' kind href='/x/' %}", kind=kind)


def test_a_button_takes_attributes_and_escapes():
    tag = "{% button label name='actie' value='stop' formnovalidate=True aria_label='Stop' disabled=False %}"
    html = render(tag, label="<b>")
    assert "&lt;b&gt;" in html
    assert ' name="actie" value="stop"' in html
    assert " formnovalidate" in html
    assert 'aria-label="Stop"' in html
    assert "disabled" not in html


@pytest.mark.parametrize("kind", ["info", "success", "warning", "error"])
def test_notices_are_spoken_too(kind):
    html = render("{% notice kind title='Kop' %}<p>Tekst</p>{% endnotice %}", kind=kind)
    assert 'class="hidden-visually"' in html
    assert "<p>Tekst</p>" in html


def test_a_notice_escapes_what_it_is_given():
    assert "&lt;script&gt;" in render("{% notice title=t %}{{ t }}{% endnotice %}", t="<script>")


def test_progress_is_words_and_a_bar():
    html = render("{% progress 6 10 'Beantwoord' 'stellingen' %}")
    assert "6 van de 10 stellingen" in html
    assert '<progress value="6" max="10"' in html


@pytest.mark.parametrize("kind", ["done", "busy", "todo", "late", "wrong", "locked"])
def test_a_status_is_words_and_a_shape(kind):
    html = render("{% status kind 'Klaar' %}", kind=kind)
    assert "<svg" in html
    assert "Klaar" in html


def test_the_path_says_where_one_is():
    html = render("{% steps p 'Weg' %}", p=[{"state": "done", "name": "A"}, {"state": "here", "name": "B"}])
    assert 'aria-current="step"' in html
    assert "(klaar)" in html


def test_task_and_summary_lists():
    tasks = [{"name": "Missie", "href": "/a/", "hint": "5", "status": "todo", "status_text": "Open"}]
    assert 'aria-describedby="taak-1"' in render("{% task_list tasks %}", tasks=tasks)
    rows = [{"key": "Sector", "value": "Sport", "href": "/p/"}, {"key": "Leeg", "value": ""}]
    html = render("{% summary_list rows %}", rows=rows)
    assert 'Wijzig<span class="hidden-visually"> Sector</span>' in html
    assert "<dd>–</dd>" in html


def test_a_chart_comes_with_its_numbers():
    html = render("{% chart 'Kop' light='/l.svg' dark='/d.svg' alt='Uitleg' %}<table></table>{% endchart %}")
    assert 'media="(prefers-color-scheme: dark)"' in html
    assert 'alt="Uitleg"' in html
    assert "<table></table>" in html


def test_a_drawing_is_decoration_unless_it_is_named():
    assert 'aria-hidden="true"' in render("{% drawing 'bench' %}")
    assert 'role="img" aria-label="Een &lt;bank&gt;"' in render("{% drawing 'bench' label %}", label="Een <bank>")


def test_the_other_blocks():
    assert "<details" in render("{% unfold 'Meer' open=True %}x{% endunfold %}")
    assert 'role="region"' in render("{% table 'Kop' %}<tbody></tbody>{% endtable %}")
    assert "<h1>Klaar</h1>" in render("{% confirmation 'Klaar' %}x{% endconfirmation %}")
    assert 'class="drawing' in render("{% empty_state 'bench' %}x{% endempty_state %}")
    assert "readonly" in render("{% copy_field 'l' 'Link' 'https://x' %}")
    assert "<dd>5</dd>" in render("{% figures f %}", f=[("5", "dingen")])
    assert 'href="/x/"' in render("{% back_link '/x/' %}")
    assert 'id="fout-A1"' in render("{% error_text 'fout-A1' 'Kies.' %}")


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.*")), ids=lambda path: path.name)
def test_templates_keep_to_the_content_security_policy(path):
    source = path.read_text()
    for forbidden in (" style=", "<style", "data:", "javascript:", "http://"):
        assert forbidden not in source
    assert "<script" not in source.replace('<script src="', "")


def test_once_renders_a_single_time_and_keeps_it():
    template = Template('{% once %}{% static "ui/favicon.svg" %}{% endonce %} {{ name }}')
    first, second = template.render(Context({"name": "Sanne"})), template.render(Context({"name": "Wim"}))

    assert first == "/static/ui/favicon.svg Sanne"
    assert second == "/static/ui/favicon.svg Wim"


def test_once_keeps_nothing_of_a_visitor():
    template = Template("{% once %}<p>{{ name }}{% csrf_token %}</p>{% endonce %}")

    assert template.render(Context({"name": "Sanne", "csrf_token": "secret"})) == "<p></p>"
    assert template.render(Context({"name": "Wim"})) == "<p></p>"


def test_once_refuses_a_block_that_another_page_may_fill():
    with pytest.raises(TemplateSyntaxError):
        Template("{% once %}{% block main %}{% endblock %}{% endonce %}")
