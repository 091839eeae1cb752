"""The editor without script: every step is a form, and a form is a page."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.workshop.views.editing import look, place, post, step
from workshop.library import workshops
from workshop.models import Workshop

pytestmark = pytest.mark.django_db


def test_every_form_works_without_script(desk: Client, workshop: Workshop):
    post(desk, workshop, step="set_body", slide="goed", body="- een\n- twee")
    post(desk, workshop, step="set_note", slide="goed", note="**Zeg:** hallo")
    post(desk, workshop, step="set_picture", slide="goed", picture="knoop.svg", decorative="on")
    post(
        desk,
        workshop,
        step="form",
        slide="goed",
        block="slide",
        nth="0",
        layout="question",
        chapter="condities",
        minutes="4",
        skip="on",
    )
    changed = look(desk, workshop, "goed")["slide"]

    assert "<li>een</li>" in changed["stage"]
    assert changed["note"] == "**Zeg:** hallo"
    assert '![](knoop.svg "decorative")' in workshop.draft
    assert "minutes = 4\n" in workshop.draft


def test_an_option_gets_a_drawing_of_the_workshop(desk: Client, workshop: Workshop):
    page = desk.get(f"{place(workshop)}?slide=goed").content.decode()

    assert 'name="options.condities.0.icon"' in page
    assert "<option>ijsberg</option>" in page
    assert "<option selected>a</option>" in page


def test_adding_copying_moving_and_removing(desk: Client, workshop: Workshop):
    def order() -> list[str]:
        return [slide for slide, *_rest in look(desk, workshop, "goed")["slides"]]

    first = order()
    post(desk, workshop, step="add_item", slide="goed", item="words")
    added = order()
    post(desk, workshop, step="copy_slides", slide="words", slides="words")
    post(desk, workshop, step="move", slide="words-2", way="up")
    moved = order()
    post(desk, workshop, step="remove_slides", slides=["words", "words-2"])

    at = first.index("goed") + 1
    assert added == [*first[:at], "words", *first[at:]]
    assert moved == [*first[:at], "words-2", "words", *first[at:]]
    assert order() == first


def test_a_ready_made_piece_comes_in_as_one_step(desk: Client, workshop: Workshop):
    page = desk.get(place(workshop)).content.decode()
    before = workshop.draft
    post(desk, workshop, step="add_item", slide="goed", item="block/decision")
    after = [slide for slide, *_rest in look(desk, workshop, "goed")["slides"]]
    deck = workshops.read_draft(workshop)
    post(desk, workshop, step="undo")

    assert 'name="item" value="block/decision"' in page
    assert "Besluiten in twee rondes" in page
    assert "4 slides · 3 vragen" in " ".join(page.split())
    at = after.index("goed") + 1
    assert after[at : at + 4] == ["voorstel", "eerste-ronde", "bezwaren", "tweede-ronde"]
    assert {deck.slide(slide).chapter for slide in after[at : at + 4]} == {"doen"}
    assert workshop.draft == before


@pytest.mark.parametrize("item", ["block/nergens", "block/../x", "results", "x", ""])
def test_what_the_gallery_does_not_have_is_not_added(desk: Client, workshop: Workshop, item: str):
    status, told = step(desk, workshop, "add_item", slide="goed", item=item)

    assert (status, told["error"]["code"]) == (400, "step.malformed")
    assert workshop.edition == 1


def test_an_english_workshop_is_offered_english_pieces(desk: Client, trainer: User):
    english = workshops.create_blank(owner=trainer, title="Ours", language="en")
    page = desk.get(place(english)).content.decode()
    post(desk, english, step="add_item", slide="welkom", item="block/decision")

    assert '<b lang="en">Deciding in two rounds</b>' in page
    assert "First round: where do you stand?" in english.draft


def test_a_slide_moves_into_the_next_chapter_and_not_beyond_the_end(
    desk: Client, workshop: Workshop
):
    first = look(desk, workshop, "")["slides"][0][0]
    refused = post(desk, workshop, step="move", slide=first, way="up")
    edition = workshop.edition
    chapters = [slide for slide, *_rest in look(desk, workshop, "")["slides"]]
    post(desk, workshop, step="move", slide=chapters[-1], way="up")

    assert "Verder kan deze slide niet." in refused
    assert (edition, workshop.edition) == (1, 2)


def test_parts_come_and_go(desk: Client, workshop: Workshop):
    post(desk, workshop, step="add_part", slide="dank", block="ask")
    post(desk, workshop, step="add_part", slide="dank", block="question")
    with_both = look(desk, workshop, "dank")
    post(desk, workshop, step="remove_block", slide="dank", block="question", nth="0")

    assert 'data-question="dank"' in with_both["slide"]["phone"]
    assert 'data-question="dank"' not in look(desk, workshop, "dank")["slide"]["phone"]


def test_find_and_replace_and_the_whole_workshop(desk: Client, workshop: Workshop):
    post(desk, workshop, step="replace_text", find="samenwerking", replace="teamwerk")
    post(desk, workshop, step="deck_form", title="Teamwerk", language="nl", attribution="Wij")

    assert "jouw teamwerk goed?" in workshop.draft
    assert workshop.title == "Teamwerk"
    assert workshops.read_draft(workshop).attribution == ("Wij",)


def test_publishing(desk: Client, workshop: Workshop):
    done = post(desk, workshop, step="publish")
    published = workshop.published
    post(desk, workshop, step="set_title", slide="goed", title="")
    refused = post(desk, workshop, step="publish")

    assert "Deze versie is klaar" in done
    assert published is not None
    assert "Eerst dit herstellen" in refused
    assert workshop.published == published


def test_a_workshop_of_which_a_text_runs_off_its_slide_is_not_published(
    desk: Client, workshop: Workshop
):
    post(desk, workshop, step="publish")
    published = workshop.published
    post(desk, workshop, step="set_body", slide="ambitie", body="Wij willen verder komen. " * 40)

    refused = post(desk, workshop, step="publish")

    assert "De tekst past niet op slide 22: haal ongeveer" in refused
    assert workshop.published == published


@pytest.mark.parametrize("name", ["", "dans", "undo"])
def test_a_form_that_cannot_be_is_told(desk: Client, workshop: Workshop, name: str):
    page = post(desk, workshop, step=name)

    assert 'role="alert"' in page
    assert workshop.edition == 1


# Text
