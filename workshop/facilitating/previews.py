"""A slide of a draft as the room will see it: on the projector, and on a phone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from polls.models import DeckVersion
from workshop.authoring import reading
from workshop.authoring.reading import Draft, DraftSlide
from workshop.decks.model import Question
from workshop.facilitating.addresses import svg_qr
from workshop.facilitating.presentation import with_icons
from workshop.facilitating.slides import DrawnSlide
from workshop.library import deck_versions
from workshop.library.house_styles import PageStyle

CODE = "12345678"  # of no session
LINK = re.compile(r"<(/?)a\b")


@dataclass(frozen=True, slots=True)
class Previews:
    """Draws slides of one draft. `site` is the address that the room will go to, `house` the
    style that they wear."""

    draft: Draft
    version: DeckVersion
    site: str
    house: PageStyle | None = None

    def thumb(self, draft_slide: DraftSlide) -> SafeString:
        """The slide as a small picture: without ids, for it stands beside the real one, and
        without links, for it may stand in one."""
        return SafeString(LINK.sub(r"<\1span", self._stage(draft_slide, thumb=True)))

    def stage(self, draft_slide: DraftSlide) -> SafeString:
        return self._stage(draft_slide, thumb=False)

    def _stage(self, draft_slide: DraftSlide, *, thumb: bool) -> SafeString:
        if draft_slide.slide is None:
            return SafeString(
                render_to_string("workshops/_unreadable.html", {"slide": draft_slide})
            )
        slide = reading.drawable(draft_slide.slide)
        titles = {chapter.id: chapter.title for chapter in self.draft.deck.chapters}
        drawn = DrawnSlide(
            slide,
            deck_versions.picture_html(self.version, slide.picture),
            titles.get(slide.chapter, ""),
        )
        given = {"slide": drawn, "deck": self.draft.deck, "visible": True, "thumb": thumb}
        return SafeString(render_to_string("slides/slide.html", {**given, **self._room(thumb)}))

    def _room(self, thumb: bool) -> dict[str, Any]:
        return {
            "session": {"code": CODE},
            "state": {"session": {"joined": 0}},
            "addresses": {"short": self.site.split("://", 1)[-1]},
            "join_qr": "" if thumb else svg_qr(self.site),
            "house": self.house,
        }

    def footer(self) -> SafeString:
        """What stands below every slide on the projector."""
        return SafeString(render_to_string("screen/_footer.html", self._room(thumb=False)))

    def phone(self, draft_slide: DraftSlide) -> SafeString:
        if draft_slide.slide is None:
            return SafeString("")
        slide = reading.drawable(draft_slide.slide)
        asked = [with_icons(self.version, as_open(question)) for question in slide.questions]
        return SafeString(
            render_to_string(
                "phone/_slide.html",
                {
                    "session": {"code": CODE},
                    "language": self.draft.deck.language,
                    "slide": slide,
                    "drawing": ""
                    if asked
                    else deck_versions.drawing_html(self.version, slide.picture),
                    "questions": asked,
                },
            )
        )


def as_open(question: Question) -> dict[str, Any]:
    """A question as a phone has it while it is open and nobody answered."""
    asked: Mapping[str, Any] = {
        "key": question.key,
        "kind": question.kind,
        "prompt": question.prompt,
        "spec": question.spec,
    }
    return {**asked, "state": "open", "round": 1, "seq": 0, "mine": None, "cards": []}
