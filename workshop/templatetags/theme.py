"""The link to the stylesheet of the theme."""

from __future__ import annotations

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from workshop.wording import themes

register = template.Library()


@register.simple_tag
def theme() -> SafeString:
    """A link element for what THEME names; nothing without a theme."""
    path = themes.theme_stylesheet()
    return format_html('<link rel="stylesheet" href="{}">', static(path)) if path else SafeString()
