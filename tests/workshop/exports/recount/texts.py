"""What became of own words, one text at a time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from tests.workshop.exports.recount.drawn import Decision, Drawn, Given, plain


@dataclass(frozen=True)
class Seen:
    """What became of one text: the card it counts with, and the words that are shown."""

    card: str
    text: str
    state: str


def canonical(key: str, text: str) -> str:
    return "leuk" if key == "woorden" and text == "tof" else text


def group(key: str, text: str) -> str:
    """What texts of one card share."""
    return plain(canonical(key, text)) if key == "woorden" else text


def texts_of(key: str, value: Any) -> list[str]:
    if key == "keuzes":
        return [value["other"]] if isinstance(value, dict) else []
    return list(value) if key in ("tip", "woorden", "vragen") else []


def see_texts(drawn: Drawn, key: str, given: list[Given]) -> dict[str, Seen]:
    """Every text that was written in a round, as the facilitator left it."""
    decided = drawn.decided.get(key, {})
    written_texts = list(dict.fromkeys(t for each in given for t in texts_of(key, each.value)))
    spellings: dict[str, Counter[str]] = {}
    for each in given:
        for text in texts_of(key, each.value):
            spellings.setdefault(group(key, text), Counter())[canonical(key, text)] += 1
    found = {}
    for text in written_texts:
        own = group(key, text)
        target = group(key, decided[own].into) if own in decided and decided[own].into else own
        decision = decided.get(target)
        waits = key in drawn.held
        state = decision.state if decision else ("pending" if waits else "shown")
        first = next((t for t in written_texts if group(key, t) == own), "")
        original = most_common(spellings[target]) if target in spellings else ""
        if decision:
            card = decision.corrected or original or target
        else:
            card = original or canonical(key, first)
        edited = bool(decision and decision.corrected)
        shown = canonical_shown(key, text) if target == own and not edited else card
        found[text] = Seen(target, shown, state)
    return found


def canonical_shown(key: str, text: str) -> str:
    return canonical(key, text)


def most_common(spelled: Counter[str]) -> str:
    return max(spelled, key=spelled.__getitem__)


def card_text(drawn: Drawn, key: str, card: str, given: list[Given], seen: dict[str, Seen]) -> str:
    """The words of a card: what it was corrected into, or how most people spelled it."""
    decision = drawn.decided.get(key, {}).get(card)
    if decision and decision.corrected:
        return decision.corrected
    spelled: Counter[str] = Counter()
    for each in given:
        for text in texts_of(key, each.value):
            if group(key, text) == card:
                spelled[canonical(key, text)] += 1
    if spelled:
        return most_common(spelled)
    return card if decision else next(text for text in seen if seen[text].card == card)


def shown_texts(
    drawn: Drawn, key: str, given: list[Given], seen: dict[str, Seen]
) -> Counter[tuple[str, int]]:
    """Each card that is shown with the number of people who wrote something of it."""
    cards = {each.card for each in seen.values() if each.state == "shown"}
    found: Counter[tuple[str, int]] = Counter()
    for card in cards:
        wrote = sum(
            any(seen[text].card == card for text in texts_of(key, each.value)) for each in given
        )
        found[card_text(drawn, key, card, given, seen), wrote] += 1
    return found


def visible(key: str, value: Any, seen: dict[str, Seen]) -> list[str]:
    """What is shown of an answer: of two texts that became one, one is left."""
    shown = [seen[text].text for text in texts_of(key, value) if seen[text].state == "shown"]
    return list(dict.fromkeys(shown))


def edits(drawn: Drawn) -> tuple[int, int]:
    """How many texts were improved or merged, and how many hidden: of what was written."""
    edited: set[tuple[str, str]] = set()
    hidden: set[tuple[str, str]] = set()
    for key, rounds in drawn.rounds.items():
        for given in rounds:
            seen = see_texts(drawn, key, given)
            for text, each in seen.items():
                decision: Decision | None = drawn.decided.get(key, {}).get(each.card)
                if each.state == "hidden":
                    hidden.add((key, each.card))
                if (decision and decision.corrected) or group(key, text) != each.card:
                    edited.add((key, each.card))
    return len(edited), len(hidden)
