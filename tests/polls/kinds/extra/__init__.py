"""A kind that only the tests have: people agree or not, and its options stand in no spec.

`with extra.installed():` makes it a kind as any other, with its form.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.template import engines

from polls import kinds
from tests.polls.kinds.extra.agree import AgreeKind

FORMS = Path(__file__).parent / "templates"


@contextmanager
def installed() -> Iterator[None]:
    found: dict[str, Any] = {**kinds.all(), AgreeKind.name: AgreeKind}
    engine = engines["django"].engine
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kinds, "all", lambda: found)
        patch.setattr(engine, "dirs", [*engine.dirs, FORMS])
        yield
