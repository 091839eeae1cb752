"""The socket protocol against the real application, with several sockets at once."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock, patch
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User

from polls import identity
from polls.models import LiveSession, Response
from polls.realtime import limits, sockets
from polls.realtime.hub import hub
from polls.realtime.websocket_frames import text_frame
from polls.views import news
from tests.polls.realtime.clients import Peer, Room, eventually
from workshop.facilitating import presentation
from workshop.serving import broadcast

pytestmark = pytest.mark.django_db(transaction=True)


async def stored() -> list[Any]:
    return [value async for value in Response.objects.values_list("value", flat=True)]


async def test_a_phone_gets_the_whole_state_when_it_connects(on_vote: Room):
    phone = await on_vote.phone()

    state = await phone.receive()

    question = state["questions"][0]
    assert state["type"] == "state"
    assert state["session"] == {
        "code": on_vote.session.code,
        "state": "live",
        "title": "Beter Samenwerken",
        "edition": 1,
        "timer": None,
        "language": "nl",
    }
    assert (state["slide"]["id"], state["slide"]["number"], state["slide"]["total"]) == (
        "goed",
        34,
        41,
    )
    assert [option["key"] for option in question["spec"]["options"]] == list("ABCDE")
    assert {name: question[name] for name in ("key", "kind", "state", "round", "mine", "seq")} == {
        "key": "goed",
        "kind": "choice",
        "state": "open",
        "round": 1,
        "mine": None,
        "seq": 0,
    }


async def test_an_answer_is_acknowledged_once_it_is_stored(on_vote: Room):
    phone = await on_vote.phone()

    reply = await phone.answer("goed", ["A"])

    assert reply == {"type": "ack", "id": reply["id"], "outcome": "stored"}
    assert await stored() == [["A"]]


async def test_an_answer_can_be_changed_and_is_shown_again_after_a_reconnect(on_vote: Room):
    cookie = identity.new_cookie(on_vote.session.code)
    phone = await on_vote.phone(cookie)
    first = await phone.answer("goed", ["A"])
    second = await phone.answer("goed", ["B"], seq=2)
    await phone.close()

    again = await on_vote.phone(cookie)
    state = await again.receive()

    assert [first["outcome"], second["outcome"]] == ["stored", "changed"]
    assert (state["questions"][0]["mine"], state["questions"][0]["seq"]) == (["B"], 2)


async def test_the_same_id_gets_the_same_answer_on_another_socket(on_vote: Room):
    cookie, tap = identity.new_cookie(on_vote.session.code), str(uuid4())
    one, two = await on_vote.phone(cookie), await on_vote.phone(cookie)

    replies = [await peer.answer("goed", ["A"], id=tap) for peer in (one, two, one)]

    assert [reply["outcome"] for reply in replies] == ["stored"] * 3
    assert await stored() == [["A"]]


async def test_a_slide_change_reaches_phones_screens_and_desks(room: Room, trainer: User):
    peers = [
        await room.phone(),
        await room.screen(),
        await room.desk(trainer),
    ]

    version = await room.act("goto", slide="34")

    states = [await peer.until(type="state", version=version) for peer in peers]
    assert [state["slide"]["id"] for state in states] == ["goed"] * 3
    assert [len(state["questions"]) for state in states] == [1, 1, 10]


async def test_an_action_here_is_sent_on_without_reading_the_session_again(room: Room):
    phone = await room.phone()
    await phone.until(type="state")
    here = hub.rooms[room.session.pk]
    with patch.object(news, "load_snapshot", wraps=news.load_snapshot) as load:
        version = await room.act("goto", slide="34")
        await phone.until(type="state", version=version)
        sent = load.call_count
        here.snapshots.latest = None  # as in a process that only heard of it
        await here.newest()

    assert sent == 0
    assert load.call_count == 1


async def test_a_slide_change_is_made_into_one_frame_for_all_who_did_not_answer(on_vote: Room):
    phones = [await on_vote.phone() for _ in range(10)]
    await phones[0].answer("goed", ["A"])
    for phone in phones[1:]:
        await phone.until(type="state")

    spy = Mock(side_effect=text_frame)
    with patch.object(sockets, "text_frame", spy), patch.object(broadcast, "text_frame", spy):
        version = await on_vote.act("close")
        for phone in phones:
            await phone.until(type="state", version=version)

    made = [call.args[0] for call in spy.mock_calls]
    assert len([data for data in made if data.startswith(b'{"type":"state"')]) == 2


async def test_a_phone_that_unpacks_reads_what_others_read_in_far_fewer_bytes(on_vote: Room):
    packed, plain = await on_vote.phone(compression="deflate"), await on_vote.phone()
    meters = [count_bytes(phone) for phone in (packed, plain)]

    await packed.answer("goed", ["A"])  # so that its own answer stands in what it reads
    for action in ("pause", "open", "pause"):
        version = await on_vote.act(action)
        states = [await phone.until(type="state", version=version) for phone in (packed, plain)]
        mine = [state["questions"][0].pop("mine") for state in states]
        for state in states:
            state["questions"][0].pop("seq")

        assert states[0] == states[1]
        assert mine == [["A"], None]

    packed_bytes, plain_bytes = (sum(meter) for meter in meters)
    assert plain_bytes > 10_000
    assert packed_bytes < plain_bytes / 3


def count_bytes(phone: Peer) -> list[int]:
    """The sizes of what comes in from now on."""
    sizes: list[int] = []
    receive = phone.link.data_received

    def counted(data: bytes) -> None:
        sizes.append(len(data))
        receive(data)

    phone.link.data_received = counted  # type: ignore[method-assign]
    return sizes


async def test_hidden_results_reach_desks_but_no_screen(on_vote: Room, trainer: User):
    phone, screen = await on_vote.phone(), await on_vote.screen()
    desk = await on_vote.desk(trainer)
    await phone.answer("goed", ["D"])

    on_desk = await desk.until(type="results", answered=1)
    on_screen = await screen.until(type="results", answered=1)
    hidden_frames = str(screen.frames)
    await on_vote.act("show", anyway="1")
    shown = await screen.until(type="results", shown=True)

    assert on_desk["figure"]["data"][0]["x"] == [0, 0, 0, 1, 0]
    assert {name: on_screen[name] for name in ("figure", "table", "sentence", "cards")} == {
        "figure": None,
        "table": None,
        "sentence": None,
        "cards": None,
    }
    assert "Organisatie" not in hidden_frames
    assert shown["figure"]["data"][0]["x"] == [0, 0, 0, 1, 0]
    assert "Organisatie" in str(screen.frames)


async def test_a_phone_hears_nothing_of_other_peoples_answers(on_vote: Room):
    quiet = await on_vote.phone()
    await quiet.receive()
    crowd = [await on_vote.phone() for _ in range(10)]

    for peer in crowd:
        await peer.answer("goed", ["A"])
    await quiet.send(type="state")
    own = await quiet.until(type="state")

    others = [frame for frame in quiet.frames if frame["type"] not in ("state", "pulse")]
    assert others == []
    assert own["questions"][0]["mine"] is None
    assert len(await stored()) == 10


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ('{"type":"answer","question":"goed","value":["Z"]}', "answer.option_unknown"),
        ('{"type":"answer","question":"goed","value":["A","B"]}', "answer.too_many"),
        ('{"type":"answer","question":"goed","value":["A","A"]}', "answer.option_double"),
        ('{"type":"answer","question":"goed","value":[]}', "answer.empty"),
        ('{"type":"answer","question":"goed","value":"A"}', "answer.malformed"),
        ('{"type":"answer","question":"goed","value":[true]}', "answer.malformed"),
        ('{"type":"answer","question":"goed","value":null}', "answer.malformed"),
        ('{"type":"answer","question":"bestaatniet","value":["A"]}', "question.unknown"),
        ('{"type":"answer","question":"goed","round":9,"value":["A"]}', "question.round_stale"),
        ('{"type":"answer","question":"tip","value":["Bel eens"]}', "question.waiting"),
        ('{"type":"answer","question":"tip","value":["' + "a" * 9999 + '"]}', "answer.too_long"),
        ('{"type":"answer","question":"tip","value":["a\\u0000b"]}', "answer.text_invalid"),
        ('{"type":"answer","question":"tip","value":["\\ud800"]}', "frame.malformed"),
        ('{"type":"answer","question":"tip","value":[" "]}', "answer.empty"),
        ('{"type":"vote"}', "frame.unknown_type"),
        ("geen json", "frame.malformed"),
        ("[]", "frame.malformed"),
        ("", "frame.malformed"),
    ],
)
async def test_bad_input_gets_its_own_error_and_changes_nothing(
    on_vote: Room, frame: str, code: str
):
    phone = await on_vote.phone()

    await phone.link.send(frame)
    error = await phone.until(type="error")
    good = await phone.answer("goed", ["A"])

    assert error["code"] == code
    assert error["message"].endswith(".")
    assert good["outcome"] == "stored"
    assert await stored() == [["A"]]


async def test_a_binary_frame_gets_an_error_and_closes_nothing(on_vote: Room):
    phone = await on_vote.phone()

    await phone.link.send(b"\xff\x00")
    error = await phone.until(type="error")

    assert error["code"] == "frame.malformed"
    assert (await phone.answer("goed", ["A"]))["outcome"] == "stored"


async def test_an_answer_after_the_close_is_refused_and_not_stored(on_vote: Room):
    phone = await on_vote.phone()
    await on_vote.act("close")

    reply = await phone.answer("goed", ["A"])

    assert (reply["type"], reply["code"]) == ("error", "question.closed")
    assert await stored() == []


async def test_a_device_without_our_cookie_is_told_to_reload(room: Room):
    name = identity.cookie_name(room.session.code, https=False)
    peers = [
        await room.open(f"/ws/{room.session.code}/"),
        await room.open(f"/ws/{room.session.code}/", Cookie=f"{name}=forged:signature"),
    ]

    codes = [(await peer.receive())["code"] for peer in peers]
    closes = [await peer.closed() for peer in peers]

    assert codes == ["participant.unknown"] * 2
    assert closes == [4401] * 2


async def test_an_unknown_code_or_link_is_told_so(room: Room):
    peers = [await room.open("/ws/10000000/"), await room.open(f"/ws/screen/{'x' * 43}/")]

    codes = [(await peer.receive())["code"] for peer in peers]
    closes = [await peer.closed() for peer in peers]

    assert codes == ["session.unknown", "screen.unknown"]
    assert closes == [4404] * 2


async def test_a_desk_is_for_its_facilitator_only(room: Room):
    other = await sync_to_async(User.objects.create_user)("other")
    nobody, stranger = await room.desk(), await room.desk(other)

    codes = [(await peer.receive())["code"] for peer in (nobody, stranger)]

    assert codes == ["desk.login", "session.unknown"]


async def test_a_screen_is_told_nothing_that_is_for_the_facilitator(on_vote: Room, trainer: User):
    """Here something stands out, and texts wait: the desk hears of both, the screen of neither."""
    screen, desk = await on_vote.screen(), await on_vote.desk(trainer)
    await on_vote.act("goto", slide="tip")
    await on_vote.act("show", question="tip")
    phones = [await on_vote.phone() for _person in range(7)]
    for phone in phones:
        await phone.receive()
    for phone in phones[:2]:
        await phone.answer("tip", ["Kanarie"])

    private = await desk.until(type="results", question="tip", answered=2)
    public = await screen.until(type="results", question="tip", answered=2)

    told = "type question epoch version state round shown answered of joined remark spotlight"
    drawn = "figure table sentence finding cards"
    assert set(public) == {*told.split(), *drawn.split()}
    assert set(private) - set(public) == {"texts", "signs"}
    assert private["texts"] == {"pending": 1, "shown": 0, "hidden": 0}
    assert private["signs"] == ["few"]


async def test_a_screen_only_looks(on_vote: Room):
    screen = await on_vote.screen()

    reply = await screen.answer("goed", ["A"])

    assert reply["code"] == "frame.not_allowed"
    assert await stored() == []


async def test_a_flood_is_closed_and_harms_nobody(on_vote: Room, monkeypatch: pytest.MonkeyPatch):
    """Nothing is given back, so that it does not matter how long the messages take."""
    monkeypatch.setattr(limits.Bucket, "rate", 0.0)
    flooder, neighbour = await on_vote.phone(), await on_vote.phone()
    allowed = int(limits.BURST)

    for _ in range(allowed + 1):
        await flooder.link.send('{"type":"state"}')
    for _ in range(allowed - 1):
        await neighbour.link.send('{"type":"state"}')
    code = await flooder.closed()

    assert code == 1008
    assert (await neighbour.answer("goed", ["A"]))["outcome"] == "stored"


async def test_a_frame_that_is_too_large_is_closed(on_vote: Room):
    phone = await on_vote.phone()

    await phone.link.send("x" * 16_385)

    assert await phone.closed() == 1009


async def test_an_answer_after_the_news_was_read_is_in_the_next_broadcast(on_vote: Room):
    phone = await on_vote.phone()
    here = hub.room(on_vote.session.pk)
    session = await LiveSession.objects.with_deck().aget(pk=on_vote.session.pk)
    told = await sync_to_async(news.read_change)(session, presentation)

    here.accept_news(told)
    nobody = await here.read_everyones(told.snapshot)
    here.accept_news(told)
    await phone.answer("goed", ["A"], round=1, seq=1)
    found = await here.read_everyones(told.snapshot)

    assert nobody is told.mine
    assert [list(mine.values()) for mine in found.values()] == [[(["A"], 1)]]


async def test_a_hub_that_was_closed_begins_nothing_new(on_vote: Room):
    phone = await on_vote.phone()
    with patch.object(hub, "tell_answered", wraps=hub.tell_answered) as tell:
        await phone.answer("goed", ["A"])
        await eventually(lambda: tell.await_count == 1)
        await phone.answer("goed", ["B"], seq=2)
        await hub.close()
        await eventually(lambda: tell.call_count == 2)

    assert tell.await_count == 1
    assert hub.tasks == set()
