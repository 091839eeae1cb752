"""Full addresses of a session's pages, and the QR code that leads a phone there."""

from __future__ import annotations

import io
from dataclasses import dataclass
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from polls.models import LiveSession


@dataclass(frozen=True, slots=True)
class Addresses:
    """`site` is the scheme and host that people use, without a slash at the end."""

    site: str
    session: LiveSession

    @property
    def join(self) -> str:
        return self.site + reverse("phone", args=[self.session.code])

    @property
    def screen(self) -> str:
        return self.site + reverse("screen", args=[self.session.screen_token])

    @property
    def desk(self) -> str:
        return self.site + reverse("desk", args=[self.session.code])

    @property
    def embed(self) -> str:
        """The screen for a frame on another site."""
        return self.site + reverse("embed", args=[self.session.screen_token])

    def tell_programs(self) -> dict[str, str]:
        """What `start_session` prints, and the interface for programs answers."""
        return {
            "code": self.session.code,
            "join_url": self.join,
            "screen_url": self.screen,
            "desk_url": self.desk,
        }

    @property
    def cohost(self) -> str:
        """The link of the co-host; '' when there is none."""
        token = self.session.cohost_token
        return self.site + reverse("cohost", args=[token]) if token else ""

    @property
    def report(self) -> str:
        """The link of whoever reads the report to share; '' when there is none."""
        token = self.session.report_token
        return self.site + reverse("shared-report", args=[token]) if token else ""

    @property
    def short(self) -> str:
        """The site as people read it aloud: without the scheme."""
        return (self.site + settings.SITE_PATH).split("://", 1)[1]

    @property
    def join_qr(self) -> SafeString:
        """The join address as inline SVG, dark modules in the current text colour."""
        return svg_qr(self.join)


def site_of(request: HttpRequest) -> str:
    return configured_site() or f"{request.scheme}://{request.get_host()}"


def configured_site() -> str:
    """Scheme and host of PUBLIC_URL; its path is in every path that is made."""
    url: str = settings.PUBLIC_URL
    return url.removesuffix(settings.SITE_PATH)


def fewest_modules(address: str) -> str:
    """The address in capitals, in which a QR code is smaller, unless that makes it another."""
    parts = urlsplit(address)
    rest = parts.path + parts.query + parts.fragment
    plain = parts.scheme in ("http", "https") and rest.upper() == rest
    return address.upper() if plain else address


def svg_qr(text: str) -> SafeString:
    out = io.BytesIO()
    segno.make(fewest_modules(text), error="l", micro=False).save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        border=2,
        svgclass="qr",
        lineclass=None,
        light="#fff",
        dark="#000",
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308  # made here, of our own address


def terminal_qr(text: str) -> str:
    out = io.StringIO()
    segno.make(text, error="l", micro=False).terminal(out, compact=True)
    return out.getvalue()
