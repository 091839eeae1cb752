"""A question before and now: what another session of the same trainer, or of the same team,
answered to it earlier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from polls import figures, kinds
from polls.errors import PollsError
from polls.figures import CountedShare, Group, Scored, Table
from polls.models import LiveSession, Question
from polls.results import comparison, tallies
from polls.results.tallies import Result
from polls.sessions import access
from polls.sessions.names import name_days

WORDS = 8  # words that stand beside each other: those that most people gave


@dataclass(frozen=True, slots=True)
class Before:
    """A question that two sessions asked, in the first round that each answered. `days` are
    those of the sessions: before, now."""

    before: Result
    now: Result
    days: tuple[str, str]
    code: str  # of the session before

    @property
    def options(self) -> list[dict[str, Any]]:
        """What was asked; of words those that most people gave."""
        if not is_words(self.now.question):
            return kinds.of(self.now.question).options()
        both = sum((count_words(each) for each in (self.before, self.now)), Counter[str]())
        texts = {**name_words(self.now), **name_words(self.before)}
        return [
            {"key": f"word-{place}", "label": texts[same], "same": same}
            for place, (same, _count) in enumerate(both.most_common(WORDS))
        ]

    @property
    def groups(self) -> tuple[Scored, Scored]:
        return (
            self.score(_("eerder"), self.days[0], self.before),
            self.score(_("nu"), self.days[1], self.now),
        )

    def score(self, label: str, day: str, result: Result) -> Scored:
        if not is_words(result.question):
            measures = kinds.of(result.question).measures(result.tally)
            return Scored(label, result.answered, measures, day)
        counts = count_words(result)
        shares = {
            option["key"]: CountedShare(counts[option["same"]], result.answered)
            for option in self.options
        }
        return Scored(label, result.answered, shares, day)

    @property
    def table(self) -> Table:
        return figures.split_table(self.options, self.groups)

    @property
    def sentence(self) -> str:
        """What changed most, of a choice; of all else a difference gets no word."""
        before, now = self.groups
        if kinds.of(self.now.question).counts_people:
            return figures.change_sentence(self.options, *map(as_group, (before, now)))
        return figures.split_sentence(self.options, [before, now])


def as_group(scored: Scored) -> Group:
    counts = {
        key: cell.part for key, cell in scored.cells.items() if isinstance(cell, CountedShare)
    }
    return Group(scored.label, scored.n, counts)


def is_words(question: Question) -> bool:
    return question.kind == "words"


def count_words(result: Result) -> Counter[str]:
    """How many people gave each word that may be shown, by what its spellings have in common."""
    return Counter(kinds.of(result.question).text_counts(result.tally))


def name_words(result: Result) -> dict[str, str]:
    """Each of these words as it is written."""
    same = kinds.of(result.question).same
    return {same(word["text"]): word["text"] for word in result.tally["words"]}


def can_compare(question: Question) -> bool:
    """Whether answers to it can stand beside earlier ones."""
    kind = kinds.of(question)
    return is_words(question) or bool(kind.measures(kind.tally([])))


def asks_the_same(before: Question, now: Question) -> bool:
    """The same words and the same options: else a difference would say nothing."""
    return wording_of(before) == wording_of(now)


def wording_of(question: Question) -> tuple[Any, ...]:
    options = tuple((each["key"], each["label"]) for each in kinds.of(question).options())
    bounds = question.spec.get("max"), question.spec.get("total")
    return question.kind, question.prompt, options, bounds


def read_befores(session: LiveSession, questions: Sequence[Question]) -> dict[str, Before]:
    """By key each of these questions that both sessions asked alike, and that enough people of
    each answered."""
    if session.before is None or not may_link(session, session.before):
        return {}
    days = name_days([session.before, session])
    mine = {each.key: each for each in questions if can_compare(each)}
    found = {}
    for question in Question.objects.filter(session=session.before, key__in=mine).order_by("pk"):
        if not asks_the_same(question, mine[question.key]):
            continue
        before, now = first_answered(question), first_answered(mine[question.key])
        enough = [
            result.answered >= comparison.fewest_answers(group)
            for result, group in ((before, session.before), (now, session))
        ]
        if all(enough):
            day = days[session.before.pk], days[session.pk]
            found[question.key] = Before(before, now, day, session.before.code)
    return found


def first_answered(question: Question) -> Result:
    """What people said before they talked about it, as groups are compared."""
    rounds = (
        tallies.count_question(question=question, round=round, joined=0)
        for round in range(1, question.round + 1)
    )
    return next(
        (each for each in rounds if each.answered),
        tallies.count_question(question=question, joined=0),
    )


def draw_before(found: Before) -> dict[str, Any]:
    """As a question is drawn: figure, table, sentence."""
    return {
        "figure": figures.draw_panels(found.options, found.groups),
        "table": found.table,
        "sentence": found.sentence,
        "finding": "",
        "cards": None,
    }


def say_why_not(session: LiveSession) -> str:
    """Why nothing stands beside a question."""
    if session.before_id is None:
        return _("Er is geen eerdere sessie gekozen om ernaast te zetten.")
    return _(
        "De eerdere sessie staat er niet naast: er waren te weinig antwoorden, of de vraag was "
        "anders."
    )


# Which session is the one before


def of_reach(session: LiveSession) -> Q:
    """The sessions of its trainer; and of its team, as long as they are a member."""
    own = Q(facilitator=session.facilitator_id)
    team = access.teams_of(session.facilitator_id).filter(team=session.team_id)
    return own | Q(team__in=team) if session.team_id else own


def may_link(session: LiveSession, other: LiveSession) -> bool:
    """Whether it may still stand beside this one: its trainer may have left the team since."""
    if other.facilitator_id == session.facilitator_id:
        return True
    return LiveSession.objects.filter(of_reach(session), pk=other.pk).exists()


def linkable_sessions(session: LiveSession) -> QuerySet[LiveSession]:
    """Those that can be the one before this: begun earlier, no rehearsal."""
    others = comparison.begun_sessions(of_reach(session)).exclude(pk=session.pk)
    if session.started:
        others = others.filter(started__lt=session.started)
    asked = Question.objects.filter(session=session).values("key")
    return others.filter(questions__key__in=asked).distinct().order_by("-started", "-pk")


def link_before(session: LiveSession, questions: Iterable[Question], code: str) -> None:
    """Say which session this one is compared with, or none; refuses one that asks nothing alike."""
    if not code:
        session.before = None
        return
    other = linkable_sessions(session).filter(code=code).first()
    if other is None:
        raise PollsError("before.unknown", _("Kies een eerdere sessie uit de lijst."))
    earlier: Mapping[str, Question] = {
        each.key: each for each in Question.objects.filter(session=other)
    }
    if not any(
        can_compare(each) and each.key in earlier and asks_the_same(earlier[each.key], each)
        for each in questions
    ):
        raise PollsError(
            "before.nothing", _("Die sessie stelt geen vraag in dezelfde woorden als deze.")
        )
    session.before = other
