"""Every mistake an author can make: one message, at the right line, that says what to do."""

import ast
from pathlib import Path

import pytest

import workshop.decks
from polls import kinds
from tests.workshop.decks.small import PICTURES, SMALL
from workshop.decks.model import LAYOUTS
from workshop.decks.parse import DeckError, parse
from workshop.decks.problems import choose

KINDS = ", ".join(kinds.all())

# What stands in the small deck, what an author makes of it, the line that is blamed
# (by how it starts after the change, the last one that does), and the message.
MISTAKES = {
    "nothing": (SMALL, "", "", "Begin het bestand met de gegevens van het deck tussen regels +++."),
    "no front matter": (
        SMALL,
        "# Welkom",
        "# Welkom",
        "Begin het bestand met de gegevens van het deck tussen regels +++.",
    ),
    "front matter without end": (
        SMALL,
        '+++\ntitle = "Klein"\n',
        "+++",
        "Sluit de gegevens van het deck af met een regel +++.",
    ),
    "invisible character": (
        "Een half uur",
        "Een\x00half uur",
        "Een\x00half",
        "Hier staat een onzichtbaar teken (U+0000): haal het weg.",
    ),
    "no slides": (
        SMALL[SMALL.index("```slide") :],
        "",
        "+++\ntitle",
        "Dit deck heeft nog geen dia: schrijf er een na de regel +++.",
    ),
    "no TOML in the front matter": (
        'title = "Klein"',
        "title = Klein",
        "title = Klein",
        "Deze regel is geen goede TOML (Invalid value). Schrijf naam = waarde, "
        'met tekst tussen aanhalingstekens: title = "Welkom".',
    ),
    "no TOML in a block": (
        'badge = "1"',
        "badge: 1",
        "badge: 1",
        "Deze regel is geen goede TOML (Expected '=' after a key in a key/value pair). "
        'Schrijf naam = waarde, met tekst tussen aanhalingstekens: title = "Welkom".',
    ),
    "no TOML on the last line": (
        'color = "a"\n```',
        'color = "a\n```',
        'color = "a',
        "Deze regel is geen goede TOML (Unterminated string). Schrijf naam = waarde, "
        'met tekst tussen aanhalingstekens: title = "Welkom".',
    ),
    "unknown key of the deck": (
        "attribution =",
        "atribution =",
        "atribution",
        "Onbekend veld 'atribution'. Bedoel je 'attribution'?",
    ),
    "no title of the deck": (
        'title = "Klein"\n',
        "",
        "+++\nlanguage",
        'Hier ontbreekt een tekst tussen aanhalingstekens: title = "…".',
    ),
    "empty title of the deck": (
        'title = "Klein"',
        'title = " "',
        'title = " "',
        "'title' is leeg: vul een tekst in.",
    ),
    "no text": (
        'title = "Klein"',
        "title = 3",
        "title = 3",
        "'title' is een tekst tussen aanhalingstekens: title = \"…\".",
    ),
    "unknown language": (
        'language = "nl"',
        'language = "fr"',
        "language",
        "'fr' bestaat niet als language. Kies uit: nl, en.",
    ),
    "attribution is a text": (
        '["Tekst: wij"]',
        '"Tekst: wij"',
        "attribution",
        '\'attribution\' is een lijst van teksten: attribution = ["…", "…"].',
    ),
    "attribution holds a number": (
        '["Tekst: wij"]',
        "[3]",
        "attribution",
        '\'attribution\' is een lijst van teksten: attribution = ["…", "…"].',
    ),
    "chapters are texts": (
        '[[chapters]]\nid = "start"\ntitle = "Start"\n\n[[chapters]]\nid = "slot"\ntitle = "Slot"',
        'chapters = ["start", "slot"]',
        "chapters",
        "'chapters' is een lijst van tabellen: [[chapters]].",
    ),
    "no chapters": (
        '[[chapters]]\nid = "start"\ntitle = "Start"\n\n[[chapters]]\nid = "slot"\ntitle = "Slot"',
        "",
        "+++\ntitle",
        "Hier ontbreekt een lijst van tabellen: [[chapters]].",
    ),
    "unknown key of a chapter": (
        'title = "Slot"',
        'titel = "Slot"\ntitle = "Slot"',
        "titel",
        "Onbekend veld 'titel'. Bedoel je 'title'?",
    ),
    "chapter twice": (
        'title = "Slot"\n',
        'title = "Slot"\n\n[[chapters]]\nid = "slot"\ntitle = "Nog een"\n',
        'id = "slot"',
        "Het hoofdstuk 'slot' staat er al: kies een andere id.",
    ),
    "options without a name": (
        "options.drukte",
        "options",
        '[[options]]\nkey = "A"',
        "Geef de lijst van opties een naam: [[options.naam]].",
    ),
    "empty list of options": (
        'options = "drukte"\n```',
        "options = []\n```",
        "options = []",
        "'options' heeft geen opties: schrijf er ten minste twee.",
    ),
    "unknown key of an option": (
        'icon = "druk"',
        'icoon = "druk"',
        "icoon",
        "Onbekend veld 'icoon'. Bedoel je 'icon'?",
    ),
    "option without label": (
        'label = "Druk"\n',
        "",
        "[[options.drukte]]",
        'Hier ontbreekt een tekst tussen aanhalingstekens: label = "…".',
    ),
    "key of an option": (
        'key = "B"',
        'key = "b c"',
        'key = "b c"',
        "'b c' kan geen key zijn: gebruik letters en cijfers.",
    ),
    "option twice": (
        'key = "B"',
        'key = "A"',
        'key = "A"',
        "De optie 'A' staat er al: kies een andere key.",
    ),
    "unknown colour of an option": (
        'color = "b"',
        'color = "rood"',
        'color = "rood"',
        "'rood' bestaat niet als color. Kies uit: a, b, c, d, e, deep, accent.",
    ),
    "block without end": (
        'empty = "Nog niets"\n```\n\n```show\nview = "question"\nquestions = ["nu"]\n```\n',
        'empty = "Nog niets"\n',
        "```show",
        "Sluit dit blok 'show' af met een regel ```.",
    ),
    "note without end": (
        "-->",
        "",
        "<!--",
        "Sluit de notitie af met -->, vóór de regel ---.",
    ),
    "text after the note": (
        "-->",
        "-->\n\nNog iets",
        "Nog iets",
        "Zet de notitie onderaan de dia: erna mag niets meer staan.",
    ),
    "text behind the note": (
        "-->",
        "--> nog iets",
        "--> nog",
        "Zet na --> niets meer op deze regel.",
    ),
    "two notes": (
        "-->",
        "-->\n<!-- nog een -->",
        "<!-- nog",
        "Zet de notitie onderaan de dia: erna mag niets meer staan.",
    ),
    "empty slide": (
        '---\n\n```slide\nid = "druk"',
        '---\n\n---\n```slide\nid = "druk"',
        "---\n\n---",
        "Deze dia is leeg: haal een regel --- weg.",
    ),
    "slide block missing": (
        '```slide\nid = "terug"\nchapter = "slot"\nlayout = "results"\n```\n',
        "",
        "# Dit",
        "Begin de dia met een blok ```slide.",
    ),
    "separator forgotten": (
        '---\n\n```slide\nid = "terug"',
        '```slide\nid = "terug"',
        "```slide",
        "Deze dia heeft al een slide-blok: zet er een regel --- voor.",
    ),
    "unknown block": (
        "Een half uur",
        "```vraag\n```\nEen half uur",
        "```vraag",
        "Een blok 'vraag' bestaat niet. Kies uit: slide, question, show.",
    ),
    "unknown key of a slide": (
        "minutes =",
        "minuts =",
        "minuts",
        "Onbekend veld 'minuts'. Bedoel je 'minutes'?",
    ),
    "id of a slide": (
        'id = "welkom"',
        'id = "Welkom!"',
        'id = "Welkom!"',
        "'Welkom!' kan geen id zijn: gebruik kleine letters, cijfers en streepjes, "
        "en begin met een letter.",
    ),
    "id twice": (
        'id = "druk"',
        'id = "welkom"',
        '```slide\nid = "welkom"\nchapter',
        "Dia 1 heeft ook id 'welkom': kies voor deze dia een andere.",
    ),
    "unknown chapter": (
        'chapter = "slot"',
        'chapter = "sloot"',
        "chapter",
        "'sloot' bestaat niet als chapter. Bedoel je 'slot'?",
    ),
    "chapter that was over": (
        'id = "welkom"\nlabel = "Hallo"\nchapter = "start"',
        'id = "welkom"\nlabel = "Hallo"\nchapter = "slot"',
        '```slide\nid = "terug"',
        "Hoofdstuk 'slot' was al voorbij: zet zijn dia's bij elkaar.",
    ),
    "no layout": (
        'layout = "results"\n',
        "",
        "```slide",
        'Hier ontbreekt een tekst tussen aanhalingstekens: layout = "…".',
    ),
    "unknown layout": (
        'layout = "cover"',
        'layout = "kaft"',
        'layout = "kaft"',
        f"'kaft' bestaat niet als layout. Kies uit: {', '.join(LAYOUTS)}.",
    ),
    "minutes of nothing": (
        "minutes = 1.5",
        "minutes = 0",
        "minutes",
        "'minutes' is een getal boven 0 en tot en met 240: minutes = 2.",
    ),
    "minutes in words": (
        "minutes = 1.5",
        'minutes = "twee"',
        "minutes",
        "'minutes' is een getal boven 0 en tot en met 240: minutes = 2.",
    ),
    "minutes without end": (
        "minutes = 1.5",
        "minutes = inf",
        "minutes",
        "'minutes' is een getal boven 0 en tot en met 240: minutes = 2.",
    ),
    "no title": (
        "# Dit zeiden jullie",
        "Dit zeiden jullie",
        "```slide",
        "Deze dia heeft geen titel: zet onder het slide-blok een regel # Titel.",
    ),
    "two titles": (
        "Een half uur",
        "# Een half uur",
        "# Een half uur",
        "Deze dia heeft al een titel: schrijf een tussenkop met ##.",
    ),
    "picture that is not there": (
        "](deur.svg)",
        "](deuren.svg)",
        "![Een",
        "Het plaatje 'deuren.svg' staat niet in de map. Bedoel je 'deur.svg'?",
    ),
    "picture like no other": (
        "](deur.svg)",
        "](x.svg)",
        "![Een",
        "Het plaatje 'x.svg' staat niet in de map. Zet het erbij of verbeter de naam.",
    ),
    "picture without description": (
        "![Een open deur]",
        "![ ]",
        "![ ]",
        "Beschrijf het plaatje: schrijf ![wat er te zien is](naam.svg). "
        'Voegt het niets toe? Dan: ![](deur.svg "decorative").',
    ),
    "description of a decorative picture": (
        "![](deur.svg",
        "![Een deur](deur.svg",
        "![Een deur]",
        'Kies: een beschrijving van het plaatje, of "decorative". Niet allebei.',
    ),
    "words behind a picture": (
        "](deur.svg)",
        '](deur.svg "groot")',
        "![Een",
        'Achter de naam van een plaatje past alleen "decorative".',
    ),
    "two pictures": (
        "Een half uur",
        "![Nog een deur](deur.svg)",
        "![Nog",
        "Deze dia heeft al een plaatje: haal er een weg.",
    ),
    "picture of another form": (
        "(deur.svg)",
        "(mijn deur.svg)",
        "![Een",
        "Dit plaatje is niet te lezen: schrijf ![wat er te zien is](naam.svg).",
    ),
    "icon that is not there": (
        'icon = "druk"',
        'icon = "drukte"',
        '```question\nkey = "nu"',
        "Het plaatje 'drukte.svg' staat niet in de map. Bedoel je 'druk.svg'?",
    ),
    "unknown kind": (
        'key = "straks"\nkind = "choice"',
        'key = "straks"\nkind = "quiz"',
        'kind = "quiz"',
        f"'quiz' bestaat niet als kind. Kies uit: {KINDS}.",
    ),
    "unknown list of options": (
        'options = "drukte"\nresults',
        'options = "druk"\nresults',
        'options = "druk"',
        "De lijst van opties 'druk' bestaat niet. Bedoel je 'drukte'?",
    ),
    "question twice": (
        'key = "straks"',
        'key = "nu"',
        '```question\nkey = "nu"\nkind = "choice"\nprompt',
        "De vraag 'nu' bestaat al: kies een andere key.",
    ),
    "results of a question": (
        'results = "live"',
        'results = "alive"',
        "results",
        "'alive' bestaat niet als results. Bedoel je 'live'?",
    ),
    "unknown view": (
        'view = "question"',
        'view = "questions"',
        'view = "questions"',
        "'questions' bestaat niet als view. Bedoel je 'question'?",
    ),
    "unknown key of a show": (
        'view = "question"',
        'view = "question"\nleeg = "Niets"',
        "leeg",
        "Onbekend veld 'leeg'. Kies uit: key, view, questions, labels, empty.",
    ),
    "pair of one": (
        'questions = ["nu", "straks"]',
        'questions = ["nu"]',
        'questions = ["nu"]\nlabels',
        "Een 'pair' vergelijkt precies twee vragen: noem er twee.",
    ),
    "pair without labels": (
        'labels = ["nu", "straks"]\n',
        "",
        '```show\nview = "pair"',
        'Geef de twee kanten een naam: labels = ["goed", "minder"].',
    ),
    "one question too many": (
        'questions = ["nu"]',
        'questions = ["nu", "straks"]',
        "questions",
        "Bij 'question' hoort precies één vraag: noem er een.",
    ),
    "labels of one question": (
        'questions = ["nu"]',
        'questions = ["nu"]\nlabels = ["nu"]',
        "labels",
        "'labels' hoort alleen bij view = \"pair\": haal deze regel weg.",
    ),
    "unknown question": (
        'questions = ["nu"]',
        'questions = ["strak"]',
        "```show",
        "Geen eerdere dia stelt de vraag 'strak'. Bedoel je 'straks'?",
    ),
    "pair of unlike questions": (
        'key = "straks"\nkind = "choice"\nprompt = "En volgende maand?"\noptions = "drukte"\n',
        'key = "straks"\nkind = "open"\nprompt = "En volgende maand?"\n',
        '```show\nview = "pair"',
        "'nu' en 'straks' zijn geen paar: geef ze dezelfde options.",
    ),
    "show with the key of a question": (
        'view = "pair"',
        'view = "pair"\nkey = "nu"',
        '```show\nview = "pair"',
        "'nu' is al een vraag: kies een andere key.",
    ),
    "two shows with one key": (
        'questions = ["nu"]',
        'key = "nu+straks"\nquestions = ["nu"]',
        "```show",
        "'nu+straks' toont elders iets anders: kies een andere key.",
    ),
}


def last_line_of(text: str, source: str) -> int:
    """The number of the last line at which `text` starts; 1 when it is not there."""
    return source.count("\n", 0, max(0, ("\n" + source).rfind("\n" + text))) + 1


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake(name: str):
    before, after, blamed, message = MISTAKES[name]
    source = SMALL.replace(before, after)
    assert source != SMALL

    with pytest.raises(DeckError) as caught:
        parse(source, "deck.md", PICTURES)

    expected = f"deck.md:{last_line_of(blamed, source)}: {message}"
    assert expected in [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_not_blamed_on_what_is_right(name: str):
    before, after, _, _ = MISTAKES[name]
    # A question that took another's key leaves what shows that other one empty-handed.
    expected = 2 if name == "question twice" else 1

    with pytest.raises(DeckError) as caught:
        parse(SMALL.replace(before, after), "deck.md", PICTURES)

    assert len(caught.value.problems) == expected


def test_a_mistake_in_what_only_the_kind_knows_is_at_its_block():
    source = SMALL.replace('options = "drukte"\n```', 'options = "drukte"\nmaks = 2\n```')

    with pytest.raises(DeckError) as caught:
        parse(source, "deck.md", PICTURES)

    [problem] = caught.value.problems
    assert problem.line == last_line_of('```question\nkey = "nu"', source)
    assert "'maks'" in problem.message


def reported() -> set[str]:
    """The longest fixed part of every message in the code."""
    found = set()
    for file in Path(workshop.decks.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if getattr(getattr(node, "func", None), "attr", "") in ("add", "problem", "stop"):
                found.add(longest_text(node.args[-1]))
    return found - {""}


def longest_text(node: ast.AST) -> str:
    constants = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
    return max((text for text in constants if isinstance(text, str)), key=len, default="")


def test_every_message_in_the_code_is_tested_here():
    tested = "\n".join(message for _, _, _, message in MISTAKES.values())

    untested = {part for part in reported() if part not in tested}

    assert len(reported()) > 25
    assert untested == set()


@pytest.mark.parametrize(
    ("word", "known", "sentence"),
    [
        ("covre", ["cover", "list"], "Bedoel je 'cover'?"),
        ("x", ["cover", "list"], "Kies uit: cover, list."),
        ("x", [], "Er is er nog geen."),
    ],
)
def test_choose(word: str, known: list[str], sentence: str):
    assert choose(word, known) == sentence
