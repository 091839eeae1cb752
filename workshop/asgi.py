"""The ASGI application: sockets, the phones' fast addresses, static files, and Django."""

from __future__ import annotations

import os
from functools import partial

import django
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import WebsocketDenier
from django.urls import re_path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workshop.settings")
django.setup(set_prefix=False)

# These import models, so only after Django is set up.
from polls.realtime import routing  # noqa: E402
from workshop.api import interface  # noqa: E402, F401  # loaded now: no program waits for it
from workshop.serving.assets import with_static_files  # noqa: E402
from workshop.serving.handler import get_asgi_application  # noqa: E402
from workshop.serving.headers import with_headers  # noqa: E402
from workshop.serving.kept_files import KeptFiles  # noqa: E402
from workshop.serving.lifespan import lifespan  # noqa: E402
from workshop.serving.mounting import below_path  # noqa: E402
from workshop.serving.request_ids import with_request_id  # noqa: E402
from workshop.serving.websocket_guard import sockets_of_this_site  # noqa: E402
from workshop.views.ready_pages import with_ready_pages  # noqa: E402

django_application = get_asgi_application()
websocket = URLRouter([*routing.websocket_urlpatterns, re_path(r"", WebsocketDenier.as_asgi())])
# URLRouter routes ASGI applications with Django's patterns, whose types know views only.
everything_else = re_path(r"", with_ready_pages(django_application))  # type: ignore[arg-type]
http = URLRouter([*routing.http_urlpatterns, everything_else])

application = ProtocolTypeRouter(
    {
        "http": below_path(KeptFiles(with_headers(with_static_files(with_request_id(http))))),
        "websocket": below_path(with_request_id(sockets_of_this_site(websocket))),
        "lifespan": below_path(partial(lifespan, django_application.prepare)),
    }
)
