"""Two choices mirrored in each other, as every format shows them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from polls import figures, kinds
from polls.results import tallies
from workshop.decks.model import Show, Slide
from workshop.exports.rounds import RoundContent, write_caution


@dataclass(frozen=True)
class PairContent:
    """Two choices over the same options, mirrored as on their slide; `about` says whose
    collaboration they are about, or the numbers would say something else."""

    about: str
    show: Show
    slide: Slide
    good: RoundContent
    less: RoundContent

    @property
    def remark(self) -> str:
        """Whether few people answered, and the rule behind the classes."""
        return f"{self.caution} {self.rule}".strip()

    @property
    def rule(self) -> str:
        """By which rule an option is called something; '' when nobody answered."""
        good, less = (
            figures.Side(label, each.result.tally["counts"], each.answered)
            for label, each in zip(self.show.labels, (self.good, self.less), strict=True)
        )
        options = kinds.of(self.good.result.question).options(own_words=False)
        return figures.class_rule(options, good, less) if good.people or less.people else ""

    @property
    def caution(self) -> str:
        return write_caution([self.good.answered, self.less.answered], self.good.minimum)

    @property
    def name(self) -> str:
        """'35-samen-bekijken', or '35-2-samen-bekijken' of a second round: how its sheet and its
        place in a page are called."""
        again = f"-{self.good.round}" if self.good.round > 1 else ""
        return f"{self.slide.number:02}{again}-{self.slide.id}"

    @property
    def title(self) -> str:
        """The title of its slide; with the round, where there was more than one."""
        if all(each.result.question.round == 1 for each in (self.good, self.less)):
            return self.slide.title
        return _("%(title)s, ronde %(round)d") % {
            "title": self.slide.title,
            "round": self.good.round,
        }

    @cached_property
    def drawing(self) -> dict[str, Any]:
        drawn = tallies.pair_drawing(self.good.result, self.less.result, self.show.labels)
        return {**drawn, "sentence": f"{drawn['sentence']} {capfirst(self.about)}."}
