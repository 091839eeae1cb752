"""Colours by number: contrast as WCAG 2.2 has it, and lightness without another hue (OKLCH).

OKLab is Björn Ottosson's (2020); in it a step of lightness looks the same in every hue.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import atan2, cos, hypot, sin
from typing import NamedTuple

STEPS = 14  # halvings: finer than 256 values of a channel


class Oklch(NamedTuple):
    lightness: float
    chroma: float
    hue: float


def channels(color: str) -> tuple[float, float, float]:
    """Red, green and blue in linear light, 0 to 1."""
    red, green, blue = (linear(int(color[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return red, green, blue


def linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def encoded(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def luminance(color: str) -> float:
    red, green, blue = channels(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def least_contrast(color: str, others: Sequence[str]) -> float:
    return min(contrast(color, other) for other in others)


def to_oklch(color: str) -> Oklch:
    red, green, blue = channels(color)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    return Oklch(lightness, hypot(a, b), atan2(b, a))


def to_hex(color: Oklch) -> str:
    """The colour, less vivid where a screen cannot show it so vivid."""
    chroma = largest(lambda share: is_shown(color, share)) * color.chroma
    shown = (round(255 * encoded(min(max(each, 0), 1))) for each in unbounded(color, chroma))
    return "#" + "".join(f"{value:02x}" for value in shown)


def is_shown(color: Oklch, share: float) -> bool:
    return all(-1e-4 <= each <= 1 + 1e-4 for each in unbounded(color, share * color.chroma))


def unbounded(color: Oklch, chroma: float) -> tuple[float, float, float]:
    a, b = chroma * cos(color.hue), chroma * sin(color.hue)
    long = (color.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (color.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (color.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def largest(holds: Callable[[float], bool]) -> float:
    """The largest share from 0 to 1 for which this holds, as it does for every smaller one."""
    if holds(1):
        return 1
    low, high = 0.0, 1.0
    for _step in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) else (low, middle)
    return low


def tint(color: str, lightness: float, chroma: float) -> str:
    """The hue of a colour, as light and at most as vivid as this."""
    own = to_oklch(color)
    return to_hex(Oklch(lightness, min(chroma, own.chroma), own.hue))


def darken(color: str, grounds: Sequence[str], least: float) -> str:
    """The colour itself where it has this contrast with light grounds, else as little darker
    as gives it that."""
    return shifted(color, grounds, least, end=0)


def lighten(color: str, grounds: Sequence[str], least: float) -> str:
    """As `darken`, on dark grounds."""
    return shifted(color, grounds, least, end=1)


def shifted(color: str, grounds: Sequence[str], least: float, *, end: float) -> str:
    if least_contrast(color, grounds) >= least:
        return color
    own = to_oklch(color)

    def at(share: float) -> str:
        return to_hex(own._replace(lightness=end + share * (own.lightness - end)))

    return at(largest(lambda share: least_contrast(at(share), grounds) >= least))
