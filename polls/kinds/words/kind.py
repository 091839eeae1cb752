"""Words: a few associations each, merged and drawn as a cloud."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from polls import figures
from polls.figures import Cell, Count, Label, Table, Text
from polls.kinds import alike, cloud
from polls.kinds.base import Counted, Kind, answered, clean_texts
from polls.kinds.cloud import merged
from polls.kinds.fields import Block, Field, Number, Spec, SpecError

PLACES = 60  # words that get a place in the cloud: the most mentioned; the table has all
NAMED = 5  # words that a sentence names when they share the first place

SAMPLES = ("leuk", "Leuk", "lastig", "energie", "vertrouwen", "overleg", "gedoe", "samen", "traag")


@dataclass(frozen=True)
class Synonyms(Field):
    """Lists of words that count as one."""

    type = "synonyms"

    def read(self, block: Block, spec: Spec) -> dict[str, str]:
        return parse_synonyms(block.get(self.key, []))


class WordsKind(Kind):
    """Spec: {"max": words a participant may give, "length": characters, "synonyms"}.

    `synonyms` maps words, without capitals and accents, to the word that they count as.
    """

    name = "words"
    title = gettext_lazy("Woorden")
    about = gettext_lazy("Losse woorden, getoond als een wolk.")
    fields = (
        Number(
            "max",
            gettext_lazy("Woorden per persoon"),
            gettext_lazy("Hoeveel woorden iemand mag sturen."),
            default=5,
            lowest=1,
            highest=20,
        ),
        Number(
            "length",
            gettext_lazy("Lengte"),
            gettext_lazy("Hoeveel tekens een woord mag hebben."),
            default=30,
            lowest=5,
            highest=100,
        ),
        Synonyms(
            "synonyms",
            gettext_lazy("Synoniemen"),
            gettext_lazy("Lijsten van woorden die tellen als het eerste."),
        ),
    )
    worded = ("words",)

    def clean(self, value: Any) -> list[str]:
        texts = clean_texts(value, self.spec["max"], self.spec["length"])
        first = {merged(text): text for text in reversed(texts)}
        return [text for text in texts if first[merged(text)] is text]

    def sample(self, chance: Random) -> list[str]:
        words = chance.sample(SAMPLES, chance.randint(1, min(self.spec["max"], len(SAMPLES))))
        return [word[: self.spec["length"]] for word in words]

    def tally(self, counted: Sequence[Counted]) -> dict[str, Any]:
        """Words in order of first appearance, each in its most used spelling."""
        spellings: dict[str, Counter[str]] = {}
        for each in counted:
            words: dict[str, str] = {}
            for text in each.value:
                word = self.canonical(text)
                words.setdefault(merged(word), word)
            for same, word in words.items():
                spellings.setdefault(same, Counter())[word] += each.count
        found = [
            {"text": used.most_common(1)[0][0], "count": used.total()}
            for used in spellings.values()
        ]
        return {"answered": answered(counted), "words": found}

    def figure(self, tally: Mapping[str, Any]) -> dict[str, Any]:
        if not tally["words"]:
            return figures.nothing_yet()
        words = most_mentioned(tally["words"], PLACES)
        counts = [word["count"] for word in words]
        spots = cloud.place([word["text"] for word in words], counts)
        drawn = sum(spot.size > 0 for spot in spots)
        return figures.draw_words(counts, spots, len(tally["words"]) - drawn)

    def table(self, tally: Mapping[str, Any], most: int | None = None) -> Table:
        ordered = sorted(tally["words"], key=lambda word: -word["count"])
        rows = ((Label(word["text"]), Count(word["count"])) for word in ordered[:most])
        return Table((_("woord"), _("aantal")), tuple(rows))

    def sentence(self, tally: Mapping[str, Any]) -> str:
        if not tally["answered"]:
            return figures.no_answers()
        if not tally["words"]:
            return figures.none_shown(tally["answered"])
        words = len(tally["words"])
        counting = ngettext(
            "Er telt %(n)s woord mee.", "Er tellen %(n)s verschillende woorden mee.", words
        )
        told = figures.answered_sentence(tally["answered"])
        return f"{told} {figures.fill_sentence(counting, n=words)} {top_words(tally['words'])}"

    def finding(self, tally: Mapping[str, Any]) -> str:
        return figures.find_most_said([(word["text"], word["count"]) for word in tally["words"]])

    def headline(self, tally: Mapping[str, Any]) -> str:
        return top_words(tally["words"]) if tally["words"] else self.sentence(tally)

    def has_texts(self) -> bool:
        return True

    def texts(self, value: Any) -> list[str]:
        return list(value)

    def revised(self, value: Any, revise: Callable[[str], str | None]) -> Any:
        """Words that were merged count once for anyone who gave both."""
        texts = [text for old in value if (text := revise(old)) is not None]
        return list({merged(text): text for text in texts}.values())

    def text_counts(self, tally: Mapping[str, Any]) -> dict[str, int]:
        return {merged(word["text"]): word["count"] for word in tally["words"]}

    def canonical(self, text: str) -> str:
        return self.spec.get("synonyms", {}).get(merged(text), text)

    @classmethod
    def same(cls, text: str) -> str:
        return merged(text)

    @classmethod
    def alike(cls, texts: Sequence[str], counts: Sequence[int]) -> list[tuple[int, int]]:
        return alike.pairs(texts, counts)

    def cells(self, value: Any) -> list[tuple[str, Cell]]:
        return [("", Text(text)) for text in value]


def top_words(words: Sequence[dict[str, Any]]) -> str:
    """The word that most people gave, or all that share that place when they are a few."""
    top = figures.find_leaders(words, lambda word: word["count"])
    often = ngettext("%(n)s keer", "%(n)s keer", top[0]["count"])
    times = figures.fill_sentence(often, n=top[0]["count"])
    if len(top) > NAMED:
        many = _("%(n)s woorden werden elk %(times)s genoemd; geen woord vaker.")
        return figures.fill_sentence(many, n=len(top), times=times)
    most = ngettext(
        "Het meest genoemd: %(names)s (%(times)s).",
        "Het meest genoemd: %(names)s (elk %(times)s).",
        len(top),
    )
    names = figures.join_names(word["text"] for word in top)
    return figures.fill_sentence(most, names=names, times=times)


def parse_synonyms(groups: Any) -> dict[str, str]:
    """Lists of words that count as one: as the first of each list."""
    whole_lists = isinstance(groups, list) and all(
        isinstance(group, list)
        and len(group) > 1
        and all(isinstance(word, str) and word.strip() for word in group)
        for group in groups
    )
    if not whole_lists:
        raise SpecError(
            _('Schrijf synonyms als lijsten: synonyms = [["leuk", "fijn"], ["…", "…"]].')
        )
    found: dict[str, str] = {}
    for first, *others in groups:
        for word in others:
            if merged(word) in found:
                raise SpecError(
                    _("'%(word)s' staat in twee lijsten van synonyms. Haal er een weg.")
                    % {"word": word}
                )
            found[merged(word)] = first
    return found


def most_mentioned(words: Sequence[dict[str, Any]], number: int) -> list[dict[str, Any]]:
    """That many words at most, still in order of first appearance."""
    ranked = sorted(range(len(words)), key=lambda index: -words[index]["count"])
    return [words[index] for index in sorted(ranked[:number])]


KIND = WordsKind
