"""The state of phones as frames: encoded once for everyone who did not answer yet."""

from __future__ import annotations

import time
from collections.abc import Iterable

from polls import protocol
from polls.realtime.sockets import Socket, make_shared_message
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
        self.unanswered = self.build(NOTHING)

    @property
    def is_stale(self) -> bool:
        """Whether it says for how long something is still taken, and said so a while ago."""
        return self.fades and time.monotonic() - self.made > FRESH

    def frame_for(self, mine: Mine) -> str:
        return self.build(mine) if mine else self.unanswered

    def build(self, mine: Mine) -> str:
        questions = protocol.encode_json(phone.phone_questions(self.snapshot, mine))
        audience = protocol.encode_json(phone.audience_questions(self.snapshot, self.page, mine))
        return f'{self.head},"questions":{questions},"aside":{audience}}}'


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
    unanswered = {
        language: make_shared_message(made.unanswered) for language, made in frames.items()
    }
    for socket in list(phones):  # anyone who turns out to be gone leaves meanwhile
        if socket.version < version:
            socket.version = version
            if mine and (own := mine.get(socket.participant_id or 0)):
                socket.push("state", frames[socket.language].build(own))
            else:
                socket.post("state", unanswered[socket.language])
