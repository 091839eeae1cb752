"""What every kind of question is: how it reads, checks, counts, draws and exports."""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.figures import Cell, Table, write_cell
from polls.kinds import fields
from polls.kinds.fields import Field
from polls.naming import name_of

# Characters without a shape of their own that turn (Unicode, UAX 9) or hide other text.
UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
MARKS = 3  # combining marks that may stand on one letter


@dataclass(frozen=True, slots=True)
class Counted:
    """One distinct stored value and how many participants gave it."""

    value: Any
    count: int


class Kind(ABC):
    """A question of one kind: what its class knows of the kind, with the spec of the question.

    Specs, values and tallies are plain JSON; nothing here does I/O.
    """

    name: ClassVar[str]
    title: ClassVar[Any]  # what people call it
    about: ClassVar[Any]  # what it asks, in a line or two
    fields: ClassVar[tuple[Field, ...]]
    counts_people: ClassVar[bool] = False  # its counts are of people, an option each
    skipped_is_zero: ClassVar[bool] = False  # an option that an answer lacks got nothing
    as_cards: ClassVar[bool] = False  # shown as the texts themselves, not as a drawing
    votable: ClassVar[bool] = False  # phones see the cards that are shown, and answer with them
    worded: ClassVar[tuple[str, ...]] = ()  # the parts of a tally that hold own words

    def __init__(self, spec: Mapping[str, Any]) -> None:
        self.spec = spec

    @classmethod
    def parse_spec(cls, block: Mapping[str, Any]) -> dict[str, Any]:
        """A deck's question block, without the keys all kinds share; raises SpecError."""
        return fields.parse(cls.fields, block)

    @classmethod
    def field(cls, key: str) -> Field | None:
        return next((field for field in cls.fields if field.key == key), None)

    @abstractmethod
    def clean(self, value: Any) -> Any:
        """An untrusted JSON value as it will be stored; raises PollsError."""

    @abstractmethod
    def sample(self, chance: Random) -> Any:
        """An answer as a made-up participant of a rehearsal gives it."""

    @abstractmethod
    def tally(self, counted: Sequence[Counted]) -> dict[str, Any]:
        """Count values, which stand in order of first appearance; always has 'answered'."""

    @abstractmethod
    def figure(self, tally: Mapping[str, Any]) -> dict[str, Any]:
        """A Plotly figure {data, layout} of nominal pixel size, in the site's colours."""

    @abstractmethod
    def table(self, tally: Mapping[str, Any], most: int | None = None) -> Table:
        """The same numbers; of own words `most` rows, those that matter most now."""

    @abstractmethod
    def sentence(self, tally: Mapping[str, Any]) -> str:
        """The same in one sentence, with n."""

    def finding(self, tally: Mapping[str, Any]) -> str:
        """What stands out, short enough to be read from afar; '' when nothing does."""
        return ""

    def headline(self, tally: Mapping[str, Any]) -> str:
        """What stands out, as the title of a slide."""
        return self.finding(tally) or self.sentence(tally)

    def remark(self, tally: Mapping[str, Any]) -> str:
        """What a reader has to know to read these numbers; '' when nothing."""
        return ""

    def own_words_sentence(self, tally: Mapping[str, Any]) -> str:
        """Own words that stand in the figure beside its numbers; '' when there are none."""
        return ""

    def compared(
        self, tally: Mapping[str, Any], before: Mapping[str, Any]
    ) -> tuple[dict[str, Any], Table] | None:
        """Figure and table of a round beside an earlier one; None when there are none."""
        return None

    def measures(self, tally: Mapping[str, Any]) -> dict[str, Cell]:
        """By option the one number with which groups stand beside each other, a share or a
        mean; empty for kinds that are not split by group."""
        return {}

    def options(self, *, own_words: bool = True) -> list[dict[str, Any]]:
        """What can be chosen, judged or put in order, each with a 'key' and a 'label'; last
        that for own words, unless without. A kind that `counts_people` counts these keys."""
        own = self.spec.get("other") if own_words else None
        return [*self.spec.get("options", ()), *([own] if own else [])]

    def aspects(self) -> dict[str, str]:
        """What is asked of each option: the end of its key in an answer, and its name; ''
        where an option is asked one thing."""
        return {"": ""}

    def value_words(self) -> str:
        """What the value of a part of an answer can be, for whoever reads the rows."""
        return _("eigen woorden") if self.has_texts() else ""

    def part_names(self) -> dict[str, str]:
        """What each key in an answer stands for, as people call it."""
        return {
            option["key"] + end: f"{name_of(option)}, {name}" if name else name_of(option)
            for option in self.options()
            for end, name in self.aspects().items()
        }

    def vote(self, option: str) -> Any:
        """What somebody sends who chose this option and nothing else, where people are
        counted."""
        return [option]

    def has_texts(self) -> bool:
        """Whether participants write words of their own, which a facilitator moderates."""
        return False

    def texts(self, value: Any) -> list[str]:
        """The own words in a stored value."""
        return []

    def revised(self, value: Any, revise: Callable[[str], str | None]) -> Any:
        """The value with each of its texts revised; one that becomes None is left out.

        What is left may be less than `clean` asks for, but `tally` counts it.
        """
        return value

    def wording(self, text: str) -> Any:
        """The value of somebody who wrote this text and nothing else."""
        return [text]

    @classmethod
    def numbers(cls, tally: Mapping[str, Any]) -> dict[str, Any]:
        """The tally without anybody's own words."""
        return {name: part for name, part in tally.items() if name not in cls.worded}

    def text_counts(self, tally: Mapping[str, Any]) -> dict[str, int]:
        """How many people gave a text, by what texts have in common (`same`): whoever gave
        two that became one counts once. Empty for kinds whose texts are not counted."""
        return {}

    def canonical(self, text: str) -> str:
        """The text that this one stands for: itself, unless the spec says otherwise."""
        return text

    @classmethod
    def same(cls, text: str) -> str:
        """What texts have in common that are moderated as one."""
        return text

    @classmethod
    def alike(cls, texts: Sequence[str], counts: Sequence[int]) -> list[tuple[int, int]]:
        """Places of texts that may be one text written differently: (this one, into that one)."""
        return []

    @abstractmethod
    def cells(self, value: Any) -> list[tuple[str, Cell]]:
        """One stored value for an export: (option key or '', words or number) a part."""

    def said(self, value: Any) -> list[str]:
        """One stored value as whoever gave it reads it again: a text for each part."""
        options = {option["key"]: option for option in self.options()}
        return [self.part(options.get(key), write_cell(cell)) for key, cell in self.cells(value)]

    def part(self, option: Mapping[str, str] | None, text: str) -> str:
        if option is None:
            return text
        if not self.counts_people:
            return f"{name_of(option)}: {text}"
        return name_of(option) if text == option["label"] else text


def answered(counted: Sequence[Counted]) -> int:
    return sum(each.count for each in counted)


def malformed() -> PollsError:
    return PollsError(
        "answer.malformed", _("Dit antwoord kunnen we niet lezen. Ververs de pagina.")
    )


def empty() -> PollsError:
    return PollsError("answer.empty", _("Je hebt nog niets ingevuld. Kies of typ een antwoord."))


def too_many(most: int) -> PollsError:
    return PollsError(
        "answer.too_many",
        _("Je gaf te veel antwoorden. Geef er hooguit %(most)d.") % {"most": most},
    )


def unknown_option() -> PollsError:
    return PollsError("answer.option_unknown", _("Deze keuze bestaat niet. Kies uit de lijst."))


def clean_text(text: Any, length: int) -> str:
    """Text as it will be stored: NFC, one space between words; '' when nothing is left.

    Refuses what no screen shows well: control characters, lone surrogates, and letters
    under a pile of combining marks. Characters that turn or hide text are left out.
    `length` counts code points.
    """
    if not isinstance(text, str):
        raise malformed()
    if not text:
        return text
    if len(text) > 20 * length:  # before any work is done on it
        raise too_long(length)
    text = unicodedata.normalize("NFC", UNSEEN.sub("", " ".join(text.split())))
    text = " ".join(text.split())
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text) or piled(text):
        raise PollsError(
            "answer.text_invalid",
            _("In je antwoord staat een teken dat we niet kunnen tonen. Haal het weg."),
        )
    if len(text) > length:
        raise too_long(length)
    return text if any(map(str.isprintable, text)) else ""


def too_long(length: int) -> PollsError:
    return PollsError(
        "answer.too_long",
        _("Je antwoord is te lang. Gebruik hooguit %(length)d tekens.") % {"length": length},
    )


def piled(text: str) -> bool:
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks > MARKS:
            return True
    return False


def clean_texts(value: Any, most: int, length: int) -> list[str]:
    """A list of 1 to `most` texts; empty ones are left out first; raises PollsError."""
    if not isinstance(value, list):
        raise malformed()
    if len(value) > 10 * most:
        raise too_many(most)
    texts = [text for item in value if (text := clean_text(item, length))]
    if not texts:
        raise empty()
    if len(texts) > most:
        raise too_many(most)
    return texts
