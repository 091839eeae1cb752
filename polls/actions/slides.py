"""Through the slides: one on or back, to a slide, past a group, and slides that are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from polls.actions import fields
from polls.actions.base import EVERYONE, Action
from polls.actions.change import Change
from polls.actions.fields import Field, Form
from polls.actions.site import DeckSlide
from polls.errors import PollsError
from polls.questions import questions
from polls.sessions import sessions, stage
from polls.whole_numbers import whole_number

MOST_SLIDES = 9_999  # a number that a deck never has
HIGHEST = 2**53  # a version that no session reaches


@dataclass(frozen=True, slots=True)
class Seen:
    """What whoever takes a step saw: slides, by number or id, and the version of the session;
    each empty or None of one who does not tell."""

    slides: Sequence[str]
    version: int | None

    @classmethod
    def read(cls, form: Form) -> Seen:
        told = form.get("version")
        version = whole_number(told, highest=HIGHEST) or 0 if told else None
        return cls(SLIDES_SEEN.read(form), version)


SLIDES_SEEN = fields.list_field("seen")
SEEN = Field(("seen", "version"), Seen.read)


def go_to_position(change: Change, position: int) -> None:
    """Leave the slide, enter the one at this position (1-based)."""
    entered, left = change.slides[position - 1], change.slide
    moves = left.id != entered.id
    questions.change_slide(
        change.questions,
        opens=entered.opens,
        closes=left.closes if moves else (),
        in_break=change.session.paused,
    )
    sessions.move_session(change.session, position)


def begin_session(change: Change) -> None:
    go_to_position(change, change.session.position)


def go_on(change: Change, *, seen: Seen) -> None:
    take_step(change, 1, seen)


def go_back(change: Change, *, seen: Seen) -> None:
    take_step(change, -1, seen)


def take_step(change: Change, step: int, seen: Seen) -> None:
    """Two facilitators who press at once on the same slide go one slide, not two."""
    here = change.session.position
    if not is_seen(change, seen):
        there = {
            find_next(change, step, find_slide(change.slides, each).number) for each in seen.slides
        }
        check_seen(change, seen, reached=here if here in there else 0)
        return
    go_to_position(change, find_next(change, step, here))


def find_next(change: Change, step: int, here: int) -> int:
    """The position of the next slide that is not skipped; `here` at the end."""
    position = here + step
    while 1 <= position <= len(change.slides):
        if change.slides[position - 1].id not in change.session.skipped:
            return position
        position += step
    return here


def go_to_slide(change: Change, *, slide: str, seen: Seen) -> None:
    position = find_slide(change.slides, slide).number
    check_seen(change, seen, reached=position)
    go_to_position(change, position)


def is_seen(change: Change, seen: Seen) -> bool:
    """Whether whoever takes a step saw the slide of the session, or the one that a frozen
    projector keeps, and nobody left it since; true of one who does not tell."""
    if seen.version is not None and seen.version < change.session.moved:
        return False
    here = {change.session.position, change.session.frozen}
    return not seen.slides or any(
        find_slide(change.slides, each).number in here for each in seen.slides
    )


def check_seen(change: Change, seen: Seen, *, reached: int) -> None:
    """Refuse a step from a slide that somebody else left, unless that one `reached` the same."""
    here = change.session.position
    if here != reached and not is_seen(change, seen):
        raise PollsError(
            "slide.moved",
            _("Iemand anders is verder gegaan: nu slide %(number)s. Kies opnieuw.")
            % {"number": here},
        )


def leave_group(change: Change, *, seen: Seen) -> None:
    """To the first slide after the group that is not skipped."""
    check_seen(change, seen, reached=0)
    for slide in change.slides[change.session.position :]:
        if slide.group != change.slide.group and slide.id not in change.session.skipped:
            return go_to_position(change, slide.number)
    return go_to_position(change, change.session.position)


def skip_slides(change: Change, *, slides: Sequence[str]) -> None:
    found = [find_slide(change.slides, name) for name in slides or [""]]
    stage.skip_slides(change.session, [slide.id for slide in found])


def find_slide(slides: Sequence[DeckSlide], wanted: str) -> DeckSlide:
    """A slide by its number or its id; raises PollsError."""
    number = whole_number(wanted, highest=MOST_SLIDES)
    for slide in slides:
        if wanted == slide.id or number == slide.number:
            return slide
    if number is None:
        raise PollsError("slide.unknown", _("Deze slide is er niet. Kies er een uit de lijst."))
    raise PollsError(
        "slide.unknown",
        _("Slide %(number)s is er niet. Kies 1 tot en met %(total)s.")
        % {"number": number, "total": len(slides)},
    )


BEGIN = Action(
    name="begin", run=begin_session, effect="the waiting session begins on its current slide"
)
NEXT = Action(
    name="next",
    roles=EVERYONE,
    steers=True,
    run=go_on,
    fields={"seen": SEEN},
    effect="one slide on",
)
PREVIOUS = Action(
    name="previous",
    roles=EVERYONE,
    steers=True,
    run=go_back,
    fields={"seen": SEEN},
    effect="one slide back",
)
GOTO = Action(
    name="goto",
    run=go_to_slide,
    fields={"slide": fields.text_field("slide"), "seen": SEEN},
    effect="to a slide, named by its number or its id",
)
LEAVE_GROUP = Action(
    name="leave-group",
    run=leave_group,
    fields={"seen": SEEN},
    effect="to the first slide after this chapter, or after the slides with this badge",
)
SKIP = Action(
    name="skip",
    run=skip_slides,
    begins=False,
    spares_ended=True,
    fields={"slides": fields.list_field("slide")},
    effect="leaves a slide (or several, joined by `+`) out of this session, or takes them in again "
    "when all are out; `next` and `previous` pass them",
)
