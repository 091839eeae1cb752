"""The same room as the guides for Django Channels teach it: a group, the ORM, no tricks.

Each socket joins a group; each vote is one `update_or_create` in the database thread;
after each vote the tally goes to the group of screens. In-memory layer, SQLite as
durable as ours.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import django
from asgiref.sync import async_to_sync
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from channels.layers import get_channel_layer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.core.asgi import get_asgi_application
from django.db import connection, models
from django.http import HttpRequest, JsonResponse
from django.urls import path

DATA = Path(os.environ["BENCH_DATA"])
FILLER = "x" * int(os.environ.get("BENCH_STATE", "4000"))

settings.configure(
    ALLOWED_HOSTS=["*"],
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="only for this measurement",
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "idiomatic.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    },
    CHANNEL_LAYERS={"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}},
)
django.setup()


class Session(models.Model):
    slide = models.CharField(max_length=50, default="")
    version = models.IntegerField(default=1)

    class Meta:
        app_label = "idiomatic"


class Response(models.Model):
    question = models.CharField(max_length=50)
    participant = models.IntegerField()
    round = models.IntegerField()
    seq = models.IntegerField()
    value = models.CharField(max_length=50)

    class Meta:
        app_label = "idiomatic"
        constraints = [
            models.UniqueConstraint(
                fields=["question", "round", "participant"], name="response_once"
            ),
        ]


def create_tables() -> None:
    with connection.schema_editor() as editor:
        editor.create_model(Session)
        editor.create_model(Response)
    Session.objects.create()


def state() -> dict[str, Any]:
    session = Session.objects.get()
    return {
        "type": "state",
        "version": session.version,
        "slide": session.slide,
        "html": FILLER,
    }


def store(participant: int, vote: dict[str, Any]) -> None:
    Response.objects.update_or_create(
        question=vote["question"],
        participant=participant,
        round=vote["round"],
        defaults={"seq": vote["seq"], "value": vote["value"][0]},
    )


def tally(question: str, round: int) -> dict[str, int]:
    rows = Response.objects.filter(question=question, round=round).values("value")
    return {row["value"]: row["n"] for row in rows.annotate(n=models.Count("id"))}


class PhoneConsumer(AsyncJsonWebsocketConsumer):
    async def connect(self) -> None:
        await self.channel_layer.group_add("phones", self.channel_name)
        await self.accept()
        await self.send_json(await database_sync_to_async(state)())

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard("phones", self.channel_name)

    async def receive_json(self, content: dict[str, Any], **kwargs: Any) -> None:
        participant = self.scope["url_route"]["kwargs"]["number"]
        await database_sync_to_async(store)(participant, content)
        await self.send_json({"type": "ack", "id": content["id"], "outcome": "stored"})
        asked = content["question"], content["round"]
        counts = await database_sync_to_async(tally)(*asked)
        message = {"type": "results", "answered": sum(counts.values()), "counts": counts}
        await self.channel_layer.group_send("screens", {"type": "tell", "message": message})

    async def tell(self, event: dict[str, Any]) -> None:
        await self.send_json(event["message"])


class ScreenConsumer(AsyncJsonWebsocketConsumer):
    async def connect(self) -> None:
        await self.channel_layer.group_add("screens", self.channel_name)
        await self.accept()
        await self.send_json(await database_sync_to_async(state)())

    async def disconnect(self, code: int) -> None:
        await self.channel_layer.group_discard("screens", self.channel_name)

    async def tell(self, event: dict[str, Any]) -> None:
        await self.send_json(event["message"])


def goto(request: HttpRequest, slide: str) -> JsonResponse:
    session = Session.objects.get()
    session.slide = slide
    session.version += 1
    session.save()
    layer = get_channel_layer()
    async_to_sync(layer.group_send)("phones", {"type": "tell", "message": state()})
    return JsonResponse({"version": session.version})


def health(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"version": 0})


create_tables()
urlpatterns = [path("healthz", health), path("goto/<str:slide>", goto)]
sockets = [
    path("ws/screen", ScreenConsumer.as_asgi()),
    path("ws/<int:number>", PhoneConsumer.as_asgi()),
]
application = ProtocolTypeRouter({"http": get_asgi_application(), "websocket": URLRouter(sockets)})
