"""The stylesheet of a house style: the tokens of Polshoogte, and then what the style changes.

It takes the place of tokens.css, so that a phone loads no file more. It colours what has the
class of its style, and not the page around it: a desk or an editor shows slides in the colours
of their owner inside its own.
"""

from __future__ import annotations

import base64
import re
from functools import lru_cache
from hashlib import sha256

from django.conf import settings

from workshop.looks.scheme import compute_scheme
from workshop.looks.style import Style

SPACE = re.compile(r"/\*.*?\*/|\s*\n\s*", re.DOTALL)


@lru_cache(maxsize=256)
def write_stylesheet(style: Style, logo: bytes = b"", shape: str = "1") -> str:
    """`logo` is a small WebP, which phones get with it, and `shape` its width by its height."""
    scheme = compute_scheme(style)
    rules = "".join(
        f"--{name}:var(--light,{color}) var(--dark,{scheme.dark[name]});"
        for name, color in scheme.light.items()
    )
    if logo:
        data = base64.b64encode(logo).decode()
        rules += f'--logo:url("data:image/webp;base64,{data}");--logo-shape:{shape};'
    own = style.css_class
    places = f".{own}.{own},.{own} .theme-light,.{own} .theme-dark"
    return f"{read_tokens()}\n{places}{{{rules}}}\n"


def read_tokens() -> str:
    """tokens.css without what only its readers need."""
    path = settings.BASE_DIR / "static" / "css" / "tokens.css"
    return SPACE.sub("", path.read_text("utf-8"))


def version_of(stylesheet: str) -> str:
    """For its address: another one after an upgrade that changes the colours."""
    return sha256(stylesheet.encode()).hexdigest()[:12]
