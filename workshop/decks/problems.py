"""What is wrong with a deck: where it is and what its author can do about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NoReturn

from django.utils.translation import gettext as _

from workshop.decks import limits


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to repair; `str()` reads as file:line: what to do."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class DeckError(Exception):
    """A deck that cannot be used, with everything that was found wrong in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))


class Report:
    """Collects the problems of one file while it is being read.

    `incomplete` tells that a part could not be read, so that a check which needs
    the whole deck stays silent instead of blaming an innocent line.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.incomplete = False
        self.problems: list[Problem] = []

    def add(self, line: int, message: str) -> None:
        """Note one problem; stop after so many that nobody reads them all."""
        self.problems.append(Problem(self.file, line, message))
        if len(self.problems) == limits.PROBLEMS:
            raise DeckError(self.problems)

    def stop(self, line: int, message: str) -> NoReturn:
        """Note a problem that makes it useless to read on."""
        self.add(line, message)
        raise DeckError(self.problems)

    def raise_if_any(self) -> None:
        """Stop here when something was found."""
        if self.problems:
            raise DeckError(self.problems)


def suggest_word(word: str, known: Iterable[str]) -> str:
    """The sentence that helps the author from a wrong word to a right one."""
    words = list(known)
    close = get_close_matches(word, words, n=1)
    if close:
        return _("Bedoel je '%(name)s'?") % {"name": close[0]}
    if not words:
        return _("Er is er nog geen.")
    return _("Kies uit: %(names)s.") % {"names": ", ".join(words)}


def missing_picture(name: str, pictures: Iterable[str], others: Collection[str] = ()) -> str:
    """The message about a picture that a deck cannot show: it has none of that name, or only a
    file (one of `others`, in the deck's folder) that is no drawing or lies too deep."""
    if name in others:
        return unusable_picture(name)
    stems = [picture.removesuffix(".svg") for picture in sorted(pictures)]
    close = get_close_matches(name.removesuffix(".svg"), stems, n=1)
    help_ = _("Zet het erbij of verbeter de naam.")
    if close:
        help_ = _("Bedoel je '%(name)s'?") % {"name": f"{close[0]}.svg"}
    missed = _("Dit deck heeft geen plaatje '%(name)s'. %(help)s")
    return missed % {"name": name, "help": help_}


def unusable_picture(name: str) -> str:
    """Why a file that is there cannot be shown."""
    if "/" in name:
        return _("'%(name)s' staat in een map apart: zet het bestand naast het deck.") % {
            "name": name
        }
    return _(
        "'%(name)s' is er wel, maar een deck in een map toont alleen tekeningen: bestanden op "
        ".svg. Een foto kan erbij als je het deck inbrengt als eigen workshop."
    ) % {"name": name}
