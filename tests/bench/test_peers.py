"""A peer is measured by the same clients; its client speaks Socket.IO."""

from __future__ import annotations

import asyncio
from typing import Any

from bench import peers


class Sent:
    """What a client writes, as the texts of its frames (its mask is all zeros)."""

    def __init__(self) -> None:
        self.texts: list[bytes] = []

    def write(self, frame: bytes) -> None:
        self.texts.append(frame[6:])


async def test_a_player_greets_answers_pings_and_hears_what_it_waits_for():
    player, sent = peers.Player("127.0.0.1:3001", "one"), Sent()
    player.transport = sent
    game, result = player.expect("manager:gameCreated"), player.expect("game:status SHOW_RESULT")

    for text in (
        *(b'0{"sid":"x"}', b'40{"sid":"y"}', b"2", b'42["game:totalPlayers",3]'),
        b'42["manager:gameCreated",{"gameId":"g"}]',
        b'42["game:status",{"name":"WAIT","data":{}}]',
        b'42["game:status",{"name":"SHOW_RESULT","data":{}}]',
    ):
        player.hear(text, 1.5)
    player.emit("player:join", "123456")

    assert sent.texts == [b'40{"clientId": "one"}', b"3", b'42["player:join", "123456"]']
    assert player.opened.done()
    told: Any = await asyncio.gather(game, result)
    assert told == [({"gameId": "g"}, 1.5), ({"name": "SHOW_RESULT", "data": {}}, 1.5)]


def test_the_table_tells_medians_of_each():
    rounds = {
        name: [peers.figures(*(number * base for _row in peers.ROWS)) for number in (1, 2, 90)]
        for name, base in (("Polshoogte", 1.0), ("Razzia", 2.0))
    }

    told = peers.report(1000, rounds).splitlines()

    assert told[0] == "| 1,000 phones | Polshoogte | Razzia |"
    assert told[2] == "| a socket and a seat for everybody | 2.00 s | 4.00 s |"
    assert told[4] == ("| everybody votes at once, until the last reply | 2,000 ms | 4,000 ms |")
