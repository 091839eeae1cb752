"""Kinds that only the tests have, each in its folder: `agree` has options that no spec holds.

`with extra.installed():` makes them kinds as any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.template import engines

from polls import kinds

HERE = Path(__file__).parent


@contextmanager
def installed(folder: Path = HERE) -> Iterator[None]:
    """With the kinds in this folder besides our own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kinds, "__path__", [*kinds.__path__, str(folder)])
        forget()
        yield
    forget()


def forget() -> None:
    """What was found before."""
    kinds.all.cache_clear()
    for loader in engines["django"].engine.template_loaders:
        loader.reset()
