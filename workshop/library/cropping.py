"""Which part of a photograph stays: a shape, and the place in the picture that matters most."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polls.errors import PollsError

SHAPES: Mapping[str, float] = {"16:9": 16 / 9, "4:3": 4 / 3, "1:1": 1, "3:4": 3 / 4}
PLACES: Mapping[str, tuple[float, float]] = {  # from the left and from the top, 0 to 1
    "center": (0.5, 0.5),
    "left": (0, 0.5),
    "right": (1, 0.5),
    "top": (0.5, 0),
    "bottom": (0.5, 1),
    "top-left": (0, 0),
    "top-right": (1, 0),
    "bottom-left": (0, 1),
    "bottom-right": (1, 1),
}
SHAPE_NAMES = {
    "16:9": gettext_lazy("Breed, als het hele scherm (16:9)"),
    "4:3": gettext_lazy("Liggend (4:3)"),
    "1:1": gettext_lazy("Vierkant"),
    "3:4": gettext_lazy("Staand (3:4)"),
}
PLACE_NAMES = {
    "center": gettext_lazy("Het midden"),
    "left": gettext_lazy("Links"),
    "right": gettext_lazy("Rechts"),
    "top": gettext_lazy("Boven"),
    "bottom": gettext_lazy("Onder"),
    "top-left": gettext_lazy("Linksboven"),
    "top-right": gettext_lazy("Rechtsboven"),
    "bottom-left": gettext_lazy("Linksonder"),
    "bottom-right": gettext_lazy("Rechtsonder"),
}
FITS = {
    **dict.fromkeys(("cover", "overview"), "16:9"),
    **dict.fromkeys(("statement", "picture", "list", "question"), "1:1"),
    "columns": "3:4",
}


@dataclass(frozen=True, slots=True)
class Crop:
    shape: str
    place: str = "center"

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """The largest part of this shape: left, top, right and bottom in pixels."""
        ratio, (across, down) = SHAPES[self.shape], PLACES[self.place]
        wide = max(min(width, round(height * ratio)), 1)
        high = max(min(height, round(width / ratio)), 1)
        left, top = round((width - wide) * across), round((height - high) * down)
        return left, top, left + wide, top + high


def read_crop(shape: str, place: str) -> Crop | None:
    """What was chosen, or None for the whole picture; raises PollsError."""
    if not shape:
        return None
    if shape not in SHAPES or (place or "center") not in PLACES:
        raise PollsError("picture.crop", _("Kies een vorm en wat er in beeld blijft."))
    return Crop(shape, place or "center")
