"""What a check says of files that are no backup; of real ones tests/faults/test_backups.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "There is no file"), (b"no backup at all", "is no backup"), (b"", "is no backup")],
)
def test_a_file_that_is_no_backup_is_refused(tmp_path: Path, content: bytes | None, said: str):
    file = tmp_path / "file"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(CommandError, match=said):
        call_command("check_backup", str(file))
