"""What screens and desks are told of answers. What is hidden never leaves for a screen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils import translation
from django.utils.translation import ngettext

from polls import figures, kinds
from polls.figures import Table
from polls.kinds.cloud import merged
from polls.models import LiveSession
from polls.results import before, comparison, crosses, splits, tallies
from polls.texts import tips
from polls.views.renderer import ShowView
from polls.views.snapshot import Snapshot

# All that a screen is told of a result. What is not named here stays at the desk: how many
# texts wait for a facilitator, and the cues of what to ask.
PUBLIC = (
    *("type", "question", "epoch", "version", "state", "round", "shown"),
    *("answered", "of", "joined", "remark", "spotlight"),
)
WORDS = ("sentence", "remark")  # which a desk reads in the language of its trainer
DRAWING = ("figure", "table", "sentence", "finding", "cards")  # only while the result is shown


class Audience(NamedTuple):
    """Who is here now, and of each question that is asked who of them did not answer it."""

    present: int = 0
    silent: Mapping[tuple[int, int], int] = {}

    def counts(self, rounds: Sequence[tuple[int, int]]) -> bool:
        """Whether anyone of these rounds is asked now."""
        return any(each in self.silent for each in rounds)

    def count_silent(self, rounds: Sequence[tuple[int, int]]) -> int:
        return max((self.silent.get(each, 0) for each in rounds), default=0)


class Frames(NamedTuple):
    """One result for each role."""

    desk: dict[str, Any]
    screen: dict[str, Any]


def count_results(
    *,
    snapshot: Snapshot,
    keys: Sequence[str],
    audience: Audience | None = None,
    languages: Collection[str] = (),
) -> list[Frames]:
    """Count these results of the snapshot's slides; words are in the session's language, and
    for desks also in those of these trainers."""
    counted = count_keys(snapshot, keys)
    with translation.override(snapshot.session.language):
        frames = desk_frames(snapshot, keys, counted, audience)
    for language in languages:
        with translation.override(language):
            others = desk_frames(snapshot, keys, counted, audience)
        for frame, other in zip(frames, others, strict=True):
            words = {name: other[name] for name in WORDS}
            frame["words"] = {**frame.get("words", {}), language: words}
    return [Frames(frame, for_screen(frame)) for frame in frames]


def for_screen(frame: Mapping[str, Any]) -> dict[str, Any]:
    """A desk's frame without what only a facilitator may know."""
    public = {name: frame[name] for name in PUBLIC}
    return public | {name: frame[name] if frame["shown"] else None for name in DRAWING}


Results = Mapping[str, tallies.Result]  # of questions, by their key


def count_keys(snapshot: Snapshot, keys: Sequence[str]) -> Results:
    """Every question that these results are of, counted once."""
    wanted = {key for key in keys if key in snapshot.by_key}
    for key in keys:
        if show := snapshot.find_show(key):
            wanted.update(show.questions)
    return tallies.count_several(session_id=snapshot.session.pk, keys=sorted(wanted))


def desk_frames(
    snapshot: Snapshot, keys: Sequence[str], counted: Results, audience: Audience | None
) -> list[dict[str, Any]]:
    return [drawn.frame for drawn in draw_counted(snapshot, keys, counted, audience)]


class Drawn(NamedTuple):
    """A desk's frame, and its table as data."""

    frame: dict[str, Any]
    table: Table


def draw_results(snapshot: Snapshot, keys: Sequence[str]) -> list[Drawn]:
    """These results, for whom it does not matter who is here."""
    return draw_counted(snapshot, keys, count_keys(snapshot, keys), None)


def draw_counted(
    snapshot: Snapshot, keys: Sequence[str], counted: Results, audience: Audience | None
) -> list[Drawn]:
    """The questions first, then the show blocks."""
    shows = [show for key in keys if (show := snapshot.find_show(key))]
    questions = [
        frame_for_desk(
            snapshot, key, [counted[key]], draw_question(snapshot, counted[key]), audience
        )
        for key in keys
        if key in counted and not snapshot.find_show(key)
    ]
    return questions + [
        frame_of_show(snapshot, show, [counted[key] for key in show.questions], audience)
        for show in shows
    ]


def frame_of_show(
    snapshot: Snapshot,
    show: ShowView,
    parts: Sequence[tallies.Result],
    audience: Audience | None = None,
) -> Drawn:
    parts = tallies.match_rounds(parts)
    frame, table = frame_for_desk(
        snapshot, show.key, parts, draw_show(snapshot, show, parts), audience
    )
    if show.view == "pair" and crosses.find_partner(snapshot.questions, parts[0].question):
        frame["split"] = any(part.question.split_shown for part in parts)
    if show.view == "cards" and snapshot.session.other_tips:
        add_other_tips(snapshot.session, frame)
    if len(parts) > 1:  # whose collaboration this is about, or it would say something else
        about = snapshot.session.get_collaboration_display()
        frame["remark"] = f"{frame['remark']} ({about})".strip()
    return Drawn(frame, table)


def frame_for_desk(
    snapshot: Snapshot,
    key: str,
    parts: Sequence[tallies.Result],
    drawing: dict[str, Any],
    audience: Audience | None = None,
) -> Drawn:
    first_part, first = parts[0], parts[0].question
    marked = tallies.marked_text(first_part)
    frame = {
        "type": "results",
        "question": key,
        "epoch": snapshot.session.epoch,
        "version": sum(part.question.version for part in parts),
        "state": first.state,
        "round": first.round,
        "shown": all(part.question.shown for part in parts),
        "answered": max(part.answered for part in parts),
        "of": max(find_of(part, audience) for part in parts),
        "joined": parts[0].joined,
        "remark": tallies.write_remark(parts),
        "texts": tallies.count_texts(first_part),
        "signs": figures.find_cues([vote_of(part, find_of(part, audience)) for part in parts]),
        "spotlight": tallies.spotlight_card(first_part),
        **drawing,
        "table": figures.encode_table(drawing["table"]),
        **({"waits": marked} if marked else {}),
    }
    return Drawn(frame, drawing["table"])


def find_of(part: tallies.Result, audience: Audience | None) -> int:
    """Of how many these answers are: whoever is here now or answered; where nobody knows who
    is here, whoever joined."""
    if audience is None:
        return part.joined
    asked = [(part.question.pk, part.round)]
    if audience.counts(asked):
        return part.answered + audience.count_silent(asked)
    return max(part.answered, audience.present)


def vote_of(part: tallies.Result, of: int) -> figures.Vote:
    counts_people = kinds.of(part.question).counts_people
    counts = part.tally["counts"] if counts_people else {}
    return figures.Vote(counts, part.answered, of)


def draw_question(snapshot: Snapshot, result: tallies.Result) -> dict[str, Any]:
    """A question by group or against earlier groups when those are shown, else by itself."""
    beside = draw_split(snapshot, result) or comparison.draw_beside(snapshot.session, result)
    return beside or say_own_words(result, tallies.round_drawing(result))


def draw_split(snapshot: Snapshot, result: tallies.Result) -> dict[str, Any] | None:
    """A question by group, as long as that is shown and may be told."""
    if not result.question.split_shown:
        return None
    found = splits.find_split(
        snapshot.session, result, splits.find_splitter(snapshot.questions, result.question)
    )
    return splits.draw_split(found) if found else None


def say_own_words(result: tallies.Result, drawing: dict[str, Any]) -> dict[str, Any]:
    """The drawing of a question, whose sentence has the own words that stand in the figure."""
    said = kinds.of(result.question).own_words_sentence(result.tally)
    return {**drawing, "sentence": f"{drawing['sentence']} {said}".strip()}


def draw_show(
    snapshot: Snapshot, show: ShowView, parts: Sequence[tallies.Result]
) -> dict[str, Any]:
    if show.view == "pair":
        if cross := draw_cross(snapshot, show, parts):
            return cross
        return tallies.pair_drawing(parts[0], parts[1], show.labels)
    if show.view == "conditions":
        return tallies.pair_drawing(parts[0], parts[1], show.labels, figures.draw_conditions)
    if show.view == "before":
        return draw_before(snapshot, parts[0])
    if split := draw_split(snapshot, parts[0]):
        return split
    drawing = say_own_words(parts[0], tallies.draw_result(parts[0]))
    if show.view == "cards":
        drawing["cards"] = tallies.visible_cards(parts[0], sort=True)
    return drawing


def draw_cross(
    snapshot: Snapshot, show: ShowView, parts: Sequence[tallies.Result]
) -> dict[str, Any] | None:
    """A pair against each other, as long as that is shown and may be told."""
    if not any(part.question.split_shown for part in parts):
        return None
    found = crosses.find_cross(snapshot.session, parts, show.labels)
    return crosses.draw_cross(found) if found else None


def draw_before(snapshot: Snapshot, result: tallies.Result) -> dict[str, Any]:
    """A question beside what the session before this one answered; where that cannot be compared
    by itself, with the reason."""
    found = before.read_befores(snapshot.session, [result.question])
    if drawn := found.get(result.question.key):
        return before.draw_before(drawn)
    alone = say_own_words(result, tallies.draw_result(result))
    return {**alone, "sentence": f"{alone['sentence']} {before.say_why_not(snapshot.session)}"}


def add_other_tips(session: LiveSession, frame: dict[str, Any]) -> None:
    """Below a group's own tips those of other groups that it does not have itself."""
    own = frame["cards"] or []
    known = {merged(card["text"]) for card in own}
    others = [
        card for card in tips.read_others(session=session) if merged(card["text"]) not in known
    ]
    text = ngettext(
        "Ook %(n)s tip van een andere groep.", "Ook %(n)s tips van andere groepen.", len(others)
    )
    said = figures.fill_sentence(text, n=len(others)) if others else ""
    frame["cards"] = [*own, *others]
    frame["remark"] = f"{frame['remark']} {said}".strip()
