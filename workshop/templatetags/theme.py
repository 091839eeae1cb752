"""The links to the stylesheets with the colours: tokens, house styles, the theme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from workshop.wording import themes

register = template.Library()


@register.simple_tag(takes_context=True)
def colors(context: Mapping[str, Any]) -> SafeString:
    """Link elements for the colours of a page. That of its `house` style takes the place of the
    tokens, which are in it; those of `houses` colour parts of it; a theme comes last."""
    house, houses = context.get("house"), context.get("houses") or ()
    addresses = [house.address if house else static("css/tokens.css")]
    addresses += sorted({each.address for each in houses if each})
    if theme := themes.theme_stylesheet():
        addresses.append(static(theme))
    links = ((address,) for address in addresses)
    return format_html_join("", '<link rel="stylesheet" href="{}">', links)


@register.simple_tag
def logo(house: Any, place: str) -> SafeString:
    """The logo of a house style as an image; nothing without one."""
    found = house.logo if house else None
    if not found:
        return SafeString()
    return format_html(
        '<span class="logo logo--{}"><img src="{}" width="{}" height="{}" alt="{}"></span>',
        place,
        found.address,
        found.width,
        found.height,
        found.words,
    )
