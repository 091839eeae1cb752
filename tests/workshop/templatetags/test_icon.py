"""The icon that stands in a phone's page."""

from __future__ import annotations

from urllib.parse import unquote

from django.conf import settings
from django.template import Context, Template

START = "data:image/svg+xml,"


def test_the_icon_in_a_page_is_the_one_of_the_site():
    drawing = (settings.BASE_DIR / "static" / "icon.svg").read_text().strip()

    page = Template('{% load icon %}<link href="{% icon_in_page %}">').render(Context())

    address = page.removeprefix('<link href="').removesuffix('">')
    assert address.startswith(START)
    assert unquote(address.removeprefix(START)) == drawing.replace('"', "'")
    assert not set(address) & set('"<>&# ')
