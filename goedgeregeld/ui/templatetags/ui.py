"""Template tags of the shared vocabulary: components that need a little more than an include."""

from django import template

register = template.Library()
