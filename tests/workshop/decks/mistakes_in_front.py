"""Mistakes that an author can make before the first slide.

Each by name: what stands in the small deck, what the author makes of it, the line that
is blamed (by how it starts after the change, the last that does), and the message.
"""

from tests.workshop.decks.small import SMALL

FILE = {
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
        "Dit deck heeft nog geen slide: schrijf er een na de regel +++.",
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
}

FRONT = {
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
        "'b c' kan geen key zijn: gebruik hooguit 32 letters, cijfers, - en _, en begin met een "
        "letter of cijfer.",
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
}
