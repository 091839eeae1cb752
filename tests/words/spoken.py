"""In which language a page speaks: the words that give Dutch or English away.

What people wrote and what a deck says stays in its own language, so it is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser

# Words that nearly every sentence of the one language has, and no sentence of the other.
GIVEAWAYS = {
    "nl": "de het een van niet je jij jouw naar met voor zijn wordt worden nog geen alle deze "
    "dit die dat als kan wel niemand iedereen mensen vraag vragen antwoord antwoorden groep "
    "groepen tekst teksten sessie sessies keuze bewaar kies wis zoek terug verslag deelnemers "
    "januari februari maart mei juni juli augustus oktober",
    "en": "the an and your you with this that from for not are were will can has have "
    "all answer answers people question questions group groups text texts session sessions "
    "choose delete search back report choice keep january february march june july october",
}
SPOKEN = ("aria-label", "placeholder", "title", "alt", "content", "data-sure", "data-saved")
UNSEEN = {"script", "style", "svg", "code", "textarea", "option"}
BEFORE = re.compile(r"^(?:\w{1,3}\. )+")  # a letter, a number or both
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Reader(HTMLParser):
    """The texts of a page that are in the page's own language, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.language = ""
        self.open: list[tuple[str, bool]] = []  # elements, and whether they are left out
        self.texts: list[str] = []
        self.words: list[str] = []  # those that are no attribute, which has no language of its own
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.language = given.get("lang") or ""
        other = given.get("lang", self.language) != self.language or given.get("dir") == "auto"
        out = other or tag in UNSEEN or (bool(self.open) and self.open[-1][1])
        if not out:
            self.texts += [value for name, value in attrs if name in SPOKEN and value]
        if tag not in VOID:
            self.open.append((tag, out))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and not self.open[-1][1] and data.strip():
            self.words.append(" ".join(data.split()))
            self.texts.append(self.words[-1])


def strays(page: str, content: Iterable[str]) -> list[str]:
    """The texts of a page with a word of the other language, once `content` is taken out."""
    reader = Reader(page)
    other = "en" if reader.language == "nl" else "nl"
    giveaway = re.compile(rf"\b({'|'.join(GIVEAWAYS[other].split())})\b", re.IGNORECASE)
    known = sorted(filter(is_said, map(str.strip, content)), key=len, reverse=True)
    quoted = re.compile("|".join(map(re.escape, known)) or r"(?!)")
    return [text for text in reader.texts if giveaway.search(quoted.sub("…", text))]


def unmarked(page: str, language: str, content: Iterable[str]) -> list[str]:
    """The texts of a page in another language than this one that are nothing but `content` in
    this one (perhaps behind a letter or a number), and are not marked as such."""
    reader = Reader(page)
    if reader.language == language:
        return []
    known = {" ".join(text.split()) for text in content if is_said(text)}
    return [text for text in reader.words if BEFORE.sub("", text) in known]


def is_said(text: str) -> bool:
    """A sentence or a title, and not a key or a single word that our own pages use too."""
    return " " in text or (len(text) > 3 and text[:1].isupper())
