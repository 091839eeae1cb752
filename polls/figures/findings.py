"""What stands out in a result, as a headline that a room reads at a glance; '' for nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polls.figures.cells import Mean
from polls.figures.naming import find_leaders, join_names
from polls.figures.numbers import fill_sentence, write_mean
from polls.figures.options import Bar
from polls.naming import words_of

LONGEST = 80  # characters that can be read as a headline
MOST_NAMES = 3  # that share a place and are still named


def find_favourite(rows: Sequence[Bar], people: int, *, beside: int = 0) -> str:
    """'15 van de 36 kiezen Relatie'; `beside`: how often something else was chosen."""
    if not people or max(bar.count for bar in rows) <= beside:
        return ""
    first = find_leaders(rows, lambda bar: bar.count)
    names, count = join_labels(first), first[0].count
    if people == 1:
        said = _("Eén antwoord: %(names)s")
    elif len(first) == len(rows) > 1:
        said = _("Alle opties even vaak gekozen")
    elif len(first) > MOST_NAMES:
        said = _("%(options)s opties delen de eerste plek")
    elif len(first) > 1:
        names = join_labels(first, opens=True)
        said = _("%(names)s: elk %(count)s van de %(people)s")
    elif count == people:
        said = _("Alle %(people)s kiezen %(names)s")
    else:
        said = ngettext(
            "%(count)s van de %(people)s kiest %(names)s",
            "%(count)s van de %(people)s kiezen %(names)s",
            count,
        )
    return shorten(fill_sentence(said, names=names, count=count, people=people, options=len(first)))


def find_first(rows: Sequence[Bar]) -> str:
    """'Relatie staat bovenaan', of points that options got for their places."""
    if not any(bar.count for bar in rows):
        return ""
    first = find_leaders(rows, lambda bar: bar.count)
    if len(first) == len(rows) > 1:
        return _("Alles staat even hoog")
    said = ngettext("%(names)s staat bovenaan", "%(names)s staan bovenaan", len(first))
    return shorten(fill_sentence(said, names=join_labels(first, opens=True)))


def find_most_points(rows: Sequence[Bar]) -> str:
    """'De meeste punten gaan naar Relatie'."""
    if not any(bar.count for bar in rows):
        return ""
    first = find_leaders(rows, lambda bar: bar.count)
    if len(first) == len(rows) > 1:
        return _("Alles kreeg evenveel punten")
    return shorten(
        fill_sentence(_("De meeste punten gaan naar %(names)s"), names=join_labels(first))
    )


def find_highest(rows: Sequence[Bar], means: Sequence[Mean], people: int) -> str:
    """'Relatie scoort het hoogst: 4,2', of statements with their average."""
    rated = [pair for pair in zip(rows, means, strict=True) if pair[1].number]
    if people < 2 or not rated:  # one person's score is no average
        return ""
    fraction: Callable[[tuple[Bar, Mean]], Fraction] = lambda pair: pair[1].fraction  # noqa: E731
    first = find_leaders(rated, fraction)
    if any(average.number < people for _bar, average in first):  # of fewer than it would seem
        return ""
    if len(rated) == 1:
        said = _("Gemiddeld %(mean)s")
    elif len(first) == len(rated):
        said = _("Alles scoort even hoog: %(mean)s")
    else:
        said = ngettext(
            "%(names)s scoort het hoogst: %(mean)s",
            "%(names)s scoren het hoogst: elk %(mean)s",
            len(first),
        )
    names = join_labels([bar for bar, _mean in first], opens=True)
    return shorten(fill_sentence(said, names=names, mean=write_mean(first[0][1])))


def find_placed(rows: Sequence[tuple[Bar, Mean, Mean]], axes: tuple[str, str], people: int) -> str:
    """'Relatie staat op beide assen het hoogst', or what does so on the second axis."""
    rated = [row for row in rows if row[1].number]
    if people < 2 or len(rated) < 2:
        return ""
    across = find_leaders(rated, lambda row: row[1].fraction)
    up = find_leaders(rated, lambda row: row[2].fraction)
    if len(up) == len(rated) or any(mean.number < people for _bar, _x, mean in up):
        return ""
    names = join_labels([bar for bar, _x, _y in up], opens=across == up)
    if across == up:
        said = ngettext(
            "%(names)s staat op beide assen het hoogst",
            "%(names)s staan op beide assen het hoogst",
            len(up),
        )
        return shorten(fill_sentence(said, names=names))
    return shorten(
        fill_sentence(_("Het hoogst op '%(axis)s': %(names)s"), axis=axes[1], names=names)
    )


def find_most_said(words: Sequence[tuple[str, int]]) -> str:
    """'Vergaderen' as what was said most: "'vergaderen' valt het vaakst: 14 keer"."""
    if not words:
        return ""
    first = find_leaders(words, lambda word: word[1])
    if first[0][1] < 2 or len(first) > MOST_NAMES or len(first) == len(words):
        return ""
    said = ngettext(
        "%(names)s valt het vaakst: %(count)s\u00a0keer",
        "%(names)s vallen het vaakst: elk %(count)s\u00a0keer",
        len(first),
    )
    names = join_names(f"'{word}'" for word, _count in first)
    return shorten(fill_sentence(said, names=names, count=first[0][1]))


def find_shown_texts(number: int, labels: Sequence[Bar], *, beside: int, whole: bool) -> str:
    """'39 antwoorden. Het vaakst: Relatie', of a `number` of texts that are shown.

    `labels`: how many of them have each label; `beside`: how many have none, which may be about
    anything. `whole`: whether these are all that were written.
    """
    if not number:
        return ""
    if whole:
        said = ngettext("Eén antwoord", "%(n)s antwoorden", number)
    else:
        said = ngettext("Eén antwoord te zien", "%(n)s antwoorden te zien", number)
    said = fill_sentence(said, n=number)
    first = find_leaders(labels, lambda bar: bar.count) if labels else []
    leads = first and first[0].count > beside and len(first) < max(2, len(labels))
    if number == 1 or not leads or len(first) > MOST_NAMES:
        return said
    most = _("%(answers)s. Het vaakst: %(names)s")
    return shorten(fill_sentence(most, answers=said, names=join_labels(first))) or said


def find_both(good: Sequence[Bar], less: Sequence[Bar], good_label: str, less_label: str) -> str:
    """'Scoort goed: Relatie. Scoort minder: Belangen'; '' while a side has no favourite."""
    sides = []
    for rows, label in ((good, good_label), (less, less_label)):
        first = find_leaders(rows, lambda bar: bar.count)
        if not first[0].count or len(first) > MOST_NAMES or len(first) == len(rows) > 1:
            return ""
        sides.append(f"{label[0].upper()}{label[1:]}: {join_labels(first)}")
    return shorten(". ".join(sides))


def join_labels(rows: Sequence[Bar], *, opens: bool = False) -> str:
    """The labels as they stand in a sentence; the first may open it."""
    return join_names(
        words_of(bar.label, opens=opens and index == 0) for index, bar in enumerate(rows)
    )


def shorten(text: str) -> str:
    """The headline, or none when it would be too long to be one."""
    return text if len(text) <= LONGEST else ""
