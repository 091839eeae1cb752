"""What can be added is drawn once for all workshops that begin alike."""

from __future__ import annotations

import pytest

from workshop.authoring import gallery, reading
from workshop.authoring.pieces import cut_text
from workshop.library import deck_versions
from workshop.views.editor import draw_item


@pytest.mark.parametrize("slug", ["beter-samenwerken", "quick-scan-conditions"])
def test_an_item_looks_as_it_does_in_the_deck_itself(slug: str):
    source = deck_versions.read_source(slug)
    front = reading.read_draft(reading.first_slide(source)).front
    chapter, whole, head = front.chapters[0].id, cut_text(source)[0], gallery.make_head(front)

    for make in (gallery.list_kinds, gallery.list_blocks, gallery.list_layouts):
        for item in make(chapter, front.language):
            assert draw_item(head, item.text, "nl") == draw_item(whole, item.text, "nl")
    assert len(head) < len(whole)


def test_workshops_that_differ_in_their_title_share_what_is_drawn():
    source = reading.first_slide(deck_versions.read_source("beter-samenwerken"))
    one, other = (
        gallery.make_head(reading.read_draft(source.replace("Beter", word, 1)).front)
        for word in ("Beter", "Nog beter")
    )

    assert one == other


def test_whatever_an_author_wrote_can_be_read_again():
    written = ('Van "ons" \\', "Zoë 🙂 \x7f", "'''")
    front = reading.Front(attribution=written, language="en")

    found = reading.read_draft(gallery.make_head(front)).front

    assert (found.attribution, found.language) == (written, "en")
