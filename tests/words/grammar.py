"""What a sentence with numbers gets wrong: one as many, and marks of another language."""

from __future__ import annotations

import re

MANY = {
    "nl": "mensen antwoorden teksten punten groepen vragen woorden deelnemers minuten slides "
    "keuzes procentpunten handen regels seconden tips rondes plekken opties delen tekens dagen",
    "en": "people answers texts points groups questions words participants minutes slides choices "
    "hands lines seconds tips rounds places options parts characters days times",
}
ONE = {
    "nl": "mens antwoord tekst punt groep vraag woord deelnemer minuut slide keuze procentpunt "
    "hand regel tip optie",
    "en": "person answer text point group question word participant minute slide choice hand line "
    "second tip option time",
}
NUMBER = r"(?<![\w.,%=+−–-])"  # a number by itself: no part of another, no 'n ='
VERBS = {
    "nl": r"1 (?:mens|deelnemer) (?:antwoordden|kozen|gaven)|1 van de 1 |"
    r"(?:[02-9]|\d\d+) mensen (?:antwoordde|koos|gaf)\b",
    "en": r"1 (?:person|participant) (?:answer|choose)\b|1 of the 1 ",
}
# A decimal mark and a grouping mark are each other in the two languages.
MARKS = {"nl": r"\d\.\d(?!\d\d)|\d,\d{3}\b", "en": r"\d,\d(?!\d\d)|\d\.\d{3}\b"}


def find_faults(sentence: str, language: str) -> list[str]:
    """The parts of a sentence that are wrong."""
    sentence = sentence.replace("\u00a0", " ")
    many, one = ("|".join(words[language].split()) for words in (MANY, ONE))
    patterns = (
        rf"{NUMBER}1 (?:\w+ )?(?:{many})\b",
        rf"{NUMBER}(?:0|[2-9]|\d\d+|\d+\.\d{{3}}) (?:{one})\b",
        VERBS[language],
        MARKS[language],
    )
    return [found[0] for pattern in patterns for found in re.finditer(pattern, sentence)]
