"""Everything of a session that any format shows, made once from what was read."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from functools import cache, cached_property, partial
from operator import attrgetter

import orjson
from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polls import kinds
from polls.figures import Cell, Count, Moment, Text, fill_sentence
from polls.kinds.base import Counted
from polls.models import LiveSession, Question, TextMark
from polls.questions.answer_rows import Rows, read_kept
from polls.results import tallies
from polls.results.records import Record
from polls.results.tallies import Result
from polls.sessions import own_pace
from polls.texts.cards import Card
from polls.texts.index import TextIndex
from workshop.decks.model import Deck, Slide
from workshop.exports import sharing, timing
from workshop.exports.besides import find_besides
from workshop.exports.pairs import PairContent
from workshop.exports.people import People, count_people
from workshop.exports.rounds import AnswerContent, Part, QuestionContent, RoundContent
from workshop.exports.source import Logo, Source

Person = tuple[int, ...]  # one participant, or one answer by hand
Numbers = Mapping[str, Mapping[Person, int]]  # of the people who answered on a slide


@dataclass(frozen=True, slots=True)
class Pace:
    """How long the group was on a slide, in minutes."""

    slide: Slide
    planned: float
    taken: float


class Audience(Enum):
    """For whom it is made: the page of the trainer, a file to share, or one with everything."""

    PAGE = "page"
    SHARE = "share"
    ALL = "all"


@dataclass(frozen=True)
class SessionContent:
    session: LiveSession
    deck: Deck
    optional: Mapping[str, str]
    made: datetime
    people: People
    spent: dict[str, float]
    questions: list[QuestionContent]
    logo: Logo | None = None
    audience: Audience = Audience.PAGE
    aside: int = 0  # devices that count nowhere
    private: int = 0  # questions that the trainer left out of what is shared

    @property
    def joined(self) -> int:
        return self.people.joined

    @property
    def title(self) -> str:
        return self.session.label or self.deck.title

    @property
    def language(self) -> str:
        return self.session.language

    @property
    def date(self) -> datetime:
        """When the group met, in the installation's time zone."""
        return timezone.localtime(self.session.started or self.session.created)

    @property
    def by_key(self) -> dict[str, QuestionContent]:
        return {question.key: question for question in self.questions}

    @cached_property
    def pairs(self) -> list[PairContent]:
        """Of each round that both questions had, with answers to either: never one round of
        one question beside another round of the other."""
        about = str(self.session.get_collaboration_display())
        return [
            PairContent(about, show, slide, good, less)
            for slide in self.deck.slides
            for show in slide.shows
            if show.view == "pair"
            if all(key in self.by_key for key in show.questions)
            for good, less in zip(*(self.by_key[key].asked for key in show.questions), strict=False)
            if (good.answered or less.answered or not self.is_answered(show.questions, good))
            and not (good.folded or less.folded)
        ]

    def is_answered(self, keys: Sequence[str], first: RoundContent) -> bool:
        """Whether a round without answers has to give way to others: of questions that nobody
        answered at all the first one stands."""
        return first.round > 1 or any(self.by_key[key].answered for key in keys)

    @cached_property
    def harvest(self) -> list[QuestionContent]:
        """The questions whose answers a later slide shows as cards: the tips."""
        keys = [
            key
            for slide in self.deck.slides
            for show in slide.shows
            if show.view == "cards"
            for key in show.questions
        ]
        return [self.by_key[key] for key in dict.fromkeys(keys) if key in self.by_key]

    @cached_property
    def cautions(self) -> list[tuple[str, str]]:
        """The questions and pairs that few people answered: what, and the warning."""
        found = [(question.question.prompt, question.last.caution) for question in self.questions]
        found += [(pair.title, pair.caution) for pair in self.pairs]
        return [(name, caution) for name, caution in found if caution]

    @cached_property
    def pace(self) -> list[Pace]:
        """The slides that the group was on, with the time planned and taken."""
        return [
            Pace(slide, slide.minutes, self.spent[slide.id] / 60)
            for slide in self.deck.slides
            if slide.id in self.spent
        ]

    @property
    def rehearsal_text(self) -> str:
        """Stands in every export of a rehearsal."""
        return _("Dit was een proefsessie: deze cijfers tellen niet mee.")

    @property
    def audience_text(self) -> str:
        """What a file holds, and whether it may be handed on."""
        if self.audience == Audience.ALL:
            return _(
                "Alles: ook teksten die je verborg, oorspronkelijke teksten, je notities en "
                "kleine groepen. Deel dit bestand niet."
            )
        return _(
            "Om te delen: zonder verborgen of verbeterde teksten, zonder notities van de trainer, "
            "en zonder vragen met minder dan %(minimum)d antwoorden."
        ) % {"minimum": self.session.minimum}

    @property
    def aside_text(self) -> str:
        """Stands in every export of a session in which answers were put aside; else ''."""
        words = ngettext(
            "De trainer legde de antwoorden van %(n)s toestel opzij: die tellen niet mee.",
            "De trainer legde de antwoorden van %(n)s toestellen opzij: die tellen niet mee.",
            self.aside,
        )
        return fill_sentence(words, n=self.aside) if self.aside else ""

    @property
    def private_text(self) -> str:
        """Stands in a file to share from which the trainer left questions out."""
        words = ngettext(
            "De trainer liet %(n)s vraag weg.", "De trainer liet %(n)s vragen weg.", self.private
        )
        return fill_sentence(words, n=self.private)

    @property
    def purged_text(self) -> str:
        """Stands in every export of a session whose answers were removed."""
        day = formats.date_format(timezone.localtime(self.session.purged), "j F Y")
        return _(
            "De antwoorden zijn op %(day)s gewist. Dit zijn de totalen, de goedgekeurde "
            "teksten en wat meer mensen hetzelfde schreven."
        ) % {"day": day}

    @property
    def footer(self) -> str:
        return _("Momentopname, niet representatief; bedoeld als start van gesprek.")

    @property
    def context_facts(self) -> list[tuple[str, str]]:
        """What the trainer made of questions that a session may leave out."""
        return [
            (_("niet gevraagd"), self.optional.get(key, key))
            if words is None
            else (_("in eigen woorden"), words)
            for key, words in sorted(self.session.context.items())
        ]

    @property
    def pace_facts(self) -> list[tuple[str, str]]:
        """How a session went that nobody led."""
        session = self.session
        if not session.own_pace:
            return []
        moments = {
            "opens": own_pace.word_moment(session.opens_at),
            "closes": own_pace.word_moment(session.closes_at),
        }
        return [
            (_("tempo"), str(LiveSession.Pace.OWN.label)),
            (_("van en tot"), _("%(opens)s tot %(closes)s") % moments),
        ]

    @property
    def facts(self) -> list[tuple[str, Cell]]:
        """What every format says about the session as a whole."""
        session = self.session
        found: list[tuple[str, str | int | datetime]] = [
            (_("groep"), session.label or "–"),
            (_("workshop"), self.deck.title),
            (_("versie van de workshop (kenmerk)"), session.deck.sha256[:12]),
            (_("datum"), self.date),
            *self.pace_facts,
            *self.people.facts,
            (_("samenwerking"), session.get_collaboration_display()),
            (_("minste antwoorden om te vergelijken"), session.minimum),
            *self.context_facts,
            (_("gemaakt"), timezone.localtime(self.made)),
            (_("tijdzone"), timezone.get_current_timezone_name()),
        ]
        if self.audience != Audience.PAGE:
            found.append((_("inhoud"), self.audience_text))
        if not session.ended:
            found.append((_("let op"), _("De sessie was nog niet afgelopen.")))
        if self.private:
            found.append((_("let op"), self.private_text))
        if self.aside:
            found.append((_("let op"), self.aside_text))
        if session.purged:
            found.append((_("gewist"), self.purged_text))
        if session.rehearsal:
            found.append((_("proef"), self.rehearsal_text))
        return [(name, make_cell(value)) for name, value in found]


def make_cell(value: str | int | datetime) -> Cell:
    match value:
        case int():
            return Count(value)
        case datetime():
            return Moment(value)
        case _:
            return Text(value)


def make_shareable(content: SessionContent) -> SessionContent:
    """The same, as it may be handed on."""
    session = copy(content.session)
    session.notes = ""
    shared = [each for each in content.questions if not each.question.private]
    told = {each.key for each in shared}
    return replace(
        content,
        session=session,
        people=content.people.share(session.minimum),
        questions=[sharing.share_question(question, told) for question in shared],
        private=len(content.questions) - len(shared),
        audience=Audience.SHARE,
    )


def make_content(source: Source) -> SessionContent:
    answers: dict[tuple[int, int], list[Record]] = defaultdict(list)
    for record in source.answers:
        answers[record.question_id, record.round].append(record)
    marks: dict[int, list[TextMark]] = defaultdict(list)
    for mark in source.marks:
        marks[mark.question_id].append(mark)
    slides = {slide.id: slide for slide in source.deck.slides}
    numbers = cache(partial(number_respondents, source))
    questions: list[QuestionContent] = []
    firsts: dict[str, Result] = {}
    for number, question in enumerate(source.questions, 1):
        asked = [
            round_of(
                question,
                round,
                answers[question.pk, round],
                marks[question.pk],
                source.joined,
                source.session.minimum,
                numbers,
            )
            for round in range(1, question.round + 1)
        ]
        besides = find_besides(source, question, [each.result for each in asked], firsts)
        firsts[question.key] = asked[0].result
        slide = slides.get(question.slide)
        questions.append(QuestionContent(question, number, slide, asked, besides))
    return SessionContent(
        session=source.session,
        deck=source.deck,
        optional=source.optional,
        made=source.made,
        people=count_people(source),
        spent=timing.seconds_spent(source),
        logo=source.logo,
        aside=source.aside,
        questions=questions,
    )


def round_of(
    question: Question,
    round: int,
    records: Sequence[Record],
    marks: Sequence[TextMark],
    joined: int,
    minimum: int,
    numbers: Callable[[], Numbers],
) -> RoundContent:
    index, kept = TextIndex(question, marks), read_kept(question, round)
    late, by_hand = (sum(map(attrgetter(mark), records)) for mark in ("late", "by_hand"))
    rows = kept or Rows(count_distinct(records), late, by_hand)
    result = tallies.make_result(question, rows, index, joined=joined, round=round)
    return RoundContent(
        round=round,
        state=question.state if round == question.round else Question.State.CLOSED,
        result=result,
        given=[] if kept else rows.answers,
        read_answers=partial(read_answers, result, records, index, numbers),
        minimum=minimum,
    )


def read_answers(
    result: Result, records: Sequence[Record], index: TextIndex, numbers: Callable[[], Numbers]
) -> list[AnswerContent]:
    kind = kinds.of(result.question)
    cards = {card.id: card for card in result.cards}
    people = numbers()[result.question.slide]
    answers = []
    for record in records:
        value = orjson.loads(record.value)
        own = set(kind.texts(value))
        parts = [
            Part(key, cell, card_of(cell, own, index, cards)) for key, cell in kind.cells(value)
        ]
        marks = bool(record.late), bool(record.by_hand)
        answers.append(AnswerContent(people[person_of(record)], value, parts, *marks))
    return sorted(answers, key=lambda answer: answer.respondent)


def card_of(cell: Cell, own: set[str], index: TextIndex, cards: Mapping[str, Card]) -> Card | None:
    """The card that a part of an answer counts with; None when it holds no own words."""
    if isinstance(cell, Text) and cell.text in own:
        return cards[index.find_card(cell.text)]
    return None


def count_distinct(records: Sequence[Record]) -> list[Counted]:
    """The distinct answers with their counts, ordered by when each was first given."""
    values = Counter(record.value for record in records)
    return [Counted(orjson.loads(value), count) for value, count in values.items()]


def person_of(record: Record) -> Person:
    """The person who gave an answer: a participant, or somebody new for each answer by hand."""
    if record.by_hand:
        return record.participant_id, record.question_id, record.round
    return (record.participant_id,)


def number_respondents(source: Source) -> Numbers:
    """For each slide a number for everyone who answered there, shuffled by a secret hash."""
    slides = {question.pk: question.slide for question in source.questions}
    people: dict[str, set[Person]] = defaultdict(set)
    for record in source.answers:
        people[slides[record.question_id]].add(person_of(record))
    shuffled = {
        slide: sorted(found, key=lambda person: digest_person(source.session.epoch, slide, person))
        for slide, found in people.items()
    }
    return defaultdict(
        dict,
        {
            slide: {person: number for number, person in enumerate(found, 1)}
            for slide, found in shuffled.items()
        },
    )


def digest_person(epoch: str, slide: str, person: Person) -> bytes:
    key = hashlib.sha256(settings.SECRET_KEY.encode()).digest()
    return hashlib.blake2b(f"{epoch}:{slide}:{person}".encode(), key=key).digest()
