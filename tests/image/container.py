"""A process in an image as a container runtime starts it: its user, its settings, its root."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# In namespaces of its own for mounts and processes; the network is this machine's. The root is
# read-only, and so is everything but /tmp and the data.
ENTER = """
set -eu
root=$1 data=$2 secrets=$3 user=$4
shift 4
mount --make-rprivate /
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/tmp"
mount -t tmpfs tmpfs "$root/run"
mkdir "$root/run/secrets"
mount --bind "$secrets" "$root/run/secrets"
mount -o remount,bind,ro "$root/run/secrets"
mount --bind "$data" "$root/data"
mount -o remount,bind,ro "$root"
exec /usr/sbin/chroot "$root" /usr/bin/setpriv --reuid="${user%:*}" --regid="${user#*:}" \
    --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all -- "$@"
"""


@dataclass(frozen=True)
class Container:
    """Where an image is mounted, what it says of itself, and what this run gives it."""

    root: Path
    config: Mapping[str, Any]
    data: Path
    secrets: Path
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        given = dict(entry.split("=", 1) for entry in self.config["Env"])
        return {**given, **self.settings}

    def command(self, *arguments: str) -> list[str]:
        """A command in it, by its own user."""
        enter = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", ENTER, "sh"]
        where = [str(self.root), str(self.data), str(self.secrets), self.config["User"]]
        return [*enter, *where, *arguments]

    def start(
        self, log: Path, *arguments: str, entrypoint: Sequence[str] = ()
    ) -> subprocess.Popen[str]:
        """What the image does by itself, or with other arguments."""
        given = arguments or tuple(self.config["Cmd"])
        entrypoint = entrypoint or self.config["Entrypoint"]
        with log.open("w") as output:
            return subprocess.Popen(
                self.command(*entrypoint, *given),
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                text=True,
            )

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def is_healthy(self) -> bool:
        kind, *check = self.config["Healthcheck"]["Test"]
        assert kind == "CMD"
        return self.run(*self.with_path(check)).returncode == 0

    def with_path(self, command: Sequence[str]) -> list[str]:
        return ["/usr/bin/env", *command]
