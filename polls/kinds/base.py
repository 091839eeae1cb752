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
from polls.figures import Table
from polls.naming import name_of

# Characters without a shape of their own that turn (Unicode, UAX 9) or hide other text.
UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
MARKS = 3  # combining marks that may stand on one letter


class SpecError(ValueError):
    """A mistake in a deck's question block; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One distinct stored value and how many participants gave it."""

    value: Any
    count: int


class Kind(ABC):
    """A kind of question. Specs, values and tallies are plain JSON; nothing here does I/O."""

    name: ClassVar[str]
    counts_people: ClassVar[bool] = False  # its counts are of people, an option each
    as_cards: ClassVar[bool] = False  # shown as the texts themselves, not as a drawing
    votable: ClassVar[bool] = False  # phones see the cards that are shown, and answer with them
    worded: ClassVar[tuple[str, ...]] = ()  # the parts of a tally that hold own words

    @abstractmethod
    def parse_spec(self, block: Mapping[str, Any]) -> dict[str, Any]:
        """A deck's question block, without the keys all kinds share; raises SpecError."""

    @abstractmethod
    def clean(self, spec: Mapping[str, Any], value: Any) -> Any:
        """An untrusted JSON value as it will be stored; raises PollsError."""

    @abstractmethod
    def sample(self, spec: Mapping[str, Any], chance: Random) -> Any:
        """An answer as a made-up participant of a rehearsal gives it."""

    @abstractmethod
    def tally(self, spec: Mapping[str, Any], counted: Sequence[Counted]) -> dict[str, Any]:
        """Count values, which stand in order of first appearance; always has 'answered'."""

    @abstractmethod
    def figure(self, spec: Mapping[str, Any], tally: Mapping[str, Any]) -> dict[str, Any]:
        """A Plotly figure {data, layout} of nominal pixel size, in the site's colours."""

    @abstractmethod
    def table(
        self, spec: Mapping[str, Any], tally: Mapping[str, Any], most: int | None = None
    ) -> Table:
        """The same numbers; of own words `most` rows, those that matter most now."""

    @abstractmethod
    def sentence(self, spec: Mapping[str, Any], tally: Mapping[str, Any]) -> str:
        """The same in one sentence, with n."""

    def compared(
        self, spec: Mapping[str, Any], tally: Mapping[str, Any], before: Mapping[str, Any]
    ) -> tuple[dict[str, Any], Table] | None:
        """Figure and table of a round beside an earlier one; None when there are none."""
        return None

    def options(self, spec: Mapping[str, Any], *, own_words: bool = True) -> list[dict[str, Any]]:
        """What can be chosen, judged or put in order, each with a 'key' and a 'label'; last
        that for own words, unless without. A kind that `counts_people` counts these keys."""
        own = spec.get("other") if own_words else None
        return [*spec.get("options", ()), *([own] if own else [])]

    def vote(self, spec: Mapping[str, Any], option: str) -> Any:
        """What somebody sends who chose this option and nothing else, where people are
        counted."""
        return [option]

    def has_texts(self, spec: Mapping[str, Any]) -> bool:
        """Whether participants write words of their own, which a facilitator moderates."""
        return False

    def texts(self, spec: Mapping[str, Any], value: Any) -> list[str]:
        """The own words in a stored value."""
        return []

    def revised(
        self, spec: Mapping[str, Any], value: Any, revise: Callable[[str], str | None]
    ) -> Any:
        """The value with each of its texts revised; one that becomes None is left out.

        What is left may be less than `clean` asks for, but `tally` counts it.
        """
        return value

    def wording(self, spec: Mapping[str, Any], text: str) -> Any:
        """The value of somebody who wrote this text and nothing else."""
        return [text]

    def numbers(self, tally: Mapping[str, Any]) -> dict[str, Any]:
        """The tally without anybody's own words."""
        return {name: part for name, part in tally.items() if name not in self.worded}

    def canonical(self, spec: Mapping[str, Any], text: str) -> str:
        """The text that this one stands for: itself, unless the spec says otherwise."""
        return text

    def same(self, text: str) -> str:
        """What texts have in common that are moderated as one."""
        return text

    def alike(self, texts: Sequence[str], counts: Sequence[int]) -> list[tuple[int, int]]:
        """Places of texts that may be one text written differently: (this one, into that one)."""
        return []

    @abstractmethod
    def cells(self, spec: Mapping[str, Any], value: Any) -> list[tuple[str, str]]:
        """One stored value for an export: (option key or '', text) for each part."""

    def said(self, spec: Mapping[str, Any], value: Any) -> list[str]:
        """One stored value as whoever gave it reads it again: a text for each part."""
        options = {option["key"]: option for option in self.options(spec)}
        return [self.part(options.get(key), text) for key, text in self.cells(spec, value)]

    def part(self, option: Mapping[str, str] | None, text: str) -> str:
        if option is None:
            return text
        if not self.counts_people:
            return f"{name_of(option)}: {text}"
        return name_of(option) if text == option["label"] else text


def only(block: Mapping[str, Any], *known: str) -> None:
    """Refuse keys that this kind does not have."""
    for key in block:
        if key not in known:
            raise SpecError(
                _("'%(key)s' hoort hier niet. Kies uit: %(names)s.")
                % {"key": key, "names": ", ".join(known)}
            )


def whole(block: Mapping[str, Any], key: str, default: int, lowest: int, highest: int) -> int:
    """A whole number of a block, within bounds."""
    value = block.get(key, default)
    if type(value) is not int or not lowest <= value <= highest:
        raise SpecError(
            _("'%(key)s' moet een heel getal zijn van %(lowest)s tot en met %(highest)s.")
            % {"key": key, "lowest": lowest, "highest": highest}
        )
    return value


def line(block: Mapping[str, Any], key: str, default: str, longest: int) -> str:
    """A text of a block, of at most `longest` characters."""
    value = block.get(key, default)
    if not isinstance(value, str) or len(value) > longest:
        raise SpecError(
            _("'%(key)s' moet een tekst zijn van hooguit %(longest)s tekens.")
            % {"key": key, "longest": longest}
        )
    return value


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
