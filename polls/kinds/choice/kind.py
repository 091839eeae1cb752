"""Choice: one or several of a list of options, with room for own words if wanted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from polls import figures
from polls.errors import PollsError
from polls.figures import Bar, Cell, Count, CountedShare, Share, Table, Text
from polls.kinds.base import (
    Counted,
    Kind,
    answered,
    clean_text,
    empty,
    malformed,
    too_many,
    unknown_option,
)
from polls.kinds.fields import Block, Flag, Number, Spec, SpecError
from polls.kinds.options import Options, OwnWords
from polls.naming import name_of

OTHER_LENGTH = 80  # characters of own words


@dataclass(frozen=True, kw_only=True)
class Segment(Flag):
    """Whether other questions are split by this one, which puts everybody in one group."""

    def read(self, block: Block, spec: Spec) -> bool:
        wanted = super().read(block, spec)
        options = len(spec["options"]) + bool(spec["other"])
        if wanted and (spec["max"] > 1 or options > figures.MOST_GROUPS):
            raise SpecError(
                _(
                    "Met 'segment' kiest iedereen één deelgroep, uit hooguit %(most)s: laat 'max' "
                    "weg of haal opties weg."
                )
                % {"most": figures.MOST_GROUPS}
            )
        return wanted


class ChoiceKind(Kind):
    """Spec: {"options": [{key, label, help?, icon?, color?}], "max", "other": {key, label}?,
    "segment"?}.

    Values: ["A"], or {"options": ["anders"], "other": "own words"}.
    """

    name = "choice"
    title = gettext_lazy("Keuze")
    about = gettext_lazy("Kies één optie, of meer.")
    fields = (
        Options(
            "options",
            gettext_lazy("Opties"),
            gettext_lazy("Waaruit mensen kiezen."),
        ),
        OwnWords(
            "other",
            gettext_lazy("Eigen woorden"),
            gettext_lazy("Nog een optie, met ruimte voor eigen woorden."),
        ),
        Number(
            "max",
            gettext_lazy("Keuzes per persoon"),
            gettext_lazy("Hoeveel opties iemand mag kiezen."),
            default=1,
            lowest=1,
        ),
        Segment(
            "segment",
            gettext_lazy("Splits andere vragen naar deze deelgroepen"),
            gettext_lazy("Andere vragen kun je dan per deelgroep laten zien."),
        ),
    )
    counts_people = True
    worded = ("other",)

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The keys that can be chosen."""
        return tuple(option["key"] for option in self.options())

    def clean(self, value: Any) -> Any:
        chosen, words = parts(value)
        words = clean_text(words, OTHER_LENGTH)
        if words and not self.spec["other"]:
            raise malformed()
        if words and not chosen:
            chosen = [self.spec["other"]["key"]]
        check_chosen(chosen, self.known, self.spec["max"])
        ordered = [key for key in self.known if key in chosen]
        if words and self.spec["other"]["key"] in chosen:
            return {"options": ordered, "other": words}
        return ordered

    def sample(self, chance: Random) -> list[str]:
        keys = [option["key"] for option in self.spec["options"]]
        return chance.sample(keys, chance.randint(1, min(self.spec["max"], len(keys))))

    def tally(self, counted: Sequence[Counted]) -> dict[str, Any]:
        counts = {option["key"]: 0 for option in self.options()}
        other: dict[str, int] = {}
        for each in counted:
            chosen, words = parts(each.value)
            for key in chosen:
                counts[key] += each.count
            if words:
                other[words] = other.get(words, 0) + each.count
        return {
            "answered": answered(counted),
            "counts": counts,
            "other": [{"text": text, "count": count} for text, count in other.items()],
        }

    def figure(self, tally: Mapping[str, Any]) -> dict[str, Any]:
        return figures.draw_bars(
            self.bars(tally), tally["answered"], own_words=self.own_words_lines(tally)
        )

    def table(self, tally: Mapping[str, Any], most: int | None = None) -> Table:
        rows = (
            (bar.cell, Count(bar.count), Share(bar.count, tally["answered"]))
            for bar in self.bars(tally)
        )
        return Table((_("keuze"), _("aantal"), _("deel")), tuple(rows))

    def sentence(self, tally: Mapping[str, Any]) -> str:
        if not tally["answered"]:
            return figures.no_answers()
        favourites = figures.favourites_sentence(self.bars(tally), tally["answered"])
        return f"{favourites[0].upper()}{favourites[1:]}."

    def finding(self, tally: Mapping[str, Any]) -> str:
        return figures.find_favourite(self.bars(tally), tally["answered"])

    def value_words(self) -> str:
        text = ngettext(
            "een gekozen optie; één per persoon",
            "een gekozen optie; hooguit %(n)s per persoon",
            self.spec["max"],
        )
        return figures.fill_sentence(text, n=self.spec["max"])

    def remark(self, tally: Mapping[str, Any]) -> str:
        counts = list(tally["counts"].values())
        given = sum(counts)
        if given <= tally["answered"]:
            return figures.rounding_note(counts, tally["answered"])
        several = _("Mensen konden meer dan één optie kiezen; de delen zijn samen %(sum)s.")
        return several % {"sum": figures.write_percent(given, tally["answered"])}

    def compared(
        self, tally: Mapping[str, Any], before: Mapping[str, Any]
    ) -> tuple[dict[str, Any], Table]:
        both = (
            self.bars(tally),
            tally["answered"],
            self.bars(before),
            before["answered"],
        )
        drawn = figures.draw_rounds(*both, own_words=self.own_words_lines(tally))
        return drawn, figures.rounds_table(*both)

    def own_words_lines(self, tally: Mapping[str, Any]) -> tuple[str, ...]:
        words = own_words(tally)
        return figures.wrap_own_words(name_of(self.spec["other"]), words) if words else ()

    def own_words_sentence(self, tally: Mapping[str, Any]) -> str:
        words = own_words(tally)
        return figures.own_words_sentence(name_of(self.spec["other"]), words) if words else ""

    def has_texts(self) -> bool:
        return bool(self.spec["other"])

    def texts(self, value: Any) -> list[str]:
        words = parts(value)[1]
        return [words] if words else []

    def revised(self, value: Any, revise: Callable[[str], str | None]) -> Any:
        chosen, words = parts(value)
        text = revise(words) if words else None
        return chosen if text is None else {"options": chosen, "other": text}

    def measures(self, tally: Mapping[str, Any]) -> dict[str, Cell]:
        return {
            key: CountedShare(count, tally["answered"]) for key, count in tally["counts"].items()
        }

    def wording(self, text: str) -> Any:
        return {"options": [self.spec["other"]["key"]], "other": text}

    def bars(self, tally: Mapping[str, Any]) -> list[Bar]:
        return [Bar.of(option, tally["counts"][option["key"]]) for option in self.options()]

    def cells(self, value: Any) -> list[tuple[str, Cell]]:
        chosen, words = parts(value)
        labels = {option["key"]: option["label"] for option in self.options()}
        own = (self.spec["other"] or {}).get("key")
        return [(key, Text(words if key == own and words else labels[key])) for key in chosen]


def own_words(tally: Mapping[str, Any]) -> list[tuple[str, int]]:
    return [(each["text"], each["count"]) for each in tally["other"]]


def parts(value: Any) -> tuple[list[Any], Any]:
    """The chosen keys and the own words of a stored or sent value; raises PollsError."""
    if isinstance(value, list):
        return value, ""
    if not isinstance(value, dict) or not value.keys() <= {"options", "other"}:
        raise malformed()
    chosen = value.get("options", [])
    if not isinstance(chosen, list):
        raise malformed()
    return chosen, value.get("other", "")


def check_chosen(chosen: list[Any], known: Collection[str], most: int) -> None:
    if not chosen:
        raise empty()
    if not all(isinstance(key, str) for key in chosen):
        raise malformed()
    if not all(key in known for key in chosen):
        raise unknown_option()
    if len(set(chosen)) < len(chosen):
        raise PollsError("answer.option_double", _("Je koos twee keer hetzelfde. Kies opnieuw."))
    if len(chosen) > most:
        raise too_many(most)


KIND = ChoiceKind
