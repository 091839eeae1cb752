"""Headers that every reply over HTTP carries: pages, static files and the phones' own addresses."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings

Application = Callable[[dict[str, Any], Any, Any], Awaitable[None]]

# What no page of ours asks of a device.
UNUSED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
)


def constant_headers() -> dict[bytes, bytes]:
    headers = {
        b"x-content-type-options": b"nosniff",
        b"referrer-policy": settings.SECURE_REFERRER_POLICY.encode(),
        b"cross-origin-opener-policy": b"same-origin",
        b"cross-origin-resource-policy": b"same-origin",
        b"permissions-policy": ", ".join(f"{feature}=()" for feature in UNUSED).encode(),
    }
    if settings.SECURE_HSTS_SECONDS:
        age = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains"
        headers[b"strict-transport-security"] = age.encode()
    return headers


def with_headers(application: Application) -> Application:
    """Adds what a reply does not carry yet."""
    added = list(constant_headers().items())

    async def answered(scope: dict[str, Any], receive: Any, send: Any) -> None:
        async def send_with(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                given = list(message.get("headers", ()))
                names = {name.lower() for name, _value in given}
                given += [header for header in added if header[0] not in names]
                message["headers"] = given
            await send(message)

        await application(scope, receive, send_with)

    return answered
