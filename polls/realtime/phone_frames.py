"""The state of phones as frames: encoded once for everyone who did not answer yet."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from functools import cached_property, partial

from polls import protocol
from polls.realtime.packing import LONGEST, Packed, Packer
from polls.realtime.sockets import Message, Socket, make_message, make_shared_message
from polls.views import phone
from polls.views.renderer import Renderer
from polls.views.snapshot import NOTHING, Mine, PhonePage, Snapshot

FRESH = 1.0  # seconds that a frame tells what runs out


class PhoneFrames:
    """One snapshot in one language. Only a participant's own answers differ, and they stand
    at the end of the frame: the head, with all its HTML, is encoded once for everybody."""

    def __init__(self, snapshot: Snapshot, page: PhonePage, within: float) -> None:
        self.snapshot = snapshot
        self.page = page
        self.within = within
        self.made = time.monotonic()
        self.fades = bool(phone.questions_in_grace(snapshot))
        self.head = protocol.encode_json(phone.phone_head(snapshot, page, within))[:-1]
        self.own_of_nobody = self.own_part(NOTHING)
        self.unanswered = self.head + self.own_of_nobody
        self.packer = Packer(self.head)

    @property
    def is_stale(self) -> bool:
        """Whether it says for how long something is still taken, and said so a while ago."""
        return self.fades and time.monotonic() - self.made > FRESH

    def frame_for(self, mine: Mine) -> str:
        return self.head + self.own_part(mine) if mine else self.unanswered

    def own_part(self, mine: Mine) -> str:
        questions = protocol.encode_json(phone.phone_questions(self.snapshot, mine))
        audience = protocol.encode_json(phone.audience_questions(self.snapshot, self.page, mine))
        return f',"questions":{questions},"aside":{audience}}}'

    def message_for(self, mine: Mine) -> Message:
        """What a socket sends: the text, and how it is packed where the client unpacks."""
        if not mine:
            return self.message_of_nobody
        own = self.own_part(mine)
        message = make_message(self.head + own)
        return add_packing(message, own, self.packer.pack_own)

    @cached_property
    def message_of_nobody(self) -> Message:
        message = make_shared_message(self.unanswered)
        return add_packing(message, self.own_of_nobody, self.packer.pack_shared)

    def zip_for(self, mine: Mine) -> bytes:
        """The same as gzip, for whoever polls."""
        own = self.own_part(mine) if mine else self.own_of_nobody
        return self.packer.zip(own.encode())


def add_packing(message: Message, own: str, pack: Callable[[bytes, bytes], Packed]) -> Message:
    encoded = own.encode()
    return {**message, "pack": partial(pack, encoded)} if len(encoded) <= LONGEST else message


class PhoneFrameCache:
    """The frames of the newest snapshot by language ('' is the session's)."""

    def __init__(self) -> None:
        self.made: dict[str, PhoneFrames] = {}

    def frames_of(
        self, snapshot: Snapshot, renderer: Renderer, language: str, within: int
    ) -> PhoneFrames:
        made = self.made.get(language)
        if made is None or made.is_stale or made.snapshot is not snapshot or made.within != within:
            page = phone.draw_page(snapshot, renderer, language)
            made = self.made[language] = PhoneFrames(snapshot, page, within)
        return made


def send_to_phones(
    frames: dict[str, PhoneFrames], phones: Iterable[Socket], mine: dict[int, Mine], version: int
) -> None:
    """One message a language for all who did not answer yet, an own one for those who did."""
    for socket in list(phones):  # anyone who turns out to be gone leaves meanwhile
        if socket.version < version:
            socket.version = version
            own = mine.get(socket.participant_id or 0) if mine else None
            socket.post("state", frames[socket.language].message_for(own or NOTHING))
