"""The fields of a form: how each is filled in, and how what was filled in is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import localize
from django.utils.text import slugify
from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.whole_numbers import whole_number
from workshop.authoring.markup import clean_pasted, to_one_line
from workshop.authoring.steps import free_name

Posted = Mapping[str, Sequence[str]]
Row = dict[str, str]
ROW = ("key", "label", "help", "icon", "color")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_ROWS = 60
MOST_NUMBER = 999_999_999


@dataclass(frozen=True, kw_only=True)
class Control:
    """One field: `name` is that of its input, `value` what a deck has there now, or None.

    `choices` are pairs of a value and its words; `type` names its reader and its template;
    `fallback` is what own options begin as, the list that they were shared in; `stores` is what
    a flag that is on means in the deck.
    """

    name: str
    label: str
    type: str
    value: Any = None
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    lowest: int | None = None
    highest: int | None = None
    longest: int | None = None
    placeholder: str = ""
    fallback: Any = None
    stores: bool = True

    @property
    def is_on(self) -> bool:
        """Of a flag: whether it stands in the deck."""
        return self.value is self.stores

    @property
    def is_shared(self) -> bool:
        """Whether the options are those of a list of the whole deck."""
        return isinstance(self.value, str)

    @property
    def words(self) -> str:
        """The value as it stands in its input."""
        return WRITERS.get(self.type, str)(self.value) if self.value is not None else ""

    @property
    def rows(self) -> list[Row]:
        """Own options, with an empty one to fill in."""
        own = self.value if isinstance(self.value, list) else []
        return [*({part: str(row.get(part, "")) for part in ROW} for row in own), {}]


def _label_of(value: Any) -> str:
    return str(value.get("label", "")) if isinstance(value, dict) else str(value)


WRITERS: dict[str, Callable[[Any], str]] = {
    "texts": lambda value: "\n".join(map(str, value)),
    "synonyms": lambda value: "\n".join(", ".join(map(str, words)) for words in value),
    "own words": _label_of,
    "decimal": lambda value: localize(value) if isinstance(value, int | float) else str(value),
}


def read(control: Control, posted: Posted) -> Any:
    """What was filled in, as a deck has it; None for nothing. Raises PollsError."""
    return READERS[control.type](control, posted)


def _first(control: Control, posted: Posted) -> str:
    return to_one_line((posted.get(control.name) or [""])[-1])


def _read_line(control: Control, posted: Posted) -> str | None:
    return _first(control, posted) or None


def _read_number(control: Control, posted: Posted) -> int | None:
    words = _first(control, posted)
    number = whole_number(words, highest=MOST_NUMBER)
    if words and (number is None or number > MOST_NUMBER):
        raise _no_number(control)
    return number


def _read_decimal(control: Control, posted: Posted) -> float | int | None:
    words = _first(control, posted).replace(",", ".")
    if not words:
        return None
    try:
        number = float(words)
    except ValueError:
        raise _no_number(control) from None
    if not 0 < number < 1000:
        raise _no_number(control)
    return int(number) if number == int(number) else number


def _no_number(control: Control) -> PollsError:
    return PollsError(
        "form.number", _("Vul bij ‘%(label)s’ een getal in.") % {"label": control.label}
    )


def _read_flag(control: Control, posted: Posted) -> bool | None:
    return control.stores if posted.get(control.name) else None


def _lines(control: Control, posted: Posted) -> list[str]:
    text = clean_pasted((posted.get(control.name) or [""])[-1])
    return [line for each in text.split("\n") if (line := to_one_line(each))]


def _read_texts(control: Control, posted: Posted) -> list[str] | None:
    return _lines(control, posted) or None


def _read_several(control: Control, posted: Posted) -> list[str] | None:
    return [value for value in posted.get(control.name, ()) if value] or None


def _read_synonyms(control: Control, posted: Posted) -> list[list[str]] | None:
    found = [
        [word for each in line.split(",") if (word := each.strip())]
        for line in _lines(control, posted)
    ]
    return [words for words in found if words] or None


def _read_own_words(control: Control, posted: Posted) -> Any:
    label = _first(control, posted)
    if label and isinstance(control.value, dict):
        return {**control.value, "label": label}
    return label or None


def _read_options(control: Control, posted: Posted) -> Any:
    """The name of a list of the whole deck, or a list of one's own."""
    shared = (posted.get(f"{control.name}.set") or [""])[-1]
    return shared or read_rows(control, posted) or control.fallback


def read_rows(control: Control, posted: Posted) -> list[Row]:
    """The rows that have a label, in their order; a new one gets a key. A button can move
    one a place up or down."""
    rows = [_read_row(control.name, at, posted) for at in _places(control.name, posted)]
    _move(rows, control.name, posted)
    named = [row for row in rows if row.get("label")]
    taken = [row["key"] for row in named if row.get("key")]
    made = []
    for row in named:
        key = row.get("key") or _new_key(row["label"], taken)
        taken.append(key)
        made.append({"key": key, **{part: row[part] for part in ROW[1:] if row.get(part)}})
    return made


def _places(name: str, posted: Posted) -> Iterable[int]:
    return (at for at in range(MOST_ROWS + 1) if f"{name}.{at}.label" in posted)


def _read_row(name: str, at: int, posted: Posted) -> Row:
    return {part: to_one_line((posted.get(f"{name}.{at}.{part}") or [""])[-1]) for part in ROW}


def _move(rows: list[Row], name: str, posted: Posted) -> None:
    for way, step in (("up", -1), ("down", 1)):
        for words in posted.get(f"{name}.{way}", ()):
            at = whole_number(words, highest=MOST_ROWS)
            if at is not None and at < len(rows) and 0 <= at + step < len(rows):
                rows[at], rows[at + step] = rows[at + step], rows[at]


def _new_key(label: str, taken: Sequence[str]) -> str:
    if all(len(key) == 1 and key in LETTERS for key in taken):
        return next((letter for letter in LETTERS if letter not in taken), "A-2")
    return free_name(slugify(label)[:30].strip("-_").replace("_", "-") or "optie", taken)


READERS: dict[str, Callable[[Control, Posted], Any]] = {
    "line": _read_line,
    "text": _read_line,
    "choice": _read_line,
    "number": _read_number,
    "decimal": _read_decimal,
    "flag": _read_flag,
    "texts": _read_texts,
    "several": _read_several,
    "synonyms": _read_synonyms,
    "own words": _read_own_words,
    "options": _read_options,
}
