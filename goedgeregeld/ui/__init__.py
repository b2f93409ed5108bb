"""The shared look: base templates, components, template tags, CSS and JS. No models, no rules of the field."""
