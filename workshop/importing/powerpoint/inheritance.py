"""What a placeholder takes from its layout and its master: its place, and marks of lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workshop.importing.powerpoint.package import NAMES, Package, tag
from workshop.importing.powerpoint.paragraphs import Marks, no_marks, read_mark

TITLES = ("title", "ctrTitle")
STYLES = {"title": "p:titleStyle", "ctrTitle": "p:titleStyle", "body": "p:bodyStyle"}
BODIES = ("body", "obj", "subTitle", "")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`type` is '' for the place of any content."""

    type: str
    idx: str

    @property
    def is_title(self) -> bool:
        return self.type in TITLES


def read_placeholder(shape: Any) -> Placeholder | None:
    found = shape.find(".//p:nvPr/p:ph", NAMES)
    if found is None:
        return None
    return Placeholder(found.get("type", ""), found.get("idx", "0"))


class Parents:
    """The layout and the master behind a slide; either can be missing."""

    def __init__(self, package: Package, slide: str) -> None:
        self.layout_name = _follow(package, slide, "slideLayout")
        master_name = _follow(package, self.layout_name, "slideMaster")
        self.layout = package.parse(self.layout_name) if self.layout_name else None
        self.master = package.parse(master_name) if master_name else None

    @property
    def kind(self) -> str:
        """What the layout is for: `title`, `secHead`, `obj` and so on; '' when not said."""
        return self.layout.get("type", "") if self.layout is not None else ""

    def find(self, place: Placeholder) -> list[Any]:
        """The shapes that a placeholder follows, the nearest first."""
        by_idx = _find(self.layout, lambda each: each.idx == place.idx)
        layout = by_idx if by_idx is not None else _find(self.layout, _same_type(place))
        master = _find(self.master, _same_type(place))
        return [shape for shape in (layout, master) if shape is not None]

    def marks(self, body: Any, place: Placeholder | None) -> Marks:
        """The marks that the levels of a text body have by themselves."""
        styles = [body.find("a:lstStyle", NAMES)] if body is not None else []
        if place:
            styles += [each.find(".//a:lstStyle", NAMES) for each in self.find(place)]
            styles.append(self._style_of(place))
        known = [style for style in styles if style is not None]
        if not known:
            return no_marks

        def mark(level: int) -> str:
            name = f"a:lvl{level + 1}pPr"
            found = (read_mark(style.find(name, NAMES)) for style in known)
            return next((each for each in found if each is not None), "")

        return mark

    def _style_of(self, place: Placeholder) -> Any:
        if self.master is None:
            return None
        kind = "body" if place.type in BODIES else place.type
        name = STYLES.get(kind, "p:otherStyle")
        return self.master.find(f"p:txStyles/{name}", NAMES)


def _same_type(place: Placeholder) -> Any:
    kinds = TITLES if place.is_title else BODIES if place.type in BODIES else (place.type,)
    return lambda each: each.type in kinds


def _find(root: Any, fits: Any) -> Any:
    for shape in root.iter(tag("p:sp"), tag("p:pic")) if root is not None else ():
        place = read_placeholder(shape)
        if place is not None and fits(place):
            return shape
    return None


def _follow(package: Package, name: str, kind: str) -> str:
    """The part of this kind that another one points at; '' when there is none."""
    if not name:
        return ""
    found = (each for each in package.relations(name).values() if each.kind == kind)
    return next((each.target for each in found if not each.outside), "")
