"""The icon of the site, for pages that have to be one request."""

from __future__ import annotations

from functools import cache
from urllib.parse import quote

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon_in_page() -> SafeString:
    """The drawing itself as an address, for an attribute in double quotes."""
    return SafeString(f"data:image/svg+xml,{quoted_icon()}")


@cache
def quoted_icon() -> str:
    drawing = (settings.BASE_DIR / "static" / "icon.svg").read_text("utf-8").strip()
    return quote(drawing.replace('"', "'"), safe="='/:,")
