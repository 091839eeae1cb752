"""Words: a few associations each, merged and drawn as a cloud."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from polls import figures
from polls.kinds import cloud
from polls.kinds.base import Counted, Kind, answered, clean_texts, only, whole

SHOWN = 60  # words in the cloud: the most mentioned; the table has all


class WordsKind(Kind):
    """Spec: {"max": words a participant may give, "length": characters}."""

    name = "words"

    def parse_spec(self, block: Mapping[str, Any]) -> dict[str, Any]:
        only(block, "max", "length")
        return {
            "max": whole(block, "max", 5, 1, 20),
            "length": whole(block, "length", 30, 5, 100),
        }

    def clean(self, spec: Mapping[str, Any], value: Any) -> list[str]:
        texts = clean_texts(value, spec["max"], spec["length"])
        return list({merged(text): text for text in reversed(texts)}.values())[::-1]

    def tally(self, spec: Mapping[str, Any], counted: Sequence[Counted]) -> dict[str, Any]:
        """Words in order of first appearance, each in its most used spelling."""
        spellings: dict[str, Counter[str]] = {}
        for each in counted:
            for text in each.value:
                spellings.setdefault(merged(text), Counter())[text] += each.count
        words = [
            {"text": used.most_common(1)[0][0], "count": used.total()}
            for used in spellings.values()
        ]
        return {"answered": answered(counted), "words": words}

    def figure(self, spec: Mapping[str, Any], tally: Mapping[str, Any]) -> dict[str, Any]:
        words = shown(tally["words"])
        if not words:
            return figures.nothing_yet()
        texts = [word["text"] for word in words]
        counts = [word["count"] for word in words]
        return figures.words(texts, counts, cloud.place(texts, counts))

    def table(self, spec: Mapping[str, Any], tally: Mapping[str, Any]) -> dict[str, Any]:
        ordered = sorted(tally["words"], key=lambda word: -word["count"])
        rows = [[word["text"], word["count"]] for word in ordered]
        return {"columns": [_("woord"), _("aantal")], "rows": rows}

    def sentence(self, spec: Mapping[str, Any], tally: Mapping[str, Any]) -> str:
        people = figures.people(tally["answered"])
        if not tally["words"]:
            return f"{people}."
        top = max(tally["words"], key=lambda word: word["count"])
        return _("%(people)s gaven %(words)d woorden. Het meest genoemd: %(top)s (%(count)d).") % {
            "people": people.removesuffix(_(" hebben geantwoord")),
            "words": len(tally["words"]),
            "top": top["text"],
            "count": top["count"],
        }

    def cells(self, spec: Mapping[str, Any], value: Any) -> list[tuple[str, str]]:
        return [("", text) for text in value]


def merged(text: str) -> str:
    """What two spellings of one word share: no case, accents, spaces or outer punctuation."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    letters = [letter for letter in bare if not unicodedata.combining(letter)]
    kept = "".join(letter for letter in letters if letter.isalnum())
    return kept or "".join(letters)


def shown(words: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The words for the cloud, still in order of first appearance."""
    if len(words) <= SHOWN:
        return list(words)
    lowest = sorted((word["count"] for word in words), reverse=True)[SHOWN - 1]
    often = [word for word in words if word["count"] > lowest]
    rest = [word for word in words if word["count"] == lowest][: SHOWN - len(often)]
    return [word for word in words if word in often or word in rest]


KIND = WordsKind()
