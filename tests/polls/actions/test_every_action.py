"""What holds for every action there is: it does something, which is kept, told and taken back; a
refused one leaves no trace."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, get_type_hints

import pytest
from django.db.models import Model
from django.utils import timezone

from polls import actions
from polls.actions.base import Action, Role
from polls.actions.change import Change
from polls.actions.performing import perform_action
from polls.errors import PollsError
from polls.models import Action as Entry
from polls.models import DeckVersion, LiveSession, Participant, Question, Response, TextMark
from tests import acting
from tests.polls.actions.conftest import tips
from tests.polls.actions.examples import (
    EXAMPLES,
    GOED,
    NEVER_REFUSED,
    ONLY_RESULTS,
    TIP,
    Step,
)
from tests.polls.actions.listening import Ear
from tests.workshop.exports import room

pytestmark = pytest.mark.django_db


class Desk:
    """A facilitator of a session, who names its tips by their numbers."""

    def __init__(self, session: LiveSession) -> None:
        self.session = session
        self.ids = {str(number): id for number, id in enumerate(tips(session), start=1)}

    def act(self, name: str, form: Mapping[str, str]) -> int:
        filled = dict(form)
        if name.startswith("cohost:"):
            name = name.removeprefix("cohost:")
            return perform_action(session=self.session, action=name, fields={}, role=Role.COHOST)
        if form.get("code") == "earlier":
            filled["code"] = LiveSession.objects.exclude(pk=self.session.pk).get().code
        for field in {"card", "into"} & form.keys():
            filled[field] = "+".join(self.ids.get(part, part) for part in form[field].split("+"))
        return acting.act(self.session, name, filled, by="trainer")


def make_older(session: LiveSession) -> None:
    """Let the deck of this session be one that was changed since."""
    DeckVersion.objects.filter(pk=session.deck_id).update(
        source=session.deck.source + "\n", sha256="0" * 64
    )
    session.refresh_from_db()


def let_go_alone(session: LiveSession) -> None:
    """Let this session be one at everyone's own pace, open today."""
    now = timezone.now()
    LiveSession.objects.filter(pk=session.pk).update(
        pace="own", opens_at=now, closes_at=now + timedelta(days=1)
    )
    session.refresh_from_db()


def make_groups(session: LiveSession) -> None:
    """Let 'goed' split the other questions, and a room answer both."""
    rows = Question.objects.filter(session=session, key__in=["goed", "minder"])
    rows.update(state=Question.State.OPEN)
    goed, minder = rows.order_by("key")
    Question.objects.filter(pk=goed.pk).update(spec={**goed.spec, "segment": True})
    people = "abcdefghijkl"
    room.store(session, goed, [(person, ["A"]) for person in people[6:]])
    room.store(session, minder, [(each, ["ABC"[n % 3]]) for n, each in enumerate(people)])
    rows.update(state=Question.State.CLOSED)


def make_pair(session: LiveSession) -> None:
    """Let a room answer 'goed' and 'minder', which are closed."""
    rows = Question.objects.filter(session=session, key__in=["goed", "minder"])
    Response.objects.filter(question__in=rows).delete()
    rows.update(state=Question.State.OPEN)
    for question, steps in zip(rows.order_by("key"), (1, 3), strict=True):
        people = [(f"p{n}", ["ABC"[n // steps % 3]]) for n in range(18)]
        room.store(session, question, people)
    rows.update(state=Question.State.CLOSED, grace_until=None, split={})


def everything(session: LiveSession) -> list[Any]:
    """All that an action may change, but for what counts changes. A question that was made and
    taken back is there, and is not asked."""
    questions = Question.objects.filter(session=session)
    marks = TextMark.objects.filter(question__session=session)
    answers = Response.objects.filter(question__session=session)
    return [
        values(LiveSession.objects.get(pk=session.pk)),
        [values(row) for row in questions],
        sorted(values(row)["card"] + str(values(row)) for row in marks),
        list(answers.values_list("question", "round", "value", "by_hand")),
    ]


def values(row: Model) -> dict[str, Any]:
    """To the millisecond, as undo keeps a moment."""
    found = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {
        name: value.isoformat(timespec="milliseconds") if isinstance(value, datetime) else value
        for name, value in found.items()
        if name not in ("version", "moved", "edition", "id")
    }


def version_of(session: LiveSession) -> int:
    return LiveSession.objects.get(pk=session.pk).version


def log(session: LiveSession) -> list[tuple[str, str]]:
    return list(session.actions.values_list("name", "by"))


DELETES = pytest.param("card-delete", marks=pytest.mark.django_db(transaction=True))


@pytest.mark.parametrize("name", [*sorted(EXAMPLES.keys() - {"card-delete"}), DELETES])
def test_it_changes_something_which_is_kept_told_and_taken_back(
    name: str, earlier_group: LiveSession, session: LiveSession, worked: Any, ear: Ear
):
    action, example = actions.get_action(name), EXAMPLES[name]
    if not example.waiting:
        worked()
    if example.older:
        make_older(session)
    if example.own:
        let_go_alone(session)
    if example.grouped:
        make_groups(session)
    if example.paired:
        make_pair(session)
    desk = Desk(session)
    ear.odd = list(Participant.objects.filter(session=session).values_list("pk", flat=True)[:3])
    for step in example.first:
        desk.act(*step)
    before, version, kept = everything(session), version_of(session), log(session)
    ear.forget()

    told = desk.act(name, example.form)
    done = everything(session)

    assert done != before
    assert log(session) == ([*kept, (name, "trainer")] if action.logged else kept)
    if name in ONLY_RESULTS:
        question = Question.objects.get(session=session, key=example.form["question"])
        assert (told, ear.everyone, ear.results) == (version, [], [[question.pk]])
    else:
        assert (told, ear.everyone, ear.results) == (version + 1, [version + 1], [])
    if action.undoable:
        desk.act("undo", {})
        assert everything(session) == before
    elif action.logged:
        with pytest.raises(PollsError) as caught:
            desk.act("undo", {})
        assert (caught.value.code, everything(session)) == ("undo.late", done)


@pytest.mark.parametrize("name", sorted(EXAMPLES.keys() - NEVER_REFUSED - {"memory-show"}))
def test_a_refused_one_leaves_no_row_and_tells_nobody(
    name: str, session: LiveSession, worked: Any, ear: Ear
):
    refused = EXAMPLES[name].refused
    assert refused is not None
    code, form, first = refused
    worked()
    desk = Desk(session)
    for step in first:
        desk.act(*step)
    if name == "undo":
        Entry.objects.filter(name="goto").delete()
    before, version, kept = everything(session), version_of(session), log(session)
    ear.forget()

    with pytest.raises(PollsError) as caught:
        desk.act(name, form)

    assert caught.value.code == code
    assert (everything(session), version_of(session), log(session)) == (before, version, kept)
    assert ear.silent


def test_there_are_no_earlier_groups_to_show(session: LiveSession, ear: Ear):
    with pytest.raises(PollsError) as caught:
        acting.act(session, "memory-show")

    assert (caught.value.code, log(session), ear.silent) == ("memory.none", [], True)


@pytest.mark.parametrize(
    ("name", "form", "first"),
    [
        ("goto", {"slide": "tip"}, ()),
        ("begin", {}, ()),
        ("open", TIP, ()),
        ("hide", TIP, ()),
        ("resume", {}, ()),
        ("timer-stop", {}, ()),
        ("tips-own", {}, ()),
        ("hands", {**GOED, "hands.A": "3"}, (("hands", {**GOED, "hands.A": "3"}),)),
        ("card-star", {**TIP, "card": "1"}, (("card-star", {**TIP, "card": "1"}),)),
        ("card-split", {**TIP, "card": "1"}, ()),
        ("card-spotlight", TIP, ()),
    ],
)
def test_what_changes_nothing_is_not_kept_and_tells_nobody(
    name: str,
    form: dict[str, str],
    first: tuple[Step, ...],
    session: LiveSession,
    worked: Any,
    ear: Ear,
):
    """Two facilitators who press the same button did one thing."""
    worked()
    desk = Desk(session)
    for step in first:
        desk.act(*step)
    version, kept = version_of(session), log(session)
    ear.forget()

    told = desk.act(name, form)

    assert (told, version_of(session), log(session), ear.silent) == (version, version, kept, True)


@pytest.mark.parametrize(("name", "action"), actions.all().items())
def test_only_who_may_does_it(name: str, action: Action, session: LiveSession, ear: Ear):
    if Role.COHOST in action.roles and name.startswith("card-"):
        assert actions.get_action(name, Role.COHOST) is action
        return
    with pytest.raises(PollsError) as caught:
        perform_action(session=session, action=name, fields={}, role=Role.COHOST)

    denied = "steer.denied" if Role.COHOST in action.roles else "action.unknown"
    assert (caught.value.code, log(session), ear.silent) == (denied, [], True)
    assert actions.get_action(name) is action


def test_a_co_host_moderates(session: LiveSession, worked: Any, ear: Ear):
    worked()
    fields = {**TIP, "card": tips(session)[0]}

    perform_action(
        session=session, action="card-hide", fields=fields, by="co-host", role=Role.COHOST
    )

    assert log(session)[-1] == ("card-hide", "co-host")
    assert TextMark.objects.get().state == TextMark.State.HIDDEN


@pytest.mark.parametrize("name", sorted(EXAMPLES.keys() - {"undo"}))
def test_what_belongs_to_whoever_leads_is_refused_where_nobody_does(
    name: str, session: LiveSession, ear: Ear
):
    let_go_alone(session)
    before = everything(session)

    if not actions.get_action(name).led:
        assert name in ALONE
        return
    with pytest.raises(PollsError) as caught:
        Desk(session).act(name, EXAMPLES[name].form)

    assert (caught.value.code, everything(session), ear.silent) == ("pace.own", before, True)


ALONE = {
    *("window", "words", "finish", "settings", "language", "keep-until", "screen-renew"),
    *("tips-others", "tips-own", "before"),
    *(name for name in EXAMPLES if name.startswith("card-") and name != "card-spotlight"),
}


def test_an_action_that_is_not_there_is_refused(session: LiveSession):
    with pytest.raises(PollsError) as caught:
        acting.act(session, "vanish")

    assert caught.value.code == "action.unknown"


def test_every_action_has_an_example_and_a_refusal():
    assert set(EXAMPLES) == set(actions.all())
    unrefused = {name for name, example in EXAMPLES.items() if example.refused is None}
    assert unrefused == NEVER_REFUSED | {"memory-show"}


@pytest.mark.parametrize("action", actions.all().values(), ids=lambda action: action.name)
def test_it_says_what_it_does_and_takes_what_it_reads(action: Action):
    run = inspect.signature(action.run).parameters

    assert action.effect
    assert "|" not in action.effect
    assert Role.FACILITATOR in action.roles
    assert [*action.fields] == [name for name in run if name != "change"]
    assert get_type_hints(action.run)["change"] is Change


BEGINS = {
    *("begin", "next", "previous", "goto", "leave-group"),
    *("open", "pause", "close", "reset", "show", "hide"),
    *("break", "resume", "finish"),
}


@pytest.mark.parametrize("name", ["skip", "freeze", "timer", "door-close"])
def test_what_is_no_step_does_not_begin_a_session_that_waits(name: str, session: LiveSession):
    acting.act(session, name, EXAMPLES[name].form)

    assert LiveSession.objects.get(pk=session.pk).state == "waiting"
    assert {each.name for each in actions.all().values() if each.begins} == BEGINS
