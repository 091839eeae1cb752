"""House styles: whose there is, kept and taken away, and what a page needs to wear one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from django.urls import reverse

from polls.models import LiveSession, Team
from workshop.library import logos
from workshop.looks import contrasts, stylesheet
from workshop.looks.style import Style, read_style
from workshop.models import HouseStyle, Picture, Workshop


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo in a page: where its picture is, how large, and what it says."""

    address: str
    width: int
    height: int
    words: str


@dataclass(frozen=True, slots=True)
class PageStyle:
    """What a page needs: the address of a stylesheet, and the class of what it colours."""

    address: str
    css_class: str
    logo: Logo | None


def find_style(owner: Any = None, *, team: Team | None = None) -> Style | None:
    """What was chosen for a person, for a team, or with neither for the organisation."""
    row = HouseStyle.objects.filter(owner=owner, team=team).first()
    return style_of_row(row) if row else None


def style_of_person(owner: Any) -> Style | None:
    """Their own, or that of the organisation."""
    return find_style(owner) or find_style()


def style_of_workshop(workshop: Workshop) -> Style | None:
    """Its own, or that of the organisation."""
    return own_style(workshop) or find_style()


def own_style(workshop: Workshop) -> Style | None:
    """The style of its team or else its owner, which came along when the workshop was found."""
    row = getattr(workshop.team or workshop.owner, "house_style", None)
    return style_of_row(row) if row else None


def style_of_row(row: HouseStyle) -> Style:
    return Style(row.main, row.accent, row.cover, row.logo_id or "", row.words)


def save_style(*, owner: Any = None, team: Team | None = None, style: Style) -> None:
    """Keep a style for the sessions that start from now on; raises PollsError when it cannot
    be read."""
    contrasts.ensure_holds(style)
    kept = {
        "main": style.main,
        "accent": style.accent,
        "cover": style.cover,
        "logo_id": style.logo or None,
        "words": style.words if style.logo else "",
    }
    HouseStyle.objects.update_or_create(owner=owner, team=team, defaults=kept)


def drop_style(*, owner: Any = None, team: Team | None = None) -> None:
    """Back to the looks of Polshoogte itself; sessions that there are keep theirs."""
    HouseStyle.objects.filter(owner=owner, team=team).delete()


def style_of_session(session: LiveSession) -> PageStyle | None:
    return page_style(read_style(session.style))


def page_style(style: Style | None) -> PageStyle | None:
    """None when there is no style; without its logo when that is not there."""
    if style is None:
        return None
    try:
        return draw_style(style)
    except Picture.DoesNotExist:
        return draw_style(replace(style, logo=""))


@lru_cache(maxsize=256)
def draw_style(style: Style) -> PageStyle:
    logo = find_logo(style) if style.logo else None
    version = stylesheet.version_of(read_stylesheet(style))
    address = reverse("stylesheet", args=[style.name, version])
    return PageStyle(address, style.css_class, logo)


def find_logo(style: Style) -> Logo:
    row = Picture.objects.only("width", "height").get(pk=style.logo)
    return Logo(reverse("picture", args=[style.logo]), row.width, row.height, style.words)


def read_stylesheet(style: Style) -> str:
    """Raises Picture.DoesNotExist for a logo that is not there."""
    if not style.logo:
        return stylesheet.write_stylesheet(style)
    logo, small = find_logo(style), logos.read_small(style.logo)
    return stylesheet.write_stylesheet(style, small, f"{logo.width}/{logo.height}")
