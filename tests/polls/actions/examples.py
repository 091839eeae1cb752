"""For each action a form with which it changes something, and one with which it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

Step = tuple[str, Mapping[str, str]]
TIP = {"question": "tip"}
GOED = {"question": "goed"}
MINDER = {"question": "minder"}
UNKNOWN = {"question": "tip", "card": "0" * 16}
FINISHED: tuple[Step, ...] = (("finish", {}),)


@dataclass(frozen=True)
class Example:
    """A form with which an action changes something, what has to be done before; and a form, or
    a state, in which it is refused. '1' to '4' in a field of texts are the tips in their order.

    `waiting` begins with a session that has not begun, any other with one on the slide of 'tip'.
    """

    form: Mapping[str, str]
    first: tuple[Step, ...] = ()
    refused: tuple[str, Mapping[str, str], tuple[Step, ...]] | None = None
    waiting: bool = False
    own: bool = False  # everyone goes at their own pace
    older: bool = False  # the session runs an older version of its deck than there is
    grouped: bool = False  # 'goed' makes two groups, which answered 'minder'
    paired: bool = False  # a room answered 'goed' and 'minder'


def on_ended(form: Mapping[str, str]) -> tuple[str, Mapping[str, str], tuple[Step, ...]]:
    return "session.ended", form, FINISHED


DAY = (timezone.localdate() + timedelta(days=20)).isoformat()
EXAMPLES: dict[str, Example] = {
    "begin": Example({}, waiting=True, refused=on_ended({})),
    "next": Example({}, refused=on_ended({})),
    "previous": Example({}, refused=on_ended({})),
    "goto": Example({"slide": "goed"}, refused=("slide.unknown", {"slide": "99"}, ())),
    "leave-group": Example({}, (("goto", {"slide": "24"}),), refused=on_ended({})),
    "skip": Example({"slide": "3"}, refused=("slide.unknown", {"slide": "3+weg"}, ())),
    "blank": Example({}),
    "qr": Example({}),
    "freeze": Example({}, refused=on_ended({})),
    "look": Example({"page": "2"}, refused=("look.page", {"page": "0"}, ())),
    "tables": Example({}),
    "timer": Example({"seconds": "60"}, refused=("timer.seconds", {"seconds": "3601"}, ())),
    "timer-add": Example({}, (("timer", {"seconds": "60"}),), refused=("timer.none", {}, ())),
    "timer-stop": Example({}, (("timer", {"seconds": "60"}),), refused=on_ended({})),
    "open": Example(GOED, refused=("question.unknown", {"question": "goed+nergens"}, ())),
    "pause": Example(TIP, refused=("question.not_open", GOED, ())),
    "close": Example(TIP, refused=("question.not_open", {"question": "tip+minder"}, ())),
    "reset": Example(TIP, refused=("question.unknown", {"question": "nergens"}, ())),
    "show": Example(TIP, refused=("question.wait", GOED, (("open", GOED),))),
    "hide": Example(TIP, (("show", TIP),), refused=("question.unknown", {"question": "x"}, ())),
    "before": Example({"code": "earlier"}, refused=("before.unknown", {"code": "1"}, ())),
    "split-show": Example(
        MINDER,
        (("split-show", MINDER), ("split-hide", MINDER)),  # decided for good, and hidden again
        refused=("split.none", MINDER, ()),
        grouped=True,
    ),
    "split-hide": Example(
        MINDER,
        (("split-show", MINDER),),
        refused=("question.unknown", {"question": "x"}, ()),
        grouped=True,
    ),
    "cross-show": Example(
        GOED,
        (("cross-show", GOED), ("cross-hide", GOED)),  # decided for good, and hidden again
        refused=("cross.none", TIP, ()),
        paired=True,
    ),
    "cross-hide": Example(
        GOED,
        (("cross-show", GOED),),
        refused=("question.unknown", {"question": "x"}, ()),
        paired=True,
    ),
    "ask": Example(
        {"prompt": "Nu?", "ready": "yes-no"}, refused=("ask.prompt", {"ready": "yes-no"}, ())
    ),
    "move-slide": Example(
        {"slide": "contact", "way": "here"},
        refused=("step.malformed", {"slide": "contact", "way": "opzij"}, ()),
    ),
    "repeat-slide": Example({"slide": "goed"}, refused=on_ended({"slide": "goed"})),
    "reword-slide": Example(
        {"slide": "goed", "title": "Anders"},
        refused=("slide.title", {"slide": "goed", "title": ""}, ()),
    ),
    "leave-out": Example(
        {"question": "associaties"}, refused=("question.needed", {"question": "minder"}, ())
    ),
    "break": Example({}, refused=on_ended({})),
    "resume": Example({}, (("break", {}),), refused=on_ended({})),
    "finish": Example({}, refused=on_ended({})),
    "reopen": Example({}, FINISHED),
    "door-close": Example({}, refused=on_ended({})),
    "door-open": Example({}, (("door-close", {}),), refused=on_ended({})),
    "crowd-dismiss": Example({}),
    "crowd-aside": Example({}, refused=("crowd.none", {}, ())),
    "crowd-count": Example({}, (("crowd-aside", {}),)),
    "memory-show": Example({}),
    "memory-hide": Example({}, (("memory-show", {}),)),
    "tips-others": Example({}),
    "tips-own": Example({}, (("tips-others", {}),)),
    "screen-renew": Example({}),
    "cohost-invite": Example({}),
    "cohost-dismiss": Example({}, (("cohost-invite", {}),)),
    "take-over": Example(
        {}, (("cohost-invite", {}), ("cohost-slides", {}), ("cohost:take-over", {}))
    ),
    "cohost-slides": Example({}, (("cohost-invite", {}),), refused=("cohost.none", {}, ())),
    "cohost-texts": Example({}, (("cohost-invite", {}), ("cohost-slides", {}))),
    "language": Example({"language": "en"}, refused=("session.language", {"language": "fr"}, ())),
    "settings": Example({"minimum": "7"}, refused=("session.minimum", {"minimum": "veel"}, ())),
    "newest-version": Example({}, waiting=True, older=True, refused=("session.begun", {}, ())),
    "window": Example({"closes": f"{DAY}T09:00"}, own=True, refused=("pace.live", {}, ())),
    "words": Example({"intro": "Welkom"}, own=True, refused=("pace.live", {}, ())),
    "keep-until": Example({"day": DAY}, refused=("retention.day", {"day": "morgen"}, ())),
    "hands": Example(
        {**GOED, "hands.A": "3"}, refused=("hands.number", {**GOED, "hands.A": "veel"}, ())
    ),
    "answer-for": Example({**TIP, "text": "Vijf"}, refused=("answer.empty", TIP, ())),
    "card-show": Example({**TIP, "card": "1+2"}, refused=("card.unknown", UNKNOWN, ())),
    "card-hide": Example({**TIP, "card": "1+2"}, refused=("card.unknown", UNKNOWN, ())),
    "card-hold": Example(
        {**TIP, "card": "1"}, (("card-show", {**TIP, "card": "1"}),), ("card.none", GOED, ())
    ),
    "card-star": Example({**TIP, "card": "1"}, refused=("card.unknown", TIP, ())),
    "card-unstar": Example(
        {**TIP, "card": "1"},
        (("card-star", {**TIP, "card": "1"}),),
        ("card.unknown", UNKNOWN, ()),
    ),
    "card-label": Example(
        {**TIP, "card": "1", "label": "A"},
        refused=("card.label", {**TIP, "card": "1", "label": "weg"}, ()),
    ),
    "card-correct": Example(
        {**TIP, "card": "1", "text": "Eén"}, refused=("card.empty", {**TIP, "card": "1"}, ())
    ),
    "card-merge": Example(
        {**TIP, "card": "1+2", "into": "4"},
        refused=("card.merge_self", {**TIP, "card": "1", "into": "1"}, ()),
    ),
    "card-split": Example(
        {**TIP, "card": "4"},
        (("card-merge", {**TIP, "card": "1+2", "into": "4"}),),
        ("card.none", GOED, ()),
    ),
    "card-spotlight": Example({**TIP, "card": "1"}, refused=("card.unknown", UNKNOWN, ())),
    "card-delete": Example({**TIP, "card": "1"}, refused=("card.unknown", UNKNOWN, ())),
    "undo": Example({}, (("next", {}),), refused=("undo.late", {}, (("screen-renew", {}),))),
}
NEVER_REFUSED = {
    *("reopen", "memory-hide", "tips-others", "tips-own", "tables", "blank", "qr"),
    *("screen-renew", "cohost-invite", "cohost-dismiss", "crowd-dismiss", "crowd-count"),
    *("take-over", "cohost-texts"),
}
ONLY_RESULTS = {  # of a question whose texts phones do not show
    *("hands", "answer-for", "split-show", "split-hide", "cross-show", "cross-hide"),
    *(name for name in EXAMPLES if name.startswith("card-")),
}
