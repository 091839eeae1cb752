"""A municipality that has used Polshoogte for years, written straight into a database:

python -m bench.municipality TRAINERS TEAMS WORKSHOPS SESSIONS PEOPLE

Every session was answered by so many people, and a few of its texts were approved. Prints as JSON
with which cookies its people come in and what is whose, for `bench.people`.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from polls import identity, kinds  # noqa: E402
from polls.models import (  # noqa: E402
    DeckVersion,
    LiveSession,
    Participant,
    Question,
    SessionShare,
    Team,
    TeamMember,
    TextMark,
)
from polls.sessions.sessions import QuestionPlan, make_question  # noqa: E402
from polls.texts.index import card_id  # noqa: E402
from workshop.accounts import tokens  # noqa: E402
from workshop.accounts.audit import What  # noqa: E402
from workshop.library import deck_versions, workshops  # noqa: E402
from workshop.models import AuditEntry, Workshop, WorkshopPicture  # noqa: E402

EXAMPLES = ("beter-samenwerken", "quick-scan-condities", "alle-werkvormen")
APPROVED = 3  # texts of a question
SHARED = 10  # of so many workshops and sessions one is shared with colleagues
EVENTS = 5  # in the log, a session
DAYS = 80  # since the first session; after ninety its answers would go
ASKED = 20  # trainers whose pages are asked for
CHANCE = Random(1)
ANSWER = (
    "INSERT INTO polls_response"
    " (question_id, participant_id, round, seq, value, receipts, late, by_hand)"
    " VALUES (%s, %s, 1, 1, %s, '', FALSE, FALSE)"
)


@dataclass(frozen=True, slots=True)
class Model:
    """An example, of which workshops are copies, and what each person answers to its questions."""

    workshop: Workshop
    plans: list[QuestionPlan]
    answers: dict[str, list[Any]]


def make_model(slug: str, owner: User, people: int) -> Model:
    workshop = workshops.copy_example(slug=slug, owner=owner)
    version = workshops.publish_workshop(workshop=workshop)
    plans = deck_versions.plans(deck_versions.deck_of(version))
    answers = {plan.key: [sample(plan) for _person in range(people)] for plan in plans}
    return Model(workshop, plans, answers)


def sample(plan: QuestionPlan) -> Any:
    return kinds.of(Question(key=plan.key, kind=plan.kind, spec=plan.spec)).sample(CHANCE)


def make_trainers(count: int) -> list[User]:
    names = [f"trainer-{number:02}" for number in range(count)]
    User.objects.bulk_create(User(username=name, password="!") for name in names)
    return list(User.objects.filter(username__in=names).order_by("username"))


def make_teams(count: int, trainers: Sequence[User]) -> dict[int, int]:
    """Everybody is in one or two; by the number of a trainer one of their teams."""
    made = [Team.objects.create(name=f"Team {number + 1:02}") for number in range(count)]
    for number, trainer in enumerate(trainers):
        for place in {number % count, number * 7 % count}:
            manages = number < count
            TeamMember.objects.create(team=made[place], user=trainer, manages=manages)
    return dict(TeamMember.objects.order_by("pk").values_list("user", "team"))


def make_workshops(
    count: int, models: Sequence[Model], trainers: Sequence[User], teams: dict[int, int]
) -> list[tuple[Workshop, Model]]:
    """Copies of the examples, each published; one in three is of a team."""
    made = []
    for number in range(count):
        owner = trainers[number % len(trainers)]
        model = models[number // len(trainers) % len(models)]
        title = f"{model.workshop.title} {number}"
        draft = model.workshop.draft.replace(model.workshop.title, title, 1)
        kept = Workshop(slug=f"workshop-{number}", title=title, owner=owner, draft=draft)
        if number % SHARED == 0:
            kept.sharing = Workshop.Sharing.LOOK
        if number % 7 < 2:
            kept.team_id = teams[owner.pk]
        kept.published = DeckVersion(
            slug=kept.slug,
            sha256=f"{number:064}",
            title=title,
            source=draft,
            pictures=workshops.picture_hashes(model.workshop),
        )
        made.append((kept, model))
    DeckVersion.objects.bulk_create([kept.published for kept, _model in made if kept.published])
    Workshop.objects.bulk_create([kept for kept, _model in made])
    WorkshopPicture.objects.bulk_create(
        WorkshopPicture(workshop=kept, name=use.name, picture_id=use.picture_id)
        for kept, model in made
        for use in model.workshop.pictures.all()
    )
    return made


def make_sessions(
    count: int, made: Sequence[tuple[Workshop, Model]], people: int
) -> list[LiveSession]:
    """Of every workshop in turn, from eighty days ago until now; the newest of each still goes."""
    now, found = timezone.now(), []
    for number in range(count):
        workshop, model = made[number % len(made)]
        began = now - timedelta(days=DAYS * (count - number) / count)
        found.append(
            LiveSession(
                code=f"{20_000_000 + number}",
                deck=workshop.published,
                facilitator=workshop.owner,
                team_id=workshop.team_id,
                label=f"Groep {number % 200}",
                position=len(model.plans),
                position_since=began,
                started=began,
                ended=None if number >= count - len(made) else began + timedelta(hours=2),
                epoch=identity.new_epoch(),
                screen_token=identity.new_token(),
                answered=people,
                most_present=people,
            )
        )
    LiveSession.objects.bulk_create(found)
    LiveSession.objects.filter(pk__in=[each.pk for each in found[::SHARED]]).update(other_tips=True)
    return found


def fill_sessions(
    sessions: Sequence[LiveSession], made: Sequence[tuple[Workshop, Model]], people: int
) -> None:
    """Questions, people, their answers, and the decisions about texts."""
    models = [made[number % len(made)][1] for number in range(len(sessions))]
    asked = Question.objects.bulk_create(
        make_question(session, plan)
        for session, model in zip(sessions, models, strict=True)
        for plan in model.plans
    )
    came = Participant.objects.bulk_create(
        Participant(session=session, joined=session.started)
        for session in sessions
        for _person in range(people)
    )
    questions: dict[int, list[Question]] = defaultdict(list)
    for question in asked:
        questions[question.session_id].append(question)
    marks: list[TextMark] = []
    with connection.cursor() as cursor:
        for place, (session, model) in enumerate(zip(sessions, models, strict=True)):
            here = came[place * people : (place + 1) * people]
            for question in questions[session.pk]:
                given = [words_of(session, each) for each in model.answers[question.key]]
                rows = [
                    (question.pk, person.pk, json.dumps(value))
                    for person, value in zip(here, given, strict=True)
                ]
                cursor.executemany(ANSWER, rows)
                marks += approve(question, given)
    TextMark.objects.bulk_create(marks)


def words_of(session: LiveSession, value: Any) -> Any:
    """An answer; own words are others in each session."""
    if isinstance(value, list) and value and " " in str(value[0]):
        return [f"{text} ({session.code[-4:]})" for text in value]
    return value


def approve(question: Question, given: Sequence[Any]) -> Iterator[TextMark]:
    kind = kinds.of(question)
    if not kind.has_texts():
        return
    texts = dict.fromkeys(text for value in given for text in kind.texts(value))
    ids = {card_id(kind, kind.canonical(text)): text for text in texts}
    for card, text in [*ids.items()][:APPROVED]:
        yield TextMark(question=question, card=card, text=text, state=TextMark.State.SHOWN)


def make_rest(trainers: Sequence[User], sessions: Sequence[LiveSession]) -> None:
    """What is shared, the log, and tokens of programs."""
    SessionShare.objects.bulk_create(
        SessionShare(session=session, user=colleague, level=SessionShare.Level.LOOK)
        for number, session in enumerate(sessions[::SHARED])
        if (colleague := trainers[(number * 11 + 5) % len(trainers)]) != session.facilitator
    )
    AuditEntry.objects.bulk_create(
        AuditEntry(who=session.facilitator.username, what=what, about=session.code)
        for session in sessions
        for what in [*What.values][:EVENTS]
    )
    for trainer in trainers:
        tokens.make_token(user=trainer, name="rooster", scope="read", by="terminal")


def cookie_of(user: User) -> str:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return f"sessionid={client.cookies['sessionid'].value}"


def tell(trainers: Sequence[User], teams: dict[int, int]) -> dict[str, Any]:
    """For each trainer who is asked for: who they are, and something of theirs."""
    told = []
    for trainer in trainers[:ASKED]:
        own = LiveSession.objects.filter(facilitator=trainer)
        past = own.filter(ended__isnull=False).values_list("code", flat=True)[:3]
        slug = Workshop.objects.filter(owner=trainer).values_list("slug", flat=True).first()
        told.append(
            {
                "cookie": cookie_of(trainer),
                "team": teams[trainer.pk],
                "account": trainer.pk,
                "name": trainer.username,
                "workshop": slug,
                "live": own.filter(ended=None).values_list("code", flat=True).first(),
                "past": past[0],
                "three": "&".join(f"session={code}" for code in past),
                "token": tokens.make_token(user=trainer, name="x", scope="read", by="terminal"),
            }
        )
    administrator = User.objects.create_superuser("beheer")
    return {"trainers": told, "administrator": cookie_of(administrator)}


def say(made: str) -> None:
    """How far it is, for who waits at a terminal."""
    print(f"  {made} made: {time.process_time():.0f} s", file=sys.stderr, flush=True)


@transaction.atomic
def main(trainers: int, teams: int, kept: int, sessions: int, people: int) -> None:
    owner = User.objects.get(username="trainer")
    models = [make_model(slug, owner, people) for slug in EXAMPLES]
    everybody = make_trainers(trainers)
    member_of = make_teams(teams, everybody)
    made = make_workshops(kept, models, everybody, member_of)
    say("workshops")
    held = make_sessions(sessions, made, people)
    say("sessions")
    fill_sessions(held, made, people)
    say("answers")
    make_rest(everybody, held)
    print(json.dumps(tell(everybody, member_of)))


main(*map(int, sys.argv[1:]))
