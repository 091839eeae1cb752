"""Every colour of a house style, computed from its two: on light and on dark ground.

A colour that holds is used as it was chosen; one that does not becomes as little darker or
lighter as it takes. The five conditions and what is printed white are not in it: they stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from workshop.looks.colors import contrast, darken, lighten, tint
from workshop.looks.style import Style

WHITE = "#ffffff"
PROJECTED, READ, SEEN = 7, 4.5, 3  # contrast of what is read from afar, read nearby, only seen

Colors = dict[str, str]


@dataclass(frozen=True, slots=True)
class Scheme:
    """Colours by the names that they have in tokens.css."""

    light: Colors
    dark: Colors


@lru_cache(maxsize=256)
def compute_scheme(style: Style) -> Scheme:
    light, dark = light_grounds(style), dark_grounds(style)
    if style.cover == "dark":
        night = dark_cover(style)
        return Scheme(light | night, dark | night)
    return Scheme(light | light_cover(style, light), dark | unlit_cover(style, dark))


def light_grounds(style: Style) -> Colors:
    main, accent = style.main, style.accent
    paper, ink = tint(main, 0.985, 0.006), tint(main, 0.245, 0.03)
    chosen, notice = tint(main, 0.955, 0.02), tint(accent, 0.965, 0.025)
    sand = tint(main, 0.925, 0.022)
    near = [paper, WHITE]
    return {
        "paper": paper,
        "card": WHITE,
        "sand": sand,
        "ink": darken(ink, [sand], PROJECTED),
        "ink-soft": darken(tint(main, 0.44, 0.025), [*near, chosen, notice], PROJECTED),
        "line": tint(main, 0.88, 0.014),
        "edge": darken(tint(main, 0.6, 0.02), near, SEEN),
        "primary": darken(main, near, READ),
        "on-primary": WHITE,
        "accent": darken(accent, near, READ),
        "accent-word": darken(accent, near, PROJECTED),
        "on-accent": WHITE,
        "chosen": chosen,
        "notice": notice,
        "deep": darken(main, near, PROJECTED),
        "picture-deep": darken(main, near, SEEN),
        "picture-sand": sand,
        "sky": tint(main, 0.94, 0.018),
    }


def dark_grounds(style: Style) -> Colors:
    main, accent = style.main, style.accent
    paper, card, sand = tint(main, 0.21, 0.02), tint(main, 0.26, 0.024), tint(main, 0.33, 0.026)
    chosen, notice = tint(main, 0.32, 0.045), tint(accent, 0.31, 0.04)
    near = [paper, card]
    return {
        "paper": paper,
        "card": card,
        "sand": sand,
        "ink": lighten(tint(main, 0.955, 0.012), [sand], PROJECTED),
        "ink-soft": lighten(tint(main, 0.81, 0.02), [*near, chosen, notice], PROJECTED),
        "line": tint(main, 0.37, 0.026),
        "edge": lighten(tint(main, 0.64, 0.025), near, SEEN),
        "primary": lighten(main, near, READ),
        "on-primary": paper,
        "accent": lighten(accent, near, READ),
        "accent-word": lighten(accent, near, PROJECTED),
        "on-accent": paper,
        "chosen": chosen,
        "notice": notice,
        "deep": lighten(main, near, PROJECTED),
        "picture-deep": lighten(main, near, SEEN),
        "picture-sand": tint(main, 0.87, 0.035),
        "sky": tint(main, 0.33, 0.035),
    }


def dark_cover(style: Style) -> Colors:
    """The main colour itself, with light words; the same on light and on dark ground."""
    night = style.main
    card = darken(tint(night, 0.4, 0.12), [WHITE], PROJECTED)
    if contrast(card, night) < 1.15:  # as light as the ground: then a darker one
        card = darken(night, [WHITE], 1.25 * contrast(night, WHITE))
    return {
        "night": night,
        "night-card": card,
        "on-night": WHITE,
        "on-night-soft": lighten(tint(night, 0.86, 0.02), [night, card], PROJECTED),
        "night-line": lighten(tint(night, 0.6, 0.05), [night], SEEN),
        "night-deep": lighten(night, [night], READ),
        "night-accent": lighten(style.accent, [night], READ),
    }


def light_cover(style: Style, light: Colors) -> Colors:
    """A light ground with the main colour in its words."""
    night, card = tint(style.main, 0.96, 0.022), light["card"]
    grounds = [night, card]
    return {
        "night": night,
        "night-card": card,
        "on-night": darken(style.main, grounds, PROJECTED),
        "on-night-soft": darken(tint(style.main, 0.4, 0.03), grounds, PROJECTED),
        "night-line": darken(tint(style.main, 0.6, 0.05), [night], SEEN),
        "night-deep": darken(style.main, [night], READ),
        "night-accent": darken(style.accent, [night], READ),
    }


def unlit_cover(style: Style, dark: Colors) -> Colors:
    """What a light cover is on a projector that is set to dark."""
    night, card = dark["card"], dark["sand"]
    grounds = [night, card]
    return {
        "night": night,
        "night-card": card,
        "on-night": lighten(style.main, grounds, PROJECTED),
        "on-night-soft": lighten(tint(style.main, 0.84, 0.03), grounds, PROJECTED),
        "night-line": lighten(tint(style.main, 0.6, 0.05), [night], SEEN),
        "night-deep": lighten(style.main, [night], READ),
        "night-accent": lighten(style.accent, [night], READ),
    }
