"""The figures of questions as plain Plotly dicts {data, layout}, and their words.

Any text of a deck or a participant enters a figure through `plain`.
"""

from polls.figures.bars import Bar, bars, favourites, people, percent
from polls.figures.clouds import Spot, words
from polls.figures.drawing import HEIGHT, WIDTH, blank, no_answers, nothing_yet, plain
from polls.figures.pairs import pair, pair_sentence, pair_table

__all__ = [
    "HEIGHT",
    "WIDTH",
    "Bar",
    "Spot",
    "bars",
    "blank",
    "favourites",
    "no_answers",
    "nothing_yet",
    "pair",
    "pair_sentence",
    "pair_table",
    "people",
    "percent",
    "plain",
    "words",
]
