"""The numbers of this server for Prometheus, of all its processes together."""

from __future__ import annotations

import ipaddress
import os
import re
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from polls import metrics
from polls.realtime.hub import hub
from workshop import platforms
from workshop.release import VERSION

LIVE = re.compile(r"gauge_live\w+_(\d+)\.db")
PASSED_ON = ("X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Via", "X-Real-Ip")
REFUSED = (
    "Ask on the machine itself (http://127.0.0.1), or send 'Authorization: Bearer ...' with what "
    "METRICS_TOKEN is set to.\n"
)


@require_safe
def show_metrics(request: HttpRequest) -> HttpResponse:
    if not may_read(request):
        return HttpResponse(REFUSED, status=403, content_type="text/plain; charset=utf-8")
    hub.measure()
    metrics.RELEASE.labels(VERSION).set(1)
    reply = HttpResponse(collect(), content_type=CONTENT_TYPE_PLAIN_0_0_4)
    reply["Cache-Control"] = "no-store"
    return reply


def may_read(request: HttpRequest) -> bool:
    """Whoever has the token, or is on this machine itself: not what a proxy on it passes on."""
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.METRICS_TOKEN and constant_time_compare(token, settings.METRICS_TOKEN):
        return True
    passed_on = any(name in request.headers for name in PASSED_ON)
    return not passed_on and is_loopback(request.META.get("REMOTE_ADDR", "")) and own_name(request)


def own_name(request: HttpRequest) -> bool:
    """Asked for by a name of the machine: a proxy that adds no header passes on the site's."""
    host = request.META.get("HTTP_HOST", "").rpartition(":")[0] or request.META.get("HTTP_HOST", "")
    return host == "localhost" or is_loopback(host.strip("[]"))


def is_loopback(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return found.is_loopback or bool(
        isinstance(found, ipaddress.IPv6Address)
        and found.ipv4_mapped
        and found.ipv4_mapped.is_loopback
    )


def collect() -> bytes:
    folder = os.environ.get(platforms.NUMBERS)
    if not folder:
        return generate_latest(REGISTRY)
    forget_dead(Path(folder))
    registry = CollectorRegistry()
    MultiProcessCollector(registry, folder)
    return generate_latest(registry)


def forget_dead(folder: Path) -> None:
    """A worker that ended has no sockets any more; what it counted stays counted."""
    for file in folder.iterdir():
        if (found := LIVE.fullmatch(file.name)) and not platforms.is_running(int(found[1])):
            mark_process_dead(int(found[1]), str(folder))
