"""HOST=:: is reached by IPv4 and IPv6, under every name that a device has for this machine."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.e2e.server import serving
from workshop.management.commands import serve
from workshop.upkeep import data_lock


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True


needs_ipv6 = pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("::1", "http://[::1]:8000"),
        ("fe80::1%eth0", "http://[fe80::1]:8000"),
        ("workshop.lan", "http://workshop.lan:8000"),
    ],
)
def test_the_address_of_a_host_can_be_followed(host: str, site: str):
    assert data_lock.site_address(host, 8000) == site
    assert urlsplit(site).port == 8000


@pytest.mark.parametrize("host", data_lock.ANY)
def test_the_address_of_all_hosts_is_one_of_this_machine(host: str):
    parts = urlsplit(data_lock.site_address(host, 8000))

    assert parts.hostname not in data_lock.ANY
    assert parts.port == 8000


def test_a_server_on_all_hosts_is_called_by_its_own_addresses(monkeypatch: pytest.MonkeyPatch):
    own = ["::1", "fe80::5054:ff:fe12:3456"]
    monkeypatch.setattr(data_lock, "own_addresses", lambda: own)

    v6 = serve.server_environment("::", "http://192.0.2.7:8000")
    v4 = serve.server_environment("0.0.0.0", "http://192.0.2.7:8000")

    names = v6["ALLOWED_HOSTS"].split(",")
    assert {"192.0.2.7", "[::1]", "[fe80::5054:ff:fe12:3456]"} <= set(names)
    assert "[fe80::5054:ff:fe12:3456]" not in v4["ALLOWED_HOSTS"]
    assert "::ffff:127.0.0.1" in v6["FORWARDED_ALLOW_IPS"]


@needs_ipv6
def test_one_process_on_all_hosts_answers_both(tmp_path: Path):
    with serving(tmp_path, host="::") as server:
        replies = [
            httpx.get(f"http://{host}:{server.port}/healthz", headers={"Host": name}).status_code
            for host in ("127.0.0.1", "[::1]")
            for name in (f"{host}:{server.port}", *own_names())
        ]

    assert set(replies) == {200}


def own_names() -> list[str]:
    return [data_lock.in_brackets(each) for each in data_lock.own_addresses()]
