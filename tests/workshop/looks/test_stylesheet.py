"""One stylesheet: our tokens, and what a style changes of them where it is worn."""

from __future__ import annotations

import base64
import re

from django.conf import settings

from workshop.looks import stylesheet
from workshop.looks.scheme import compute_scheme
from workshop.looks.style import Style

STYLE = Style("#154273", "#e17000", "dark")
TOKENS = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()


def test_it_takes_the_place_of_the_tokens():
    written = stylesheet.write_stylesheet(STYLE)

    declared = re.sub(r"/\*.*?\*/", "", TOKENS, flags=re.DOTALL)
    ours = {"".join(each.split()) for each in re.findall(r"--[\w-]+:[^;]*;", declared)}
    assert ours <= {"".join(each.split()) for each in re.findall(r"--[\w-]+:[^;]*;", written)}
    assert "@media (prefers-color-scheme: dark)" in written
    assert written.count("{") == written.count("}")
    assert "/*" not in written


def test_it_changes_what_wears_it_and_nothing_else():
    head, own = stylesheet.write_stylesheet(STYLE).split(f".{STYLE.css_class}.", 1)
    scheme = compute_scheme(STYLE)

    assert STYLE.css_class not in head
    assert f"--night:var(--light,#154273) var(--dark,{scheme.dark['night']});" in own
    for name, color in scheme.light.items():
        assert f"--{name}:var(--light,{color}) var(--dark,{scheme.dark[name]});" in own


def test_a_logo_comes_along():
    written = stylesheet.write_stylesheet(STYLE, b"RIFF", "3/1")

    data = base64.b64encode(b"RIFF").decode()
    assert f'--logo:url("data:image/webp;base64,{data}");--logo-shape:3/1;' in written
    assert "--logo" not in stylesheet.write_stylesheet(STYLE)


def test_another_stylesheet_has_another_address():
    one, other = (
        stylesheet.version_of(stylesheet.write_stylesheet(style))
        for style in (STYLE, Style("#154274", "#e17000", "dark"))
    )

    assert one != other
