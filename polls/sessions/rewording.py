"""What may still be changed about a question that was answered: never what its answers mean."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.models import Question

FREE = {"help", "icon", "color", "placeholder"}  # what stands beside what people answer
MOST_LETTERS = 2  # that a slip of the pen differs
SHORTEST = 4  # letters: in a shorter word one letter makes another word


def refuse_other_meaning(question: Question, kind: str, spec: Mapping[str, Any]) -> None:
    """Refuse what would make the answers to a question say something else."""
    if (question.kind, question.spec) == (kind, spec) or not is_answered(question):
        return
    if question.kind != kind or not has_same_meaning(question.spec, spec):
        raise PollsError(
            "question.answered",
            _(
                "Op ‘%(prompt)s’ is al geantwoord. De vraag zelf en tikfouten kun je nog "
                "verbeteren; opties blijven zoals mensen ze kozen. Herhaal de vraag om die "
                "anders te stellen."
            )
            % {"prompt": question.prompt},
        )


def refuse_leaving_out(question: Question) -> None:
    if is_answered(question):
        raise PollsError(
            "question.answered",
            _("Op ‘%(prompt)s’ is al geantwoord, dus die vraag blijft erin. Sluiten kan wel.")
            % {"prompt": question.prompt},
        )


def is_answered(question: Question) -> bool:
    """Whether anybody answered in any round, or totals are kept of what was removed."""
    return bool(question.totals) or question.responses.exists()


def has_same_meaning(before: Any, after: Any) -> bool:
    """Whether two specs ask the same: the same options in the same order, but for slips."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        keys = {*before, *after} - FREE
        return all(
            before.get(key) == after.get(key)
            if key == "key"
            else has_same_meaning(before.get(key), after.get(key))
            for key in keys
        )
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(
            has_same_meaning(*pair) for pair in zip(before, after, strict=True)
        )
    if isinstance(before, str) and isinstance(after, str):
        return is_slip(before, after)
    return bool(before == after)


def is_slip(before: str, after: str) -> bool:
    """Whether one text corrects the other: capitals, or a letter or two, and not the first one,
    for 'eens' is not 'oneens'."""
    old, new = before.casefold(), after.casefold()
    if old == new:
        return True
    if min(len(old), len(new)) < SHORTEST or old[0] != new[0]:
        return False
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    letters = [max(b - a, d - c) for tag, a, b, c, d in changes if tag != "equal"]
    return sum(letters) <= MOST_LETTERS
