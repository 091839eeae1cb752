"""What stands out in own words and waits for a facilitator: an aid, never a judge."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from django.utils.translation import gettext as _

from polls.kinds.base import clean_text
from polls.kinds.cloud import merged
from polls.models import Approval, Question
from polls.texts.profanity import NOTHING, read_pattern

# A telephone number: digits with what people write between them, after a 0 or a +.
NUMBER = re.compile(r"(?<![\w+])(?:\+|\(?0)(?:[\s().\-–/]{0,3}\d){7,14}(?!\w)")
DIGIT, DIGITS = re.compile(r"\d"), range(9, 16)
AT = r"\s?(?:@|\(at\)|\[at\])\s?"
ADDRESS = re.compile(rf"(?<![^\s@])[^\s@]+{AT}[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{{2,}}", re.I)
MOST_NAMES = 200
LONGEST_NAME = 80
SHORTEST_PART = 3  # letters of one part of a name that is looked for by itself


class Sign(StrEnum):
    """Why a text stands out."""

    RUDE = "rude"
    PHONE = "phone"
    EMAIL = "email"
    NAME = "name"


def say_signs(signs: Iterable[Sign]) -> list[str]:
    """What stands out, as a question: an aid may be wrong."""
    words = {
        Sign.RUDE: _("ruw woord?"),
        Sign.PHONE: _("telefoonnummer?"),
        Sign.EMAIL: _("e-mailadres?"),
        Sign.NAME: _("naam?"),
    }
    first, *more = [words[sign] for sign in signs] or [""]
    return [_("let op: %(sign)s") % {"sign": first}, *more] if first else []


@dataclass(frozen=True, slots=True)
class Guard:
    """Which texts of a question wait until a facilitator decides."""

    waits: bool
    looks: bool
    rude: re.Pattern[str]
    names: re.Pattern[str]

    def holds(self, text: str) -> bool:
        return self.waits or (self.looks and bool(self.find_signs(text)))

    def find_signs(self, text: str) -> list[Sign]:
        plain, folded = unicodedata.normalize("NFKC", text), merged(text)
        found = {
            Sign.RUDE: self.rude.search(folded),
            Sign.PHONE: has_number(plain),
            Sign.EMAIL: ADDRESS.search(plain),
            Sign.NAME: self.names.search(folded),
        }
        return [sign for sign, holds in found.items() if holds]


def guard_question(question: Question) -> Guard:
    """The guard of a question, as its session has set it."""
    approval = question.guard.get("approval", Approval.MARKED)
    return Guard(
        waits=question.held or approval == Approval.ALL,
        looks=approval != Approval.NONE,
        rude=read_pattern(),
        names=compile_names(tuple(question.guard.get("names", ()))),
    )


def has_number(text: str) -> bool:
    return any(len(DIGIT.findall(found.group())) in DIGITS for found in NUMBER.finditer(text))


@lru_cache(maxsize=32)
def compile_names(names: Sequence[str]) -> re.Pattern[str]:
    """Whole names, and each of their parts with a capital: 'Karel van der Berg' is Karel too."""
    parts = [part for name in names for part in name.split() if part[0].isupper()]
    wanted = {merged(part) for part in [*parts, *names] if len(part) >= SHORTEST_PART}
    if not wanted:
        return NOTHING
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(wanted)))})(?!\w)")


def read_names(text: str) -> list[str]:
    """The names of a list, one a line or with commas between them; raises PollsError."""
    written: Iterable[str] = re.split(r"[\n\r,;]+", text[: MOST_NAMES * LONGEST_NAME])
    names = [clean_text(name, LONGEST_NAME) for name in written]
    return list(dict.fromkeys(filter(None, names)))[:MOST_NAMES]
