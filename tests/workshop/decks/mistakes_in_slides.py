"""Mistakes that an author can make in slides, questions and shows.

Each by name: what stands in the small deck, what the author makes of it, the line that
is blamed (by how it starts after the change, the last that does), and the message.
"""

from polls import kinds
from workshop.decks.model import LAYOUTS

KINDS = ", ".join(kinds.all())

TEAM = """```slide
id = "{0}"
chapter = "start"
layout = "question"
```

# Waar werk je?

```question
key = "{0}"
kind = "choice"
options = "drukte"
segment = true
```

---

"""
SLIDES = {
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
        "Zet de notitie onderaan de slide: erna mag niets meer staan.",
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
        "Zet de notitie onderaan de slide: erna mag niets meer staan.",
    ),
    "empty slide": (
        '---\n\n```slide\nid = "druk"',
        '---\n\n---\n```slide\nid = "druk"',
        "---\n\n---",
        "Deze slide is leeg: haal een regel --- weg.",
    ),
    "slide block missing": (
        '```slide\nid = "terug"\nchapter = "slot"\nlayout = "results"\n```\n',
        "",
        "# Dit",
        "Begin de slide met een blok ```slide.",
    ),
    "separator forgotten": (
        '---\n\n```slide\nid = "terug"',
        '```slide\nid = "terug"',
        "```slide",
        "Deze slide heeft al een slide-blok: zet er een regel --- voor.",
    ),
    "unknown block": (
        "Een half uur",
        "```vraag\n```\nEen half uur",
        "```vraag",
        "Een blok 'vraag' bestaat niet. Kies uit: slide, question, show, ask.",
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
        "Slide 1 heeft ook id 'welkom': kies voor deze slide een andere.",
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
        "Hoofdstuk 'slot' was al voorbij: zet zijn slides bij elkaar.",
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
        "Deze slide heeft geen titel: zet onder het slide-blok een regel # Titel.",
    ),
    "two titles": (
        "Een half uur",
        "# Een half uur",
        "# Een half uur",
        "Deze slide heeft al een titel: schrijf een tussenkop met ##.",
    ),
    "picture that is not there": (
        "](deur.svg)",
        "](deuren.svg)",
        "![Een",
        "Dit deck heeft geen plaatje 'deuren.svg'. Bedoel je 'deur.svg'?",
    ),
    "picture like no other": (
        "](deur.svg)",
        "](x.svg)",
        "![Een",
        "Dit deck heeft geen plaatje 'x.svg'. Zet het erbij of verbeter de naam.",
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
        "Deze slide heeft al een plaatje: haal er een weg.",
    ),
    "picture of another form": (
        "(deur.svg)",
        "(mijn deur.svg)",
        "![Een",
        "Dit plaatje is niet te lezen: schrijf ![wat er te zien is](naam.svg), zonder spatie in de "
        "naam.",
    ),
    "icon that is not there": (
        'icon = "druk"',
        'icon = "drukte"',
        '```question\nkey = "nu"',
        "Dit deck heeft geen plaatje 'drukte.svg'. Bedoel je 'druk.svg'?",
    ),
}

QUESTIONS = {
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
        "Onbekend veld 'leeg'. Kies uit: key, view, questions, labels, empty, same.",
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
        "'labels' hoort alleen bij twee vragen naast elkaar: haal deze regel weg.",
    ),
    "labels for one collaboration of another number": (
        'labels = ["nu", "straks"]',
        'labels = ["nu", "straks"]\nsame = { labels = ["nu"] }',
        "same",
        "Noem hier evenveel labels als in het blok zelf.",
    ),
    "hint that a kind does not have": (
        'key = "nu"\nkind = "choice"',
        'key = "nu"\nkind = "choice"\nsame = { placeholder = "Denk aan ons" }',
        "same",
        "Deze soort vraag heeft geen 'placeholder': haal die weg.",
    ),
    "hint for one collaboration too long": (
        'closes = "manual"\n```',
        'closes = "manual"\n```\n\n```question\nkey = "meer"\nkind = "open"\n'
        f'same = {{ placeholder = "{"a" * 121}" }}\n```',
        "same",
        "Een 'placeholder' heeft hooguit 120 tekens.",
    ),
    "other words that are no table": (
        'key = "nu"',
        'key = "nu"\nsame = "ons"',
        "same",
        "'same' is een tabel: same = { … }.",
    ),
    "other words for what has none": (
        'badge = "1"',
        'badge = "1"\nsame = { color = "b" }',
        "same",
        "Onbekend veld 'color'. Kies uit: title, label.",
    ),
    "optional question that is shown again": (
        'key = "nu"',
        'key = "nu"\noptional = true',
        '```question\nkey = "nu"',
        "De antwoorden op 'nu' komen elders terug, dus de vraag kan niet vervallen: "
        "haal 'optional' weg.",
    ),
    "segment that lets people choose more": (
        'key = "nu"',
        'key = "nu"\nsegment = true\nmax = 2',
        '```question\nkey = "nu"',
        "Met 'segment' kiest iedereen één deelgroep, uit hooguit 6: laat 'max' weg of haal opties "
        "weg.",
    ),
    "segment that is no flag": (
        'key = "nu"',
        'key = "nu"\nsegment = "ja"',
        '```question\nkey = "nu"',
        "'segment' is true of false.",
    ),
    "segment beside another question": (
        'key = "nu"',
        'key = "nu"\nsegment = true',
        '```question\nkey = "nu"',
        "Een vraag met 'segment' staat alleen op een slide: haal de andere vraag weg.",
    ),
    "segment twice": (
        '```slide\nid = "terug"',
        f'{TEAM.format("team")}{TEAM.format("afdeling")}```slide\nid = "terug"',
        '```question\nkey = "afdeling"',
        "De vraag 'team' heeft ook 'segment': één vraag splitst de andere. Kies er een.",
    ),
    "key of the questions beside the deck": (
        'closes = "manual"\n```',
        'closes = "manual"\n```\n\n```question\nkey = "aside"\nkind = "open"\n```',
        '```question\nkey = "aside"',
        "'aside' is de key van de vragen uit de zaal: kies een andere key.",
    ),
    "unknown question": (
        'questions = ["nu"]',
        'questions = ["strak"]',
        "```show",
        "Geen eerdere slide stelt de vraag 'strak'. Bedoel je 'straks'?",
    ),
    "pair of which one counts no people": (
        'key = "straks"\nkind = "choice"\n',
        'key = "straks"\nkind = "points"\n',
        '```show\nview = "pair"',
        "'nu' en 'straks' zijn geen paar: stel twee keuzevragen met dezelfde options.",
    ),
    "pair of unlike questions": (
        'key = "straks"\nkind = "choice"\nprompt = "En volgende maand?"\noptions = "drukte"\n',
        'key = "straks"\nkind = "open"\nprompt = "En volgende maand?"\n',
        '```show\nview = "pair"',
        "'nu' en 'straks' zijn geen paar: stel twee keuzevragen met dezelfde options.",
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
    "after an unknown question": (
        'key = "straks"',
        'key = "straks"\nafter = "nou"',
        '```question\nkey = "straks"',
        "'after' noemt een andere vraag: 'nou' bestaat niet. Bedoel je 'nu'?",
    ),
    "after the question itself": (
        'key = "straks"',
        'key = "straks"\nafter = "straks"',
        '```question\nkey = "straks"',
        "'after' noemt deze vraag zelf: noem de key van een andere vraag.",
    ),
    "a question that comes later": (
        "Een half uur over **ons** werk",
        '```show\nview = "question"\nquestions = ["nu"]\n```\n',
        '```show\nview = "question"\nquestions = ["nu"]\n```\n\n\n<!--',
        "De vraag 'nu' komt pas later: zet deze slide na de slide met die vraag.",
    ),
    "a flag that is no flag": (
        'id = "druk"',
        'id = "druk"\nskip = "ja"',
        'skip = "ja"',
        "'skip' is true of false: skip = true.",
    ),
}
