"""How large a deck may be; more than that is said at once, before anybody waits for it."""

from __future__ import annotations

SOURCE = 1_000_000  # characters of the whole file
LINES = 20_000  # of the whole file: reading takes time for each, also for an empty one
SLIDES = 300  # the desk of such a deck takes 0.6 s of one core; it grows with their number
QUESTIONS = 100
BLOCKS = 20  # of one slide
BLOCK = 20_000  # characters of one block
TEXT = 20_000  # characters of a slide's own text, and of its note
ITEMS = 60  # of a list, such as chapters
PROBLEMS = 100  # after so many mistakes reading stops

# Of a drawing, as a browser draws it: what is used twice counts twice.
SHAPES = 2_000
DEPTH = 40  # elements in one another
REFERENCES = 5  # uses, clips and masks in one another
