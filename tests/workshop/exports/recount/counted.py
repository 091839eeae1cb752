"""The plain recount of a round, of two rounds and of a pair, in the Dutch of the files."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tests.workshop.exports.recount.cells import Cell, Part, dotted, written
from tests.workshop.exports.recount.drawn import Drawn, Given
from tests.workshop.exports.recount.headlines import headline
from tests.workshop.exports.recount.kinds import (
    NAMES,
    choice,
    favourites,
    points,
    quadrant,
    ranking,
    scale,
    worded,
)
from tests.workshop.exports.recount.texts import Seen, edits, see_texts, shown_texts

FEWEST = 8
PEOPLE = ("deelnemers", "tegelijk aanwezig, hooguit", "gaven antwoord")


@dataclass(frozen=True)
class Expected:
    """What files have to say of one round."""

    round: int
    answered: int
    sentence: str
    headline: str
    reach: str
    remark: str  # of every format
    rows: tuple[tuple[Cell, ...], ...]
    texts: Counter[tuple[str, int]]  # shown texts with how many people gave them
    waiting: int
    folded: bool = False


def count_round(drawn: Drawn, key: str, round: int) -> Expected:
    """What everything has to say of one round, with all that is kept."""
    given, seen = drawn.rounds[key][round - 1], dict[str, Seen]()
    remark, most, texts = "", "", Counter[tuple[str, int]]()
    if key in ("keuzes", "tip", "woorden", "vragen"):
        seen = see_texts(drawn, key, given)
        texts = shown_texts(drawn, key, given, seen)
    match key:
        case "goed" | "minder":
            sentence, remark, rows = choice(given, "ABC")
        case "keuzes":
            sentence, remark, rows = choice(given, [*"ABC", "anders"])
        case "tip" | "woorden" | "vragen":
            sentence, most, rows = worded(drawn, key, given, seen)
        case _:
            counts = {"cijfers": scale, "volgorde": ranking, "punten": points}.get(key, quadrant)
            sentence, rows = counts(given)
    n = len(given)
    remarks = [remark, came_in(given), caution(drawn, n)]
    waiting = len({each.card for each in seen.values() if each.state == "pending"})
    return Expected(
        round=round,
        answered=n,
        sentence=sentence,
        headline=most or headline(key, given, sentence),
        reach=reach(n, drawn.source.joined),
        remark=" ".join(filter(None, remarks)),
        rows=tuple(rows),
        texts=texts,
        waiting=waiting,
    )


def reach(n: int, joined: int) -> str:
    if joined == 1:
        return f"{n} van 1 deelnemer"
    return f"{dotted(n)} van de {dotted(joined)} deelnemers"


def came_in(given: list[Given]) -> str:
    late = sum(each.late for each in given)
    hands = sum(each.by_hand for each in given)
    said = []
    if late:
        word = "antwoord kwam" if late == 1 else "antwoorden kwamen"
        said.append(f"{late} {word} binnen 20\u00a0seconden na het sluiten.")
    if hands == 1:
        said.append("1 antwoord is met de hand ingevoerd.")
    elif hands:
        said.append(f"{hands} antwoorden zijn met de hand geteld of ingevoerd.")
    return " ".join(said)


def caution(drawn: Drawn, *answered: int) -> str:
    if any(0 < n < drawn.minimum for n in answered):
        few = f"Minder dan {drawn.minimum} antwoorden"
        return f"{few}: lees dit als losse stemmen en deel het niet."
    return ""


def fold(drawn: Drawn, expected: Expected) -> Expected:
    """What a file to share says of a round: of a small group nothing."""
    if not 0 < expected.answered < drawn.minimum:
        return expected
    few = f"Minder dan {drawn.minimum}"
    return Expected(
        round=expected.round,
        answered=0,
        sentence="",
        headline="",
        reach=f"minder dan {drawn.minimum} van de deelnemers",
        remark=f"{few} antwoorden: die staan niet in een bestand om te delen.",
        rows=(),
        texts=Counter(),
        waiting=0,
        folded=True,
    )


def count_question(drawn: Drawn, key: str, *, share: bool = False) -> list[Expected]:
    """Its rounds that were answered; of a question that nobody answered the last."""
    rounds = [count_round(drawn, key, round) for round in range(1, len(drawn.rounds[key]) + 1)]
    found = [each for each in rounds if each.answered] or rounds[-1:]
    return [fold(drawn, each) for each in found] if share else found


def moved(drawn: Drawn, key: str, before: int, now: int) -> str:
    """How many people chose something else, of those who answered both rounds."""
    then = {e.person: e.value for e in drawn.rounds[key][before - 1] if not e.by_hand}
    both = [e for e in drawn.rounds[key][now - 1] if not e.by_hand and e.person in then]
    changed = sum(e.value != then[e.person] for e in both)
    if not both:
        return ""
    if len(both) == 1:
        what = "iets anders" if changed else "hetzelfde"
        return f"Eén mens antwoordde twee keer, en koos {what}."
    of = f"Van de {len(both)} mensen die twee keer antwoordden,"
    if not changed:
        return f"{of} koos niemand iets anders."
    verb = "koos" if changed == 1 else "kozen"
    return f"{of} {verb} er {changed} iets anders."


@dataclass(frozen=True)
class Pair:
    """What files have to say of the two mirrored choices of one round."""

    sentence: str
    rows: tuple[tuple[Cell, ...], ...]
    caution: str
    ruled: bool


def count_pairs(drawn: Drawn, *, share: bool = False) -> list[Pair]:
    """A pair for each round that both questions had, and that either was answered in."""
    both = list(zip(drawn.rounds["goed"], drawn.rounds["minder"], strict=False))
    least = drawn.minimum if share else 0
    answered = any(some for key in ("goed", "minder") for some in visible_rounds(drawn, key, share))
    found = []
    for round, (good, less) in enumerate(both, 1):
        first = round == 1 and not answered
        if (good or less or first) and not (0 < len(good) < least or 0 < len(less) < least):
            found.append(count_pair(drawn, round, good, less))
    return found


def visible_rounds(drawn: Drawn, key: str, share: bool) -> list[list[Given]]:
    return [some for some in drawn.rounds[key] if not (share and 0 < len(some) < drawn.minimum)]


def count_pair(drawn: Drawn, round: int, good: list[Given], less: list[Given]) -> Pair:
    several = any(len(drawn.rounds[key]) > 1 for key in ("goed", "minder"))
    after = f", ronde {round}" if several else ""
    counts = [{k: sum(e.value == [k] for e in some) for k in "ABC"} for some in (good, less)]
    sides = [
        f"{label}{after}: {side(each, len(some))}"
        for label, each, some in zip(
            ("gaat goed", "gaat minder"), counts, (good, less), strict=True
        )
    ]
    classed = min(len(good), len(less)) >= FEWEST
    rows = []
    for k in "ABC":
        row: list[Cell] = [NAMES[k]]
        for each, some in zip(counts, (good, less), strict=True):
            row += [each[k], Part(each[k], len(some))]
        if classed:
            high = [
                3 * each[k] > len(some) for each, some in zip(counts, (good, less), strict=True)
            ]
            row.append(CLASSES[high[0], high[1]])
        rows.append(tuple(row))
    about = str(drawn.source.session.get_collaboration_display())
    sentence = f"{'; '.join(sides)}. {about[0].upper()}{about[1:]}."
    said = caution(drawn, len(good), len(less))
    return Pair(sentence, tuple(rows), said, ruled=bool(good or less))


CLASSES = {
    (True, False): "Kracht",
    (False, True): "Aandacht",
    (True, True): "Verdeeld",
    (False, False): "Buiten beeld",
}


def side(counts: dict[str, int], n: int) -> str:
    return favourites(counts, n) if n else "nog geen antwoorden"


__all__ = ["Cell", "Part", "edits", "written"]


def count_people(drawn: Drawn, *, share: bool) -> dict[str, str]:
    """How many joined, were there at once at most, and answered anything, as files say it."""
    joined = drawn.source.joined
    most = min(drawn.source.session.most_present, joined)
    answered = len({each.person for some in drawn.rounds.values() for one in some for each in one})
    few = share and 0 < answered < drawn.minimum
    told = dotted(joined), dotted(most) if most else "niet bekend", dotted(answered)
    if few:
        told = *told[:2], f"minder dan {drawn.minimum}"
    return dict(zip(PEOPLE, told, strict=True))


def people_sentence(facts: dict[str, str]) -> str:
    """The same in one sentence."""
    joined, most, answered = (facts[name] for name in PEOPLE)
    if joined == "0":
        return "Niemand deed mee"
    parts = ["1 mens deed mee" if joined == "1" else f"{joined} mensen deden mee"]
    if joined != "1" and most != "niet bekend":
        parts.append(f"hooguit {most} tegelijk")
    verb = "gaf" if answered == "1" else "gaven"
    parts.append("niemand gaf antwoord" if answered == "0" else f"{answered} {verb} antwoord")
    return ", ".join(parts)
