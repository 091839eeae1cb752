"""Names that two installations on one Redis do not share."""

from __future__ import annotations

from polls.realtime import groups


def test_a_group_is_of_one_session_of_one_installation():
    names = [
        groups.session_group(place, number) for place in ("here", "there") for number in (1, 11)
    ]

    assert names[0] == "here-session-1"
    assert len(set(names)) == 4


def test_messages_have_names_of_their_own():
    assert len({groups.CHANGED, groups.ANSWERED, groups.PRESENT}) == 3
