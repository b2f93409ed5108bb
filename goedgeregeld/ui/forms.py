"""How Django renders forms in our look: FORM_RENDERER in the settings points here."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """`{{ form }}` and `{{ form.name.as_field_group }}` use our templates; widgets stay Django's own."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
