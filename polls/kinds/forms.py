"""Finds the forms of kinds, '<kind>/form.html', in the folders of the kinds themselves."""

from __future__ import annotations

from pathlib import Path

from django.template.loaders import filesystem

from polls import kinds


class Loader(filesystem.Loader):
    def get_dirs(self) -> list[str | Path]:
        return list(kinds.__path__)
