"""The figures of questions as plain Plotly dicts {data, layout}, and their words.

Any text of a deck or a participant enters a figure through `escape_text`.
"""

from polls.figures.bars import draw_bars, favourites_sentence
from polls.figures.cells import (
    Cell,
    Change,
    Count,
    CountedMean,
    CountedShare,
    Label,
    Mean,
    Moment,
    Range,
    Row,
    Share,
    Statistic,
    Table,
    Text,
)
from polls.figures.clouds import Spot, draw_words
from polls.figures.crosses import cross_sentence, cross_table, draw_cross
from polls.figures.cues import Vote, find_cues
from polls.figures.drawing import (
    HEIGHT,
    WIDTH,
    answered_sentence,
    blank_figure,
    escape_text,
    no_answers,
    none_shown,
    nothing_yet,
)
from polls.figures.findings import (
    find_favourite,
    find_first,
    find_highest,
    find_most_points,
    find_most_said,
    find_placed,
    find_shown_texts,
)
from polls.figures.groups import MOST as MOST_GROUPS
from polls.figures.groups import (
    Group,
    change_sentence,
    changes_table,
    draw_panels,
    draw_spread,
    groups_table,
    spread_sentence,
    spread_table,
)
from polls.figures.naming import find_leaders, find_trailers, join_names, write_rated
from polls.figures.numbers import (
    encode_table,
    fill_sentence,
    rounding_note,
    write_cell,
    write_mean,
    write_minutes,
    write_people,
    write_percent,
    write_whole,
)
from polls.figures.options import Bar
from polls.figures.own_words import own_words_sentence, wrap_own_words
from polls.figures.pair_classes import Side, class_rule, classify_options, draw_conditions
from polls.figures.pairs import bars_of, draw_pair, pair_finding, pair_sentence, pair_table
from polls.figures.quadrants import CORNERS, draw_quadrant
from polls.figures.rounds import draw_rounds, moved_sentence, rounds_table
from polls.figures.scales import draw_scale
from polls.figures.scores import draw_scores
from polls.figures.splits import Scored, split_sentence, split_table

__all__ = [
    "CORNERS",
    "HEIGHT",
    "MOST_GROUPS",
    "WIDTH",
    "Bar",
    "Cell",
    "Change",
    "Count",
    "CountedMean",
    "CountedShare",
    "Group",
    "Label",
    "Mean",
    "Moment",
    "Range",
    "Row",
    "Scored",
    "Share",
    "Side",
    "Spot",
    "Statistic",
    "Table",
    "Text",
    "Vote",
    "answered_sentence",
    "bars_of",
    "blank_figure",
    "change_sentence",
    "changes_table",
    "class_rule",
    "classify_options",
    "cross_sentence",
    "cross_table",
    "draw_bars",
    "draw_conditions",
    "draw_cross",
    "draw_pair",
    "draw_panels",
    "draw_quadrant",
    "draw_rounds",
    "draw_scale",
    "draw_scores",
    "draw_spread",
    "draw_words",
    "encode_table",
    "escape_text",
    "favourites_sentence",
    "fill_sentence",
    "find_cues",
    "find_favourite",
    "find_first",
    "find_highest",
    "find_leaders",
    "find_most_points",
    "find_most_said",
    "find_placed",
    "find_shown_texts",
    "find_trailers",
    "groups_table",
    "join_names",
    "moved_sentence",
    "no_answers",
    "none_shown",
    "nothing_yet",
    "own_words_sentence",
    "pair_finding",
    "pair_sentence",
    "pair_table",
    "rounding_note",
    "rounds_table",
    "split_sentence",
    "split_table",
    "spread_sentence",
    "spread_table",
    "wrap_own_words",
    "write_cell",
    "write_mean",
    "write_minutes",
    "write_people",
    "write_percent",
    "write_rated",
    "write_whole",
]
