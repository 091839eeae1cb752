"""The contrast of WCAG 2.2, written from its text and apart from workshop/looks/colors.py."""

from __future__ import annotations

COEFFICIENTS = (0.2126, 0.7152, 0.0722)


def relative_luminance(color: str) -> float:
    parts = bytes.fromhex(color.removeprefix("#"))
    total = 0.0
    for value, coefficient in zip(parts, COEFFICIENTS, strict=True):
        share = value / 255
        bent = share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
        total += coefficient * bent
    return total


def ratio(one: str, other: str) -> float:
    lighter, darker = max, min
    both = relative_luminance(one), relative_luminance(other)
    return (lighter(both) + 0.05) / (darker(both) + 0.05)
