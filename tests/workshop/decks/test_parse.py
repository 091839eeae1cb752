"""Reading a deck file: good ones, and files that are no deck at all."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workshop.decks.small import DRAWING, PICTURES, SMALL, line_of
from workshop.decks.model import Chapter, Deck, Picture, Question, Show, Slide
from workshop.decks.parse import DeckError, Problem, load_deck, parse, read_deck_file

OPTIONS = [
    {"key": "A", "label": "Rustig"},
    {
        "key": "B",
        "label": "Druk",
        "help": "Je laat dingen liggen",
        "icon": "druk",
        "color": "b",
    },
]


@pytest.fixture
def deck() -> Deck:
    return parse(SMALL, "deck.md", PICTURES)


def problems_of(source: str) -> list[Problem]:
    with pytest.raises(DeckError) as caught:
        parse(source, "deck.md", PICTURES)
    return caught.value.problems


def test_the_deck_itself(deck: Deck):
    assert deck.title == "Klein"
    assert deck.language == "nl"
    assert deck.attribution == ("Tekst: wij",)
    assert deck.chapters == (Chapter("start", "Start"), Chapter("slot", "Slot"))
    assert [slide.id for slide in deck.slides] == ["welkom", "druk", "terug"]


def test_the_same_text_is_read_once_and_with_other_pictures_again(deck: Deck):
    assert parse(SMALL, "deck.md", [*PICTURES]) is deck
    assert parse(SMALL.replace("Klein", "Groot"), "deck.md", PICTURES).title == "Groot"
    for _time in range(2):
        with pytest.raises(DeckError):
            parse(SMALL, "deck.md", [])


def test_a_slide(deck: Deck):
    assert deck.slides[0] == Slide(
        id="welkom",
        number=1,
        label="Hallo",
        chapter="start",
        layout="cover",
        minutes=1.5,
        title="Welkom allemaal",
        body="<p>Een half uur over <strong>ons</strong> werk</p>",
        note="<p><strong>Zeg:</strong> welkom.</p>\n<p>Wacht even.</p>",
        picture=Picture("deur.svg", "Een open deur", decorative=False),
        badge="1",
        color="a",
        questions=(),
        shows=(),
        asks=(),
        skip=False,
        own_pace=True,
        same_title="Welkom allemaal",
        same_label="Hallo",
        line=line_of("```slide"),
    )


def test_what_a_slide_leaves_out_has_a_default(deck: Deck):
    slide = deck.slides[1]

    assert slide.label == "Hoe druk is het?"
    assert slide.minutes == 1
    assert (slide.body, slide.note, slide.picture, slide.badge, slide.color) == (
        "",
        "",
        None,
        "",
        "",
    )


def test_questions(deck: Deck):
    assert deck.questions() == (
        Question(
            key="nu",
            kind="choice",
            prompt="Hoe druk is het?",
            spec={"options": OPTIONS, "max": 1, "other": None},
            results="hidden",
            opens="enter",
            closes="leave",
            moderation="live",
            labels=(),
            after="",
            optional=False,
            required=False,
            same_prompt="Hoe druk is het?",
            same_spec={"options": OPTIONS, "max": 1, "other": None},
            line=line_of('key = "nu"') - 1,
        ),
        Question(
            key="straks",
            kind="choice",
            prompt="En volgende maand?",
            spec={"options": OPTIONS, "max": 1, "other": None},
            results="live",
            opens="manual",
            closes="manual",
            moderation="live",
            labels=(),
            after="",
            optional=False,
            required=False,
            same_prompt="En volgende maand?",
            same_spec={"options": OPTIONS, "max": 1, "other": None},
            line=line_of('key = "straks"') - 1,
        ),
    )


def test_shows(deck: Deck):
    pair, single = deck.slides[2].shows

    assert pair == Show(
        key="nu+straks",
        view="pair",
        questions=("nu", "straks"),
        labels=("nu", "straks"),
        empty="Nog niets",
        same_labels=("nu", "straks"),
        line=line_of("```show"),
    )
    assert single == Show(
        key="nu",
        view="question",
        questions=("nu",),
        labels=(),
        empty="",
        same_labels=(),
        line=line_of('view = "question"') - 1,
    )


def test_a_decorative_picture(deck: Deck):
    assert deck.slides[2].picture == Picture("deur.svg", "", decorative=True)


def test_a_slide_by_its_id(deck: Deck):
    found = deck.slide("terug")

    assert found is deck.slides[2]
    with pytest.raises(KeyError):
        deck.slide("weg")


def test_minutes_of_the_whole_deck(deck: Deck):
    assert deck.minutes() == 3.5


def test_options_of_a_question_itself():
    source = SMALL.replace(
        'options = "drukte"', 'options = [{ key = "A", label = "Ja" }, { key = "B", label = "N" }]'
    )

    deck = parse(source, "deck.md", PICTURES)

    assert deck.questions()[0].spec["options"] == [
        {"key": "A", "label": "Ja"},
        {"key": "B", "label": "N"},
    ]


def test_windows_line_ends_and_a_byte_order_mark_make_no_difference(deck: Deck):
    source = "\ufeff" + SMALL.replace("\n", "\r\n")

    assert parse(source, "deck.md", PICTURES) == deck


def test_a_separator_before_the_first_slide_makes_no_difference(deck: Deck):
    source = SMALL.replace("+++\n\n```slide", "+++\n---\n```slide")

    assert parse(source, "deck.md", PICTURES) == deck


def test_pictures_are_unchecked_when_nobody_knows_them(deck: Deck):
    assert parse(SMALL, "deck.md") == deck
    assert problems_of(SMALL.replace("deur.svg", "raam.svg")) != []


def test_html_of_the_author_shows_as_text():
    source = SMALL.replace("Een half uur", "<script>alert(1)</script>")

    body = parse(source, "deck.md", PICTURES).slides[0].body

    assert "<script" not in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body


def test_all_problems_come_at_once_in_order_of_their_lines():
    source = SMALL.replace('layout = "cover"', 'layout = "kaft"').replace("# Dit", "Dit")

    problems = problems_of(source.replace('kind = "choice"', 'kind = "choise"'))

    lines = [problem.line for problem in problems]
    assert lines == sorted(lines)
    assert len(problems) == 4


def test_an_error_reads_as_a_list():
    with pytest.raises(DeckError) as caught:
        parse(SMALL.replace('layout = "cover"', 'layout = "covre"'), "map/deck.md")

    line = line_of('layout = "cover"')
    assert str(caught.value) == (
        f"map/deck.md:{line}: 'covre' bestaat niet als layout. Bedoel je 'cover'?"
    )


@given(st.text())
def test_any_text_is_a_deck_or_a_list_of_problems(text: str):
    with pytest.raises(DeckError) as caught:
        parse(text, "deck.md")

    assert caught.value.problems != []


@given(st.integers(0, len(SMALL)), st.text(max_size=20))
def test_any_slip_of_the_keyboard_is_a_deck_or_a_list_of_problems(place: int, slip: str):
    source = SMALL[:place] + slip + SMALL[place:]

    try:
        outcome = parse(source, "deck.md", PICTURES).slides
    except DeckError as error:
        outcome = tuple(error.problems)

    assert outcome


def test_load_a_file_or_its_folder(tmp_path: Path, deck: Deck):
    (tmp_path / "deck.md").write_text(SMALL, encoding="utf-8")
    for picture in PICTURES:
        (tmp_path / picture).write_text(DRAWING)

    assert load_deck(tmp_path) == deck
    assert load_deck(tmp_path / "deck.md") == deck


def test_load_knows_the_pictures_of_the_folder(tmp_path: Path):
    (tmp_path / "deck.md").write_text(SMALL, encoding="utf-8")
    (tmp_path / "druk.svg").write_text(DRAWING)

    with pytest.raises(DeckError) as caught:
        load_deck(tmp_path)

    assert [problem.line for problem in caught.value.problems] == [
        line_of("![Een"),
        line_of("![](deur"),
    ]


def test_load_adds_what_is_wrong_with_a_picture(tmp_path: Path):
    (tmp_path / "deck.md").write_text(SMALL.replace("# Dit", "Dit"), encoding="utf-8")
    (tmp_path / "deur.svg").write_text(DRAWING)
    (tmp_path / "druk.svg").write_text(DRAWING.replace(" viewBox", ' width="1" viewBox'))

    with pytest.raises(DeckError) as caught:
        load_deck(tmp_path)

    assert [(problem.file, problem.line) for problem in caught.value.problems] == [
        ("deck.md", line_of('id = "terug"') - 1),
        ("druk.svg", 1),
    ]
    assert str(caught.value.problems[1]).startswith("druk.svg:1: haal width")


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(DeckError) as caught:
        read_deck_file(tmp_path / "deck.md")

    assert str(caught.value) == ("deck.md:1: Dit bestand is er niet: controleer de naam.")


def test_a_file_that_is_not_utf_8(tmp_path: Path):
    (tmp_path / "deck.md").write_bytes("+++\ntitle = 'é'\n".encode("latin-1"))

    with pytest.raises(DeckError) as caught:
        read_deck_file(tmp_path / "deck.md")

    assert str(caught.value) == (
        "deck.md:2: Hier staat een teken dat geen UTF-8 is: sla het bestand op als UTF-8."
    )
