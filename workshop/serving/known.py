"""What has been right here before: logins and secret links, as hashes that only we can make."""

from __future__ import annotations

import secrets
from hashlib import blake2b

MOST = 20_000


class Known:
    """A set that forgets the oldest; it never knows more than what was really right once."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self.key = secrets.token_bytes(16)
        self.digests: dict[bytes, None] = {}

    def digest(self, secret: str) -> bytes:
        return blake2b(secret.encode(), key=self.key, digest_size=16).digest()

    def add(self, secret: str) -> None:
        self.digests[self.digest(secret)] = None
        while len(self.digests) > self.most:
            self.digests.pop(next(iter(self.digests)), None)

    def discard(self, secret: str) -> None:
        self.digests.pop(self.digest(secret), None)

    def __contains__(self, secret: str) -> bool:
        return self.digest(secret) in self.digests
