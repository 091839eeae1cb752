"""The figures of questions as plain Plotly dicts {data, layout}, and their words.

Any text of a deck or a participant enters a figure through `plain`.
"""

from polls.figures.bars import Bar, bars, favourites
from polls.figures.cells import (
    Cell,
    Change,
    Count,
    CountedShare,
    Label,
    Mean,
    Range,
    Row,
    Share,
    Table,
    Text,
)
from polls.figures.clouds import Spot, words
from polls.figures.cues import Vote, signs
from polls.figures.drawing import HEIGHT, WIDTH, blank, no_answers, none_shown, nothing_yet, plain
from polls.figures.groups import MOST as MOST_GROUPS
from polls.figures.groups import (
    Group,
    change_sentence,
    changes_table,
    groups_table,
    panels,
    spread,
    spread_sentence,
    spread_table,
)
from polls.figures.numbers import decimal, people, percent, say, sent, whole, write
from polls.figures.pair_classes import classes, conditions
from polls.figures.pairs import bars_of, pair, pair_sentence, pair_table
from polls.figures.quadrants import quadrant
from polls.figures.rounds import moved_sentence, rounds, rounds_table
from polls.figures.scales import scale

__all__ = [
    "HEIGHT",
    "MOST_GROUPS",
    "WIDTH",
    "Bar",
    "Cell",
    "Change",
    "Count",
    "CountedShare",
    "Group",
    "Label",
    "Mean",
    "Range",
    "Row",
    "Share",
    "Spot",
    "Table",
    "Text",
    "Vote",
    "bars",
    "bars_of",
    "blank",
    "change_sentence",
    "changes_table",
    "classes",
    "conditions",
    "decimal",
    "favourites",
    "groups_table",
    "moved_sentence",
    "no_answers",
    "none_shown",
    "nothing_yet",
    "pair",
    "pair_sentence",
    "pair_table",
    "panels",
    "people",
    "percent",
    "plain",
    "quadrant",
    "rounds",
    "rounds_table",
    "say",
    "scale",
    "sent",
    "signs",
    "spread",
    "spread_sentence",
    "spread_table",
    "whole",
    "words",
    "write",
]
