"""Where somebody comes from: as it is counted, one for whoever holds one network, and its site."""

from __future__ import annotations

import hashlib
import secrets
from functools import lru_cache
from ipaddress import IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

LONGEST = 64  # characters of what is no address


@lru_cache(maxsize=4096)
def network_of(address: str) -> str:
    """An IPv4 address as it is, an IPv6 one as its /64: whoever has one has all of those.

    Takes every form that a proxy writes: with a port, in brackets, with a zone, and IPv4
    inside IPv6. What is no address at all is a place of its own.
    """
    try:
        found = ip_address(bare_address(address))
    except ValueError:
        return address[:LONGEST]
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(IPv6Network((found.packed, 64), strict=False))


class Names:
    """What places are called in memory: a hash with a key that only this process has."""

    def __init__(self) -> None:
        self.key = secrets.token_bytes(16)

    def of(self, address: str) -> bytes:
        place = network_of(address).encode()
        return hashlib.blake2b(place, key=self.key, digest_size=8).digest()


def origin_of(text: str) -> tuple[str, str] | None:
    """The scheme and the host of an Origin header; None for what is no address."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return parts.scheme, parts.netloc


def bare_address(address: str) -> str:
    """Without brackets, port and zone."""
    address = address.strip()
    if address.startswith("["):
        address = address[1:].partition("]")[0]
    elif address.count(":") == 1:
        address = address.partition(":")[0]
    return address.partition("%")[0]
