"""The addresses of the engine, for the site's ASGI application."""

from __future__ import annotations

from channels.auth import AuthMiddlewareStack
from django.urls import re_path

from polls.realtime.consumers import DeskConsumer, PhoneConsumer, ScreenConsumer
from polls.realtime.http import phone_answers, phone_done, phone_state
from polls.realtime.watching import desk_state, screen_state

websocket_urlpatterns = [
    re_path(r"^ws/(?P<code>[0-9]{8})/$", PhoneConsumer.as_asgi()),
    re_path(r"^ws/screen/(?P<token>[\w-]{20,64})/$", ScreenConsumer.as_asgi()),
    re_path(r"^ws/desk/(?P<code>[0-9]{8})/$", AuthMiddlewareStack(DeskConsumer.as_asgi())),
]

http_urlpatterns = [
    re_path(r"^(?P<code>[0-9]{8})/state/$", phone_state),  # type: ignore[arg-type]  # ASGI, as URLRouter takes it
    re_path(r"^(?P<code>[0-9]{8})/answers/$", phone_answers),  # type: ignore[arg-type]
    re_path(r"^(?P<code>[0-9]{8})/done/$", phone_done),  # type: ignore[arg-type]
    re_path(r"^screen/(?P<token>[\w-]{20,64})/state/$", screen_state),  # type: ignore[arg-type]
    re_path(r"^desk/(?P<code>[0-9]{8})/state/$", AuthMiddlewareStack(desk_state)),
]
