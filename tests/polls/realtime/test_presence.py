"""Who is in a room, without a server."""

from __future__ import annotations

from typing import Any

import pytest

from polls.realtime import presence
from polls.realtime.held_polls import HeldPolls
from polls.realtime.presence import Presence
from polls.realtime.sockets import Socket


@pytest.fixture
def here() -> Presence:
    return Presence(HeldPolls())


async def nothing(*_arguments: Any) -> None:
    """Nobody reads what is sent."""


def enter(here: Presence, participant_id: int) -> tuple[Socket, Socket | None]:
    socket = Socket(nothing, nothing, participant_id)
    here.phones.add(socket)
    return socket, here.add_page(socket)


def test_the_oldest_page_of_one_person_makes_way(here: Presence):
    entered = [enter(here, 1) for _page in range(presence.PAGES_EACH + 1)]
    sockets, oldest = zip(*entered, strict=True)

    assert oldest == (None, None, None, sockets[0])


def test_a_page_that_left_makes_room_for_another(here: Presence):
    sockets = [enter(here, 1)[0] for _page in range(presence.PAGES_EACH)]
    here.remove(sockets[1])

    assert enter(here, 1)[1] is None
    for socket in list(here.phones):
        here.remove(socket)
    assert (here.pages, here.is_empty) == ({}, True)


async def test_a_person_is_counted_once_by_whatever_means(here: Presence):
    enter(here, 1), enter(here, 1), enter(here, 2)

    with here.polls.hold(2), here.polls.hold(3):
        polling = here.count_here()

    assert (polling, here.count_here()) == (3, 2)


def test_people_elsewhere_count_as_long_as_their_process_is_heard(
    here: Presence, monkeypatch: pytest.MonkeyPatch
):
    enter(here, 1)
    here.hear_elsewhere("other", 4)
    here.hear_elsewhere("other", 5)
    here.hear_elsewhere("third", 7)

    heard = here.count_everywhere()
    monkeypatch.setattr(presence, "BELIEVED", 0.0)

    assert (heard, here.count_everywhere()) == (13, 1)


def test_phones_spread_their_next_connect_when_there_are_many(here: Presence):
    few = here.within
    for person in range(2 * presence.HANDSHAKES):
        enter(here, person)

    assert (few, here.within) == (presence.RETRY, 2.0)


async def test_a_held_poll_keeps_a_room_in_use(here: Presence):
    with here.polls.hold(1):
        assert not here.is_empty

    assert here.is_empty


def test_the_silent_of_all_processes_count_and_those_who_left_do_not(
    here: Presence, monkeypatch: pytest.MonkeyPatch
):
    goed = (7, 1)
    first, _oldest = enter(here, 1)
    enter(here, 2)
    here.ask([goed], {})
    here.hear_elsewhere("other", 4, [[7, 1, 3], [8, 1, 4]])
    everywhere = here.count_unanswered()
    here.remove(first)
    here.hear_elsewhere("other", None, [[7, 1, 2]])

    assert everywhere == {goed: 5}
    assert here.count_unanswered() == {goed: 3}
    assert here.count_everywhere() == 5
    assert here.tell_unanswered() == [(7, 1, 1)]
    monkeypatch.setattr(presence, "BELIEVED", 0.0)
    assert here.count_unanswered() == {goed: 1}


async def test_who_polls_is_waited_for_until_the_poll_does_not_come_again(
    here: Presence, monkeypatch: pytest.MonkeyPatch
):
    goed = (7, 1)
    with here.polls.hold(3):
        here.arrive(3, [goed], {})
        here.forget_polls()
        polling = here.count_unanswered()
    here.forget_polls()

    assert (polling, here.count_unanswered()) == ({goed: 1}, {goed: 0})


def test_languages_of_desks_are_told_where_the_room_speaks_another(here: Presence):
    for language in ("nl", "en", "en", ""):
        socket = Socket(nothing, nothing)
        socket.language = language
        here.desks.add(socket)
    watching = Socket(nothing, nothing)
    watching.language = "fr"
    here.screens.add(watching)

    assert [here.find_other_languages(spoken) for spoken in ("nl", "en")] == [["en"], ["nl"]]
