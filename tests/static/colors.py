"""Colours of the tokens, and what eyes make of them.

Contrast is WCAG 2.2's. Colour vision: the matrices for full deuteranopia, protanopia and
tritanopia of Machado, Oliveira and Fernandes (2009), in linear light. Difference: the
distance in OKLab; 0.02 is about what can just be seen side by side.
"""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

CSS = settings.BASE_DIR / "static" / "css"
THEMES = settings.BASE_DIR / "static" / "themes"
TOKEN = re.compile(r"^\s*--([\w-]+):\s*(.+?);", re.MULTILINE)
BOTH = re.compile(r"var\(--light, (#[0-9a-f]{6})\) var\(--dark, (#[0-9a-f]{6})\)")
ONE = re.compile(r"#[0-9a-f]{6}")

Rgb = tuple[float, float, float]
Matrix = tuple[Rgb, Rgb, Rgb]
SEEN: dict[str, Matrix] = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}


def tokens(*files: Path) -> dict[str, dict[str, str]]:
    """The colours of each scheme by name; a later file replaces those of an earlier one."""
    found: dict[str, dict[str, str]] = {"light": {}, "dark": {}}
    for file in files:
        for name, value in TOKEN.findall(file.read_text()):
            if both := BOTH.fullmatch(value):
                found["light"][name], found["dark"][name] = both.groups()
            elif ONE.fullmatch(value):
                found["light"][name] = found["dark"][name] = value
    return found


def linear(color: str) -> Rgb:
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return red, green, blue


def luminance(color: str) -> float:
    red, green, blue = linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def seen(color: str, eyes: str) -> Rgb:
    """A colour as eyes of this kind see it, in linear light."""
    return times(SEEN[eyes], linear(color))


def times(matrix: Matrix, point: Rgb) -> Rgb:
    red, green, blue = (sum(a * b for a, b in zip(row, point, strict=True)) for row in matrix)
    return red, green, blue


def oklab(point: Rgb) -> Rgb:
    cones = times(
        (
            (0.4122214708, 0.5363325363, 0.0514459929),
            (0.2119034982, 0.6806995451, 0.1073969566),
            (0.0883024619, 0.2817188376, 0.6299787005),
        ),
        point,
    )
    long, middle, short = (abs(c) ** (1 / 3) * (1 if c >= 0 else -1) for c in cones)
    return times(
        (
            (0.2104542553, 0.7936177850, -0.0040720468),
            (1.9779984951, -2.4285922050, 0.4505937099),
            (0.0259040371, 0.7827717662, -0.8086757660),
        ),
        (long, middle, short),
    )


def difference(one: str, other: str, eyes: str) -> float:
    pair = oklab(seen(one, eyes)), oklab(seen(other, eyes))
    return sum((a - b) ** 2 for a, b in zip(*pair, strict=True)) ** 0.5
