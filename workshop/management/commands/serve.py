"""Serve the site with uvicorn, with the settings that our promises need."""

from __future__ import annotations

import os
import shutil
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from workshop import platforms
from workshop.accounts import password_login
from workshop.management import welcome
from workshop.release import VERSION
from workshop.serving import broadcast, collected, earlier_files, http_limits, logs
from workshop.upkeep import clock, data_lock, starting, turns

OPTIONS = [
    f"--http={http_limits.PATH}",
    f"--ws={broadcast.PATH}",
    "--ws-max-size=16384",
    "--ws-per-message-deflate=false",
    "--ws-ping-interval=20",
    "--ws-ping-timeout=20",
    "--timeout-graceful-shutdown=5",
    "--backlog=4096",
    "--no-access-log",
    "--no-server-header",
    "--log-level=warning",
]


class Command(BaseCommand):
    help = "Serve the site. HOST, PORT and WORKERS in the environment are the defaults."

    def add_arguments(self, parser: ArgumentParser) -> None:
        environ = os.environ
        parser.add_argument("--host", default=environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(environ.get("PORT", "8000")))
        parser.add_argument("--workers", type=int, default=int(environ.get("WORKERS", "1")))
        parser.add_argument(
            "--no-migrate",
            action="store_true",
            help="leave the database as it is; refuses when it is not up to date",
        )
        parser.add_argument(
            "--welcome",
            action="store_true",
            help="make a first trainer and a first session, and print how to begin",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        os.umask(0o077)  # what is made from here on is for this user only
        host, port, workers = options["host"], options["port"], options["workers"]
        if workers > 1 and not settings.REDIS_URL:
            raise CommandError(
                f"{workers} workers need Redis to tell each other what changed. Set REDIS_URL, "
                "such as redis://127.0.0.1:6379/0, or serve with one worker."
            )
        site = data_lock.site_address(host, port)
        try:
            lock = data_lock.hold_lock(site)
        except data_lock.AlreadyRunning as running:
            raise CommandError(
                f"Polshoogte already runs on {settings.DATA_DIR}, at {running}. Use that one, "
                "stop it with Ctrl+C, or set DATA_DIR to another folder."
            ) from None
        if not data_lock.is_free(host, port):
            lock.close()
            raise CommandError(
                f"Port {port} on {host} is in use by another program. Set PORT to another one."
            )
        if not settings.STATIC_ROOT.exists():
            self.stdout.write("Preparing the first start (about twenty seconds, once) ...")
            self.stdout.flush()
        with turns.take_turn():
            notes = prepare_server(migrates=not options["no_migrate"])
            greeting = self.greeting(site) if options["welcome"] else ""
        self.stdout.write(greeting)
        for note in [*notes, *password_login.notes()]:
            self.stdout.write(note)
        self.stdout.write(
            f"Serving {site}{settings.SITE_PATH} with Polshoogte {VERSION} (Ctrl+C stops it; "
            "nothing is lost)."
        )
        self.stdout.flush()
        become_uvicorn(host, port, workers, site)

    def greeting(self, site: str) -> str:
        return welcome.welcome_text(site, private=self.stdout.isatty())


def prepare_server(*, migrates: bool) -> list[str]:
    """Bring the database and the static files up to date; both are quick when they are.

    What there is to say of it.
    """
    try:
        starting.ensure_let_in()
        notes = [starting.ensure_not_older()]
        if migrates:
            call_command("migrate", interactive=False, verbosity=0)
        starting.ensure_migrated()
        starting.ensure_same_key()
        notes.append(clock.describe_lag())
        collected.collect()
    except starting.CannotStart as reason:
        raise CommandError(str(reason)) from None
    earlier_files.keep_files()
    return list(filter(None, notes))


def become_uvicorn(host: str, port: int, workers: int, site: str) -> None:
    """Replace this process by the server; the lock on the data directory goes along.

    Where a process cannot be replaced by another (Windows), the server runs within this one.
    """
    platforms.raise_open_files()
    arguments = ["workshop.asgi:application", *OPTIONS]
    if settings.LOG_FORMAT == "json":
        arguments.append(f"--log-config={logs.UVICORN_JSON}")
    arguments += [
        f"--host={listening_host(host, workers)}",
        f"--port={port}",
        f"--workers={workers}",
    ]
    environment = server_environment(host, site)
    if workers > 1:
        environment[platforms.NUMBERS] = str(empty_folder(settings.DATA_DIR / "metrics"))
    if platforms.CAN_REPLACE:
        command = [sys.executable, "-m", "uvicorn", *arguments]
        os.execve(sys.executable, command, environment)  # noqa: S606
    serve_here(arguments, environment)


def serve_here(arguments: list[str], environment: dict[str, str]) -> None:
    """What was read of the environment until now stays; what the server needs is told anew."""
    from uvicorn.main import main

    os.environ.update(environment)
    settings.ALLOWED_HOSTS = environment["ALLOWED_HOSTS"].split(",")
    settings.PUBLIC_URL = environment.get("PUBLIC_URL", settings.PUBLIC_URL)
    main(arguments, standalone_mode=False)


def empty_folder(folder: Path) -> Path:
    """For the numbers of the workers that start now."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return folder


def listening_host(host: str, workers: int) -> str:
    """'::' is IPv4 too. For one process asyncio makes it IPv6 alone, and '' both; the socket
    that workers share is both by itself."""
    return "" if host == "::" and workers == 1 else host


def server_environment(host: str, site: str) -> dict[str, str]:
    """What the server is told: by which names it may be called, and which proxies it believes."""
    names = [*settings.ALLOWED_HOSTS, urlsplit(site).netloc.rpartition(":")[0]]
    made = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "workshop.settings"),
    }
    if host in data_lock.ANY:
        made["PUBLIC_URL"] = site + settings.SITE_PATH
    if ":" in host:
        names += map(data_lock.in_brackets, [host, *data_lock.own_addresses()])
        made.setdefault("FORWARDED_ALLOW_IPS", "127.0.0.1,::1,::ffff:127.0.0.1")
    made["ALLOWED_HOSTS"] = ",".join(dict.fromkeys(names))
    return made
