"""A house style as it was chosen: two colours, the ground of the cover, a logo."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from polls.errors import PollsError

COLOR = re.compile(r"#[0-9a-f]{6}")
COVERS = ("dark", "light")
NAME = re.compile(r"([0-9a-f]{6})-([0-9a-f]{6})-(dark|light)(?:-([0-9a-f]{64}))?")
LONGEST_WORDS = 120  # characters of what a logo says


@dataclass(frozen=True, slots=True)
class Style:
    """`main` is the ground of a dark cover, of buttons and of charts; `accent` of what asks
    for attention. `logo` is the SHA-256 of its picture, `words` what it says."""

    main: str
    accent: str
    cover: str = "dark"
    logo: str = ""
    words: str = ""

    @property
    def name(self) -> str:
        """All that a stylesheet needs, as a part of an address."""
        parts = [self.main[1:], self.accent[1:], self.cover, self.logo]
        return "-".join(filter(None, parts))

    @property
    def css_class(self) -> str:
        return f"house-{sha256(self.name.encode()).hexdigest()[:10]}"


def read_style(kept: Mapping[str, Any]) -> Style | None:
    """What a session keeps of its style; None for the looks of Polshoogte itself."""
    return Style(**kept) if kept else None


def keep_style(style: Style | None) -> dict[str, str]:
    return asdict(style) if style else {}


def style_of_name(name: str) -> Style | None:
    """The style that a stylesheet is of; None when no style is called so."""
    found = NAME.fullmatch(name)
    if found is None:
        return None
    main, accent, cover, logo = found.groups(default="")
    return Style(f"#{main}", f"#{accent}", cover, logo)


def read_fields(fields: Mapping[str, str], logo: str = "", words: str = "") -> Style:
    """The style of a form; raises PollsError for what is no colour and no cover."""
    cover = fields.get("cover", "")
    if cover not in COVERS:
        raise PollsError("style.cover", _("Kies een donkere of een lichte omslag."))
    main, accent = (read_color(fields.get(name, "")) for name in ("main", "accent"))
    return Style(main, accent, cover, logo, words)


def read_color(text: str) -> str:
    """A colour as '#154273'; also written as '154273' or '#157'."""
    bare = text.strip().lower().removeprefix("#")
    color = "#" + ("".join(2 * letter for letter in bare) if len(bare) == 3 else bare)
    if not COLOR.fullmatch(color):
        raise PollsError(
            "style.color",
            _("'%(text)s' is geen kleur. Schrijf een kleur als #154273.") % {"text": text[:20]},
        )
    return color
