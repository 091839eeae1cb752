"""Which release this is: of pyproject.toml in a checkout, of the package where it is installed."""

from __future__ import annotations

import tomllib
from importlib import metadata
from pathlib import Path

NAME = "polshoogte"
ROOT = Path(__file__).resolve().parent.parent


def read_version() -> str:
    project = ROOT / "pyproject.toml"
    if (ROOT / "workshop" / "site").is_dir() or not project.is_file():  # installed
        return metadata.version(NAME)
    return str(tomllib.loads(project.read_text("utf-8"))["project"]["version"])


def number(version: str) -> tuple[int, ...]:
    """Of two releases the later one has the larger number."""
    return tuple(map(int, version.split(".")))


VERSION = read_version()
