"""An image out of the Containerfile: Debian's buildah, on a base that debootstrap made."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CONTAINERFILE = ROOT / "deploy" / "container" / "Containerfile"
DEBIAN = "bookworm"
BASE = "polshoogte-base"
# As Debian's own slim image goes without them.
SLIM = ("usr/share/doc", "usr/share/man", "usr/share/locale", "var/cache/apt", "var/lib/apt/lists")


@dataclass(frozen=True)
class Workplace:
    """Where images are kept meanwhile, and the programs that make them."""

    folder: Path
    arch: str  # as Debian and OCI call it: amd64, arm64

    def buildah(self, *arguments: str | Path) -> str:
        kept = (f"--root={self.folder}/storage", f"--runroot={self.folder}/run")
        done = subprocess.run(
            ["buildah", *kept, *map(str, arguments)],
            cwd=ROOT,
            env={"STORAGE_DRIVER": "overlay", **os.environ},  # vfs where that does not work
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout.strip()

    def build(self, name: str, containerfile: Path, context: Path, *more: str) -> str:
        """In the format of Docker: that of OCI has no place for a health check."""
        options = (
            "--isolation=chroot",
            "--format=docker",
            "--layers",
            "--quiet",
            f"--arch={self.arch}",
            f"--tag={name}",
            *more,
        )
        return self.buildah("bud", *options, f"--file={containerfile}", context)

    def make_base(self) -> None:
        """Debian as its slim image is, from Debian's packages; kept for the next time."""
        tree, context = self.folder / "debian", self.folder / "context"
        if not (context / "base.tar").exists():
            shutil.rmtree(tree, ignore_errors=True)
            debootstrap = ["debootstrap", f"--arch={self.arch}", "--variant=minbase", DEBIAN, tree]
            subprocess.run(debootstrap, check=True, capture_output=True)
            for name in SLIM:
                shutil.rmtree(tree / name)
                (tree / name).mkdir()
            context.mkdir(exist_ok=True)
            part = context / "part.tar"
            subprocess.run(["tar", "-C", tree, "-cf", part, "."], check=True)
            shutil.rmtree(tree)
            part.rename(context / "base.tar")
        base = self.folder / "Base"
        base.write_text("FROM scratch\nADD base.tar /\n")
        self.build(BASE, base, context)

    def make_image(self) -> Image:
        certificates = "/etc/ssl/certs/ca-certificates.crt"
        settings = self.folder / "pip.conf"
        settings.write_text("[global]\ncert = /run/certificates.crt\n")
        lent = (f"{settings}:/etc/pip.conf:ro", f"{certificates}:/run/certificates.crt:ro")
        options = [f"--volume={each}" for each in lent if Path(certificates).exists()]
        image = self.build(
            "polshoogte", CONTAINERFILE, ROOT, f"--build-arg=BASE=localhost/{BASE}", *options
        )
        return Image(self, image)


@dataclass(frozen=True)
class Image:
    workplace: Workplace
    id: str

    @cached_property
    def config(self) -> dict[str, Any]:
        said = json.loads(self.workplace.buildah("inspect", "--type=image", self.id))
        return said["Docker"]["config"]

    def size(self) -> int:
        """Bytes of the file that `docker load` takes: every layer, not compressed."""
        file = self.workplace.folder / "image.tar"
        file.unlink(missing_ok=True)
        self.workplace.buildah("push", "--quiet", self.id, f"docker-archive:{file}:polshoogte")
        size = file.stat().st_size
        file.unlink()
        return size

    def mount(self) -> tuple[str, Path]:
        """A container of this image, and the folder that is its root."""
        container = self.workplace.buildah("from", self.id)
        return container, Path(self.workplace.buildah("mount", container))

    def remove(self, container: str) -> None:
        self.workplace.buildah("rm", container)
