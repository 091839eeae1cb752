"""Every kind of question: its form, and what a small and a large room make of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

from polls import kinds
from polls.texts.index import card_id
from tests.e2e.server import Server
from tests.gallery.crowd import Crowd
from tests.gallery.pages import Viewer
from tests.gallery.round import Trainer
from workshop.decks import parse
from workshop.decks.model import Question
from workshop.library import deck_versions

DECK = "alle-werkvormen"
ROOMS = {"2": 2, "100": 100}  # a picture's name, and how many people answer


class Kinds:
    def __init__(self, server: Server, viewers: Sequence[Viewer], out: Path) -> None:
        self.server, self.viewers, self.out = server, viewers, out
        self.deck = parse.load_deck(deck_versions.path(DECK))

    def run(self) -> None:
        for name, people in ROOMS.items():
            started = self.server.start_session("Team Ruimte", DECK)
            trainer = Trainer(self.server, started.desk_url)
            crowd = Crowd(self.server.url, started.code, people)
            for viewer in self.viewers:
                if viewer.role == "desk":
                    viewer.page.context.add_cookies(trainer.cookies)
                viewer.page.goto(
                    {
                        "desk": started.desk_url,
                        "phone": started.join_url,
                        "projector": started.screen_url,
                    }[viewer.role]
                )
            for slide in self.deck.slides:
                if slide.questions:
                    self.visit(slide.id, slide.questions, trainer, crowd, name)
            crowd.close()
            trainer.close()

    def visit(
        self, slide: str, questions: Sequence[Question], trainer: Trainer, crowd: Crowd, name: str
    ) -> None:
        trainer.act("goto", slide=slide)
        for viewer in self.viewers:
            viewer.see_slide(slide)
            if viewer.role == "phone":
                viewer.shoot(self.out, f"70-{slide}")
        for question in questions:
            self.answered(question, trainer, crowd)
        trainer.act("show", anyway="1")
        for viewer in self.viewers:
            viewer.see_results()
            if viewer.role != "phone":
                viewer.shoot(self.out, f"70-{slide}-{name}")

    def answered(self, question: Question, trainer: Trainer, crowd: Crowd) -> None:
        """Everybody answers something; what has to be approved is shown."""
        kind = kinds.of(question)
        values = [kind.sample(Random(seed)) for seed in range(len(crowd.people))]
        crowd.give(question.key, values)
        texts = {text for value in values for text in kind.texts(value)}
        if question.moderation == "hold" and texts:
            cards = "+".join(sorted(card_id(kind, text) for text in texts))
            trainer.act("card-show", question=question.key, card=cards)
