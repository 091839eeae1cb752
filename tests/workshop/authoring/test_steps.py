"""Steps on a draft: each changes what it names, and every other byte stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from polls.errors import PollsError
from tests.workshop.decks.small import SMALL
from workshop.authoring import rewriting, steps
from workshop.authoring.pieces import apply_edit, cut_text, find_edit, join_pieces
from workshop.decks.parse import parse

DECKS = sorted((Path(__file__).resolve().parents[3] / "decks").glob("*/deck.md"))


@pytest.mark.parametrize("file", DECKS, ids=lambda file: file.parent.name)
def test_a_cut_text_is_the_same_text(file: Path):
    text = file.read_text(encoding="utf-8")

    pieces = cut_text(text)

    assert "".join(pieces) == join_pieces(pieces) == text
    assert len(pieces) - 1 == len(parse(text, "deck.md").slides)


def test_a_text_without_front_matter_is_not_cut():
    with pytest.raises(PollsError) as refused:
        cut_text("# Hallo")

    assert refused.value.code == "draft.unreadable"


def read(pieces: tuple[str, ...]):
    return parse(join_pieces(pieces), "deck.md")


def test_a_title_changes_and_nothing_else():
    pieces = cut_text(SMALL)

    new = steps.set_title(pieces, slide="druk", title="Hoe *druk*  is\x0bhet?")

    assert read(new).slide("druk").title == "Hoe *druk* is het?"
    edit = find_edit(pieces, new)
    assert (edit.start, len(edit.removed), len(edit.added)) == (2, 1, 1)
    assert new[2] == pieces[2].replace("# Hoe druk is het?", r"# Hoe \*druk\* is het?")


def test_typed_text_cannot_begin_a_slide_a_block_a_note_or_a_title():
    typed = "een\n---\n+++\n```slide\n# kop\n![x](y.svg)\ntwee <!-- drie"

    new = steps.set_body(cut_text(SMALL), slide="welkom", body=typed)

    deck = read(new)
    assert [slide.id for slide in deck.slides] == ["welkom", "druk", "terug"]
    slide = deck.slide("welkom")
    assert (slide.title, slide.picture.name) == ("Welkom allemaal", "deur.svg")
    assert "<p>een" in slide.body
    for words in ("---", "+++", "```slide", "# kop", "![x](y.svg)", "twee &lt;!-- drie"):
        assert words in slide.body


def test_a_note_holds_what_was_typed_and_goes_when_it_is_emptied():
    noted = steps.set_note(cut_text(SMALL), slide="druk", note="Zeg --> dit\n---\nen dat")

    assert "Zeg --&gt; dit" in read(noted).slide("druk").note
    assert "en dat" in read(noted).slide("druk").note
    assert read(steps.set_note(noted, slide="druk", note=" ")).slide("druk").note == ""


def test_a_field_is_set_and_taken_away_without_touching_its_neighbours():
    pieces = cut_text(SMALL)

    new = steps.set_fields(
        pieces, slide="druk", block="question", nth=1, fields={"opens": None, "max": 2}
    )

    question = read(new).questions()[1]
    assert (question.opens, question.closes, question.spec["max"]) == ("enter", "manual", 2)
    assert new[2] == pieces[2].replace('opens = "manual"\n', "").replace(
        'closes = "manual"\n', 'closes = "manual"\nmax = 2\n'
    )


@pytest.mark.parametrize(("block", "field"), [("slide", "id"), ("question", "key")])
def test_a_name_that_answers_are_stored_under_stays(block: str, field: str):
    with pytest.raises(PollsError) as refused:
        steps.set_fields(cut_text(SMALL), slide="druk", block=block, fields={field: "x"})

    assert refused.value.code == "step.fixed"


def test_options_of_its_own_are_written_one_a_line():
    options = [{"key": "A", "label": 'Een "ja"'}, {"key": "B", "label": "Nee"}]

    new = steps.set_fields(
        cut_text(SMALL), slide="druk", block="question", fields={"options": options}
    )

    assert 'options = [\n    {key = "A"' in new[2]
    assert rewriting.read_block(new[2], "question")["options"] == options


def ids(pieces: tuple[str, ...]) -> list[str]:
    return [steps.read_id(piece) for piece in cut_text(join_pieces(pieces))[1:]]


def test_slides_move_in_the_order_that_they_had():
    pieces = cut_text(SMALL)

    new = steps.move_slides(pieces, slides=["druk", "welkom"], after="terug", chapter="slot")

    assert ids(new) == ["terug", "welkom", "druk"]
    assert [rewriting.read_block(piece, "slide")["chapter"] for piece in new[2:]] == ["slot"] * 2


def test_slides_do_not_move_behind_themselves():
    with pytest.raises(PollsError) as refused:
        steps.move_slides(cut_text(SMALL), slides=["welkom"], after="welkom")

    assert refused.value.code == "step.move_self"


def test_a_copy_gets_names_of_its_own_and_follows_them():
    new = steps.copy_slides(cut_text(SMALL), slides=["druk", "terug"])

    assert ids(new) == ["welkom", "druk", "terug", "druk-2", "terug-2"]
    assert steps.read_keys(new[4]) == ["nu-2", "straks-2"]
    own, copied = (
        rewriting.read_blocks(piece, "show")[0]["questions"] for piece in (new[3], new[5])
    )
    assert copied == [f"{key}-2" for key in own]


def test_a_slide_is_removed_and_its_neighbours_stay():
    pieces = cut_text(SMALL)

    new = steps.remove_slides(pieces, slides=["druk"])

    assert new == (pieces[0], pieces[1], pieces[3])


def test_a_slide_that_is_gone_is_told():
    with pytest.raises(PollsError) as refused:
        steps.set_title(cut_text(SMALL), slide="weg", title="x")

    assert refused.value.code == "step.slide_unknown"


def test_words_are_replaced_in_texts_and_never_in_names():
    new = steps.replace_text(cut_text(SMALL), find="druk", replace="rustig")

    deck = read(new)
    assert deck.slide("druk").title == "Hoe rustig is het?"
    assert deck.questions()[0].spec["options"][1]["label"] == "Druk"


def test_the_deck_gets_another_title_and_keeps_its_comments():
    pieces = cut_text(SMALL.replace('language = "nl"', 'language = "nl"  # van ons'))

    new = steps.set_deck(pieces, fields={"title": "Groot"})

    assert new[0] == pieces[0].replace('title = "Klein"', 'title = "Groot"')
    assert new[1:] == pieces[1:]


def test_chapters_are_rewritten_and_options_stay():
    chapters = [{"id": "start", "title": "Begin"}, {"id": "slot", "title": "Slot"}]

    new = steps.set_deck(cut_text(SMALL), fields={"chapters": chapters})

    deck = read(new)
    assert [chapter.title for chapter in deck.chapters] == ["Begin", "Slot"]
    assert deck.questions()[0].spec["options"][0]["label"] == "Rustig"


def test_an_edit_finds_its_place_after_others_and_is_refused_when_it_is_gone():
    pieces = cut_text(SMALL)
    titled = steps.set_title(pieces, slide="terug", title="Anders")
    edit = find_edit(pieces, titled)
    fewer = steps.remove_slides(titled, slides=["welkom"])

    assert apply_edit(fewer, edit.reversed())[-1] == pieces[-1]
    with pytest.raises(PollsError) as refused:
        apply_edit(steps.set_title(fewer, slide="terug", title="Weer"), edit.reversed())
    assert refused.value.code == "draft.changed_since"


def test_a_picture_is_set_described_and_removed():
    drawn = steps.set_picture(cut_text(SMALL), slide="druk", picture="berg.svg", alt="Een [berg]")

    picture = parse(join_pieces(drawn), "deck.md").slide("druk").picture
    assert (picture.name, picture.alt) == ("berg.svg", "Een (berg)")
    gone = steps.set_picture(drawn, slide="druk", picture="")
    assert read(gone).slide("druk").picture is None


def test_a_block_is_added_above_the_note_and_removed_again():
    pieces = cut_text(SMALL)
    question = {"key": "nu", "kind": "open"}

    new = steps.add_block(pieces, slide="welkom", block="question", fields=question)

    assert [each.key for each in read(new).questions()] == ["nu-2", "nu", "straks"]
    assert read(new).slide("welkom").note == read(pieces).slide("welkom").note
    gone = steps.remove_block(new, slide="welkom", block="question")
    assert rewriting.read_block(gone[1], "slide")["id"] == "welkom"
    assert [each.key for each in read(gone).questions()] == ["nu", "straks"]
