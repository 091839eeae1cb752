"""The pictures of Markdown: what stands in a file beside it, or in the text itself."""

from __future__ import annotations

import base64
import binascii
import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from django.utils.translation import gettext as _

SHAPED = re.compile(  # what Marp reads of a description
    r"\b(?:bg|fit|cover|contain|auto|vertical|left|right)\b(?::\d+%)?"
    r"|\b(?:w|h|width|height|blur|brightness|contrast|opacity|sepia|saturate|invert|grayscale"
    r"|hue-rotate|drop-shadow)(?::\S*)|(?<!\S)#\w+"
)
BACKGROUND = re.compile(r"\bbg\b")
DATA = re.compile(r"data:image/(png|jpe?g|webp|svg\+xml);base64,([A-Za-z0-9+/=\s]+)$")
ENDINGS = {"png": "png", "jpg": "jpg", "jpeg": "jpg", "webp": "webp", "svg+xml": "svg"}
OUTSIDE = re.compile(r"(https?:)?//", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture by the name that the deck has for it."""

    name: str
    alt: str


@dataclass
class Pictures:
    """`beside` are the files beside the text, by their path; `taken` those that slides show."""

    beside: Mapping[str, bytes] = field(default_factory=dict)
    taken: dict[str, bytes] = field(default_factory=dict)

    def find(self, address: str, alt: str = "") -> Shown | str:
        """The picture at an address of the text, or why it does not come over."""
        if inside := DATA.match(address):
            return self._take(f"plaatje.{ENDINGS[inside[1]]}", decode(inside[2]), alt)
        if OUTSIDE.match(address):
            return _("Een plaatje van een website, dat we niet ophalen.")
        path = posixpath.normpath(unquote(address.partition("?")[0]).lstrip("/"))
        names = [name for name in self.beside if name == path or name.endswith(f"/{path}")]
        if not names:
            return _("Een plaatje dat niet in het bestand zit. Neem het mee in een zip.")
        return self._take(posixpath.basename(path), self.beside[min(names, key=len)], alt)

    def _take(self, name: str, content: bytes, alt: str) -> Shown:
        stem, _dot, ending = name.rpartition(".")
        short = hashlib.sha256(content).hexdigest()[:8]
        plain = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:40] or "plaatje"
        given = f"{plain}-{short}.{ending.lower()}"
        self.taken[given] = content
        return Shown(given, " ".join(SHAPED.sub(" ", alt).split()))


def decode(text: str) -> bytes:
    try:
        return base64.b64decode(text)
    except binascii.Error:
        return b""
