"""Password hashes are made in a place of their own: each takes 100 MB and all cores for a while."""

from __future__ import annotations

import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher

AT_ONCE = 2  # of a process, whatever the names
NICENESS = 10  # whoever votes meanwhile goes first


def step_back() -> None:
    """Let the other threads go first; argon2's own ones are started by this one and follow."""
    if sys.platform == "linux":  # elsewhere a thread has no priority of its own
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


place = ThreadPoolExecutor(AT_ONCE, "password", initializer=step_back)


class Argon2(Argon2PasswordHasher):
    """Django's own, two at a time."""

    def encode(self, password: str, salt: str) -> Any:
        return place.submit(super().encode, password, salt).result()

    def verify(self, password: str, encoded: str) -> Any:
        return place.submit(super().verify, password, encoded).result()
