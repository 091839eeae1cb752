"""The pages that compare groups: each part with its figure, sentence and table from one source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from itertools import pairwise
from typing import Any

from django.utils import formats
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polls import figures, kinds
from polls.figures import Table
from polls.models import LiveSession
from polls.results import comparison
from polls.results.comparison import Compared, Measured, Memory
from workshop.decks.model import Deck
from workshop.decks.names import list_names
from workshop.exports import svg
from workshop.exports.export import Export
from workshop.library import deck_versions

Json = dict[str, Any]
OFFERED = (("pdf", "PDF"), ("pptx", "PowerPoint"), ("xlsx", "Excel"))
SIDE_BY_SIDE = figures.MOST_GROUPS


@dataclass(frozen=True, slots=True)
class Part:
    """One figure with what says the same."""

    id: str
    heading: str
    sentences: list[str]
    figure: Json
    svg: SafeString
    tables: list[Table]


@dataclass(frozen=True, slots=True)
class Section:
    """One question, of a deck in a `language` with its `names`. `remarks` say what is not
    shown, and why."""

    title: str
    language: str
    names: tuple[str, ...]
    parts: list[Part] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a page that compares shows, for a file. `lines` say what it is about, and what to
    mind."""

    stem: str
    title: str
    lines: list[str]
    sections: list[Section]
    made: datetime

    @property
    def day(self) -> str:
        return formats.date_format(self.made, "j F Y")


def render_comparison(found: Comparison, format: str, language: str) -> Export:
    """A file in the language of whoever asks; needs no database.

    What writes files is only loaded here: in the process that makes one, and in no server.
    """
    made: Export = import_module("workshop.exports.comparisons").write_file(found, format, language)
    return made


def make_part(
    id: str, heading: str, sentences: str | list[str], figure: Json, *tables: Table
) -> Part:
    said = [sentences] if isinstance(sentences, str) else sentences
    drawn = mark_safe(svg.draw_figure(figure, " ".join(said) or heading))  # noqa: S308  # ours
    return Part(id, heading, said, figure, drawn, list(tables))


# Side by side


def side_by_side(sessions: Sequence[LiveSession], minimum: int) -> list[Section]:
    found = comparison.compare_sessions(sessions=sessions, minimum=minimum)
    choices = [compare_choice(each, sessions[-1]) for each in found]
    return [*choices, *compare_pairs(sessions[-1], found)]


def make_section(title: str, deck: Deck, remarks: Iterable[str] = ()) -> Section:
    return Section(title, deck.language, list_names(deck), remarks=[*remarks])


def compare_choice(found: Compared, session: LiveSession) -> Section:
    deck = deck_versions.deck_of(session.deck)
    section = make_section(found.prompt, deck, write_remarks(found))
    if found.unequal or len(found.shown) < 2:
        return section
    options, groups = found.options, found.groups
    few = len(groups) <= SIDE_BY_SIDE
    drawn = figures.draw_panels(options, groups) if few else figures.draw_spread(options, groups)
    tables = [figures.groups_table(options, groups)]
    if not few:
        tables.insert(0, figures.spread_table(options, groups))
    section.parts.append(make_part(found.key, "", list_favourites(found), drawn, *tables))
    return section


def list_favourites(found: Compared) -> list[str]:
    """What each group chose most; of many groups only how many they are."""
    if len(found.groups) > SIDE_BY_SIDE:
        number = len(found.groups)
        return [ngettext("%(n)d groep.", "%(n)d groepen.", number) % {"n": number}]
    bars = [figures.bars_of(found.options, group.counts) for group in found.groups]
    return [
        f"{group.name}: {figures.favourites_sentence(rows, group.n)}."
        for group, rows in zip(found.groups, bars, strict=True)
    ]


def write_remarks(found: Compared) -> list[str]:
    if found.unequal:
        return [
            _(
                "Deze groepen kregen niet dezelfde opties: dat is niet te vergelijken. "
                "Kies groepen van dezelfde versie van de workshop."
            )
        ]
    said = []
    if found.small:
        said.append(name_small(found.small))
    if len(found.shown) < 2:
        said.append(name_too_few())
        return said
    if found.reworded:
        said.append(_("Let op: de vraag was niet in elke groep hetzelfde geformuleerd."))
    if found.repeated:
        said.append(name_rounds())
    return said


def name_small(names: Sequence[str]) -> str:
    return _("Te weinig antwoorden om te laten zien: %(names)s.") % {"names": "; ".join(names)}


def name_rounds() -> str:
    """Said of a question that a group answered more than once."""
    return _("Deze vraag is in een groep vaker gesteld: vergeleken is de eerste ronde.")


def compare_pairs(session: LiveSession, found: Sequence[Compared]) -> Iterator[Section]:
    """The mirrored pairs of a session's deck, one for each group that has both sides."""
    by_key = {each.key: each for each in found if not each.unequal}
    deck = deck_versions.deck_for(session)
    for slide, show in ((each, show) for each in deck.slides for show in each.shows):
        if show.view != "pair" or not all(key in by_key for key in show.questions):
            continue
        good, less = (by_key[key] for key in show.questions)
        other = {each.session.pk: each for each in less.shown}
        both = [(each, other[each.session.pk]) for each in good.shown if each.session.pk in other]
        drawn = both[:SIDE_BY_SIDE]
        if drawn:
            parts = [mirror_pair(slide.id, show.labels, *each) for each in drawn]
            section = make_section(slide.title, deck)
            section.parts.extend(parts)
            yield section


def mirror_pair(id: str, labels: Sequence[str], good: Measured, less: Measured) -> Part:
    options = kinds.of(good.question).options(own_words=False)
    sides = [
        figures.Side(label, each.group.counts, each.group.n)
        for label, each in zip(labels, (good, less), strict=True)
    ]
    return make_part(
        f"{id}-{good.session.code}",
        good.group.name,
        figures.pair_sentence(options, *sides),
        figures.draw_pair(options, *sides),
        figures.pair_table(options, *sides),
    )


# Over time


def over_time(sessions: Sequence[LiveSession], minimum: int) -> list[Section]:
    """Each choice by date; where its words changed a new part begins."""
    by_key: dict[str, list[Measured]] = {}
    for each in comparison.measure_choices(sessions=sessions):
        by_key.setdefault(each.question.key, []).append(each)
    return [compare_dates(key, found, minimum) for key, found in by_key.items() if len(found) > 1]


def compare_dates(key: str, found: Sequence[Measured], minimum: int) -> Section:
    """One choice by date, with the groups that are too small to be shown."""
    enough = [each for each in found if each.enough(minimum)]
    small = [each.group.name for each in found if each not in enough]
    remarks = [name_small(small)] if small else []
    if any(each.question.round > 1 for each in enough):
        remarks.append(name_rounds())
    last = (enough or found)[-1]
    deck = deck_versions.deck_of(last.session.deck)
    section = make_section(last.question.prompt, deck, remarks)
    if len(enough) < 2:
        section.remarks.append(name_too_few())
    else:
        section.parts.extend(compare_runs(key, enough))
    return section


def name_too_few() -> str:
    return _("Er blijven geen twee groepen over.")


def compare_runs(key: str, found: Sequence[Measured]) -> Iterator[Part]:
    runs = comparison.split_runs(found)
    for number, run in enumerate(reversed(runs)):
        options, groups = run[-1].options, [each.group for each in run]
        heading = "" if number == 0 else _("Vóór een andere formulering of andere opties:")
        if number:
            heading = f"{heading} {run[-1].question.prompt}"
        sentence = " ".join(
            figures.change_sentence(options, before, after)
            for before, after in list(pairwise(groups))[-1:]
        )
        tables = [figures.groups_table(options, groups)]
        if len(groups) > 1:
            tables.append(figures.changes_table(options, groups))
        drawn = figures.draw_panels(options, groups[-SIDE_BY_SIDE:])
        yield make_part(f"{key}-{number}", heading, sentence, drawn, *tables)


# Group memory


def earlier_sections(session: LiveSession, keys: Sequence[str] = ()) -> list[Section]:
    """Every choice of a session, or those with these keys."""
    return [
        compare_earlier(found) for found in comparison.earlier_groups(session=session, keys=keys)
    ]


def compare_earlier(found: Memory) -> Section:
    """A group against the earlier ones; those with other words are only counted."""
    deck = deck_versions.deck_of(found.this.session.deck)
    section = make_section(found.this.question.prompt, deck)
    if any(each.question.round > 1 for each in (found.this, *found.earlier)):
        section.remarks.append(name_rounds())
    if found.others:
        others = ngettext(
            "%(n)s eerdere groep kreeg een andere formulering of andere opties "
            "en telt hier niet mee.",
            "%(n)s eerdere groepen kregen een andere formulering of andere opties "
            "en tellen hier niet mee.",
            found.others,
        )
        section.remarks.append(figures.fill_sentence(others, n=found.others))
    if not found.earlier:
        section.remarks.append(_("Er is nog geen eerdere groep om mee te vergelijken."))
        return section
    options, this = found.this.options, found.this.group
    groups = [each.group for each in found.earlier]
    section.parts.append(
        make_part(
            found.this.question.key,
            "",
            figures.spread_sentence(options, groups, this),
            figures.draw_spread(options, groups, this),
            figures.spread_table(options, groups, this),
        )
    )
    return section
