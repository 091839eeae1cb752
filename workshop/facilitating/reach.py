"""Whether phones can reach the address that a session is joined at."""

from __future__ import annotations

import ipaddress
import urllib.request
from http.client import HTTPException
from typing import Literal
from urllib.parse import urlsplit

from django.conf import settings

Reach = Literal["", "computer", "network", "silent"]

SECONDS = 3  # that a site may take to answer
HEALTHY = b'{"ok": true}'
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def judge_site(site: str) -> Reach:
    """By its address alone: 'computer' is known to this computer only, 'network' to those on
    the same network; '' may be known anywhere."""
    host = urlsplit(site).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return "computer"
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "network" if "." not in host or host.endswith(".local") else ""
    if address.is_loopback:
        return "computer"
    return "network" if address.is_private or address.is_link_local else ""


def check_site(site: str) -> Reach:
    """The same, and 'silent' when this server gets no answer of itself at that address."""
    judged = judge_site(site)
    return judged if judged == "computer" or answers(site) else "silent"


def answers(site: str) -> bool:
    """Whether a Polshoogte answers there. `site` is what an administrator configured."""
    try:
        with OPENER.open(f"{site}{settings.SITE_PATH}/healthz", timeout=SECONDS) as reply:
            return bool(reply.read(100).strip() == HEALTHY)
    except (OSError, HTTPException, ValueError):
        return False
