"""The path below which a site stands, when PUBLIC_URL has one: added to whatever the proxy sends.

A proxy may pass the whole path on, or take that of the site away first. Within, a path is always
whole, as ASGI has it, so that every link that is made leads back to the same site.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings
from django.urls import set_script_prefix

Application = Callable[[dict[str, Any], Any, Any], Awaitable[None]]


def below_path(application: Application) -> Application:
    async def mounted(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if settings.SITE_PATH:
            set_script_prefix(f"{settings.SITE_PATH}/")  # for tasks that begin here, too
        await application(moved(scope), receive, send)

    return mounted


def moved(scope: dict[str, Any]) -> dict[str, Any]:
    prefix = settings.SITE_PATH
    if not prefix or "path" not in scope:
        return scope
    return {**scope, "root_path": prefix, "path": prefix + within(scope["path"])}


def within(path: str) -> str:
    """The path of a page as the site itself knows it, whatever stands before it."""
    prefix = settings.SITE_PATH
    return path.removeprefix(prefix) if path.startswith(f"{prefix}/") else path
