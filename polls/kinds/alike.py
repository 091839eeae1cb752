"""Words that may be one word written differently: suggestions, for a person to decide about."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from polls.kinds.cloud import merged

SHORTEST = 5  # letters of a word in which one other letter is a slip of the pen
STEM = 3  # letters that are left of a plural
MOST = 6  # suggestions: what a person looks at
HELD = 8  # words with a common form that a new one is held against: the most mentioned
TWICE = re.compile(r"(.)\1")


def pairs(words: Sequence[str], counts: Sequence[int]) -> list[tuple[int, int]]:
    """The places of words that look alike: (this one, the more mentioned one it may join).

    Alike are words that differ in spaces and hyphens, in a plural ending (Dutch or
    English), or from SHORTEST letters on in one letter or two neighbours, not the first.
    The most mentioned come first, MOST of them; a word joins one other word at most.
    """
    order = sorted(range(len(words)), key=lambda place: -counts[place])
    letters = [joined(words[place]) for place in order]
    seen: dict[str, list[int]] = defaultdict(list)
    found = []
    for rank, word in enumerate(letters):
        forms = set(forms_of(word))
        earlier = {other for form in forms for other in seen[form][:HELD]}
        fits = [other for other in sorted(earlier) if alike(letters[other], word)]
        if fits:
            found.append((order[rank], order[fits[0]]))
        if len(found) == MOST:
            break
        for form in forms:
            seen[form].append(rank)
    return found


def joined(word: str) -> str:
    """The letters and digits of a word alone."""
    return "".join(filter(str.isalnum, merged(word)))


def forms_of(word: str) -> Iterator[str]:
    """What two words that are alike have in common: a stem, or the rest without one letter."""
    yield word
    yield from stems(word)
    if len(word) >= SHORTEST - 1:
        yield from (word[:place] + word[place + 1 :] for place in range(1, len(word)))


def stems(word: str) -> set[str]:
    """The word without a plural ending, written as in the singular: 'huizen' as 'huis'."""
    found = {plain(word)}
    for ending in ("en", "es", "s", "n"):
        if word.endswith(ending) and len(word) - len(ending) >= STEM:
            found.add(plain(word.removesuffix(ending)))
    return found


def plain(stem: str) -> str:
    """Without what changes between singular and plural: doubled letters, z and v at the end."""
    single = TWICE.sub(r"\1", stem)
    return single[:-1] + {"z": "s", "v": "f"}.get(single[-1:], single[-1:])


def alike(one: str, other: str) -> bool:
    if one == other or stems(one) & stems(other):
        return True
    if min(len(one), len(other)) < SHORTEST - 1 or max(len(one), len(other)) < SHORTEST:
        return False
    return one[0] == other[0] and one_slip(one, other)


def one_slip(one: str, other: str) -> bool:
    """Whether one letter too many, another letter, or two neighbours turned make the other."""
    short, long = sorted((one, other), key=len)
    start = next((place for place, letter in enumerate(short) if letter != long[place]), len(short))
    rest, more = short[start:], long[start:]
    if len(short) < len(long):
        return rest == more[1:]
    return rest[1:] == more[1:] or (rest[2:] == more[2:] and rest[:2] == more[:2][::-1])
