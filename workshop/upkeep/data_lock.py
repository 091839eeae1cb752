"""The running server as other commands see it: one a data directory, at one address."""

from __future__ import annotations

import os
import socket
from ipaddress import IPv6Address
from pathlib import Path
from typing import IO

from django.conf import settings

from workshop import platforms
from workshop.facilitating.addresses import configured_site

ANY = ("0.0.0.0", "::")  # noqa: S104  # compared with, not bound to


def lock_file() -> Path:
    return settings.DATA_DIR / "server.lock"


class AlreadyRunning(Exception):
    """Another server works on this data directory; its address is the message."""


def hold_lock(site: str) -> IO[str]:
    """Take the data directory's lock and write the site's address into it.

    Two processes that do not know of each other would each tell only their own half of
    the room. The lock passes on to the server that this process becomes.
    """
    file = lock_file().open("a+", encoding="utf-8")
    if not platforms.lock(file):
        with file:
            file.seek(0)
            running = file.read().strip()
        raise AlreadyRunning(running or "an address that is not known yet")
    file.truncate(0)
    file.write(site)
    file.flush()
    os.set_inheritable(file.fileno(), True)
    return file


def running_site() -> str | None:
    """The address of the server that works on this data directory, if one runs."""
    if not lock_file().exists():
        return None
    with lock_file().open("r", encoding="utf-8") as file:
        if not platforms.lock(file, shared=True):
            return file.read().strip() or None
    return None


def site_address(host: str | None = None, port: int | None = None) -> str:
    """Scheme and host by which people reach the site: of PUBLIC_URL, else that will be served."""
    if configured := configured_site():
        return configured
    if host is None and (running := running_site()):
        return running
    host = host or os.environ.get("HOST", "127.0.0.1")
    port = port or int(os.environ.get("PORT", "8000"))
    return f"http://{in_brackets(network_address() if host in ANY else host)}:{port}"


def in_brackets(host: str) -> str:
    """A host as it stands in an address and in ALLOWED_HOSTS."""
    return f"[{host.partition('%')[0]}]" if ":" in host else host


def network_address() -> str:
    """The address by which phones on the same network reach this machine: IPv4 where there is
    one, since people may have to type it."""
    found = outward_address(socket.AF_INET, "192.0.2.1") or outward_address(
        socket.AF_INET6, "2001:db8::1"
    )
    if found:
        return found
    try:
        return socket.gethostbyname(socket.gethostname())
    except OSError:
        return "127.0.0.1"


def outward_address(family: socket.AddressFamily, somewhere: str) -> str | None:
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((somewhere, 9))  # nothing is sent: this only picks an interface
            return str(probe.getsockname()[0])
    except OSError:
        return None


def own_addresses() -> list[str]:
    """The IPv6 addresses of this machine, those of the local network (fe80::) too: what a
    device may call it by."""
    table = Path("/proc/net/if_inet6")
    if table.exists():
        rows = [line.split()[0] for line in table.read_text("utf-8").splitlines()]
        return [str(IPv6Address(int(row, 16))) for row in rows]
    try:
        found = socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET6)
    except OSError:
        return []
    return sorted({str(address[0]) for *_kind, address in found})


def is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        if os.name == "posix":  # on Windows it would take the port from whoever has it
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
