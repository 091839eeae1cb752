"""A zip with a deck: what is taken, what is refused, and that nothing is unpacked before that."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from polls.errors import PollsError
from tests.workshop.decks.small import DRAWING, SMALL
from workshop.importing import archives
from workshop.importing.archives import read_archive
from workshop.importing.imported import File, LeftOut


def packed(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(PollsError) as refused:
        read_archive(File("x.zip", content))
    return refused.value.code


def test_a_deck_with_its_pictures():
    found = read_archive(File("x.zip", packed({"deck.md": SMALL, "deur.svg": DRAWING})))

    assert (found.text, found.pictures, found.left_out) == (
        SMALL,
        {"deur.svg": DRAWING.encode()},
        (),
    )


def test_a_folder_that_somebody_packed_by_hand():
    files = {
        "Klein/": "",
        "Klein/deck.md": SMALL,
        "Klein/deur.svg": DRAWING,
        "Klein/.DS_Store": "x",
        "__MACOSX/Klein/._deck.md": "x",
        "Klein/oud/deck.md": "x",
        "Klein/verslag.docx": "x",
        "Klein/met spatie.png": "x",
    }

    found = read_archive(File("x.zip", packed(files)))

    assert (found.text, set(found.pictures)) == (SMALL, {"deur.svg"})
    assert found.left_out == tuple(
        LeftOut("", f"Klein/{name}") for name in ("oud/deck.md", "verslag.docx", "met spatie.png")
    )


@pytest.mark.parametrize(
    "name", ["../deur.svg", "a/../../deur.svg", "/etc/deur.svg", "..\\deur.svg", "C:\\deur.svg"]
)
def test_a_name_that_points_elsewhere_is_refused(name: str):
    assert refusal(packed({"deck.md": SMALL, name: DRAWING})) == "file.names"


def test_a_zip_that_holds_too_much_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_each: pytest.fail("unpacked"))
    bomb = packed({"deck.md": SMALL, "bom.png": b"\0" * (archives.UNPACKED + 1)})
    many = packed({"deck.md": SMALL, **{f"{at}.png": b"" for at in range(archives.FILES)}})

    assert len(bomb) < 1_000_000
    assert [refusal(content) for content in (bomb, many)] == ["file.unpacked"] * 2


def test_a_zip_that_says_it_is_smaller_than_it_is_gives_no_more_than_it_said():
    content = bytearray(packed({"deck.md": SMALL, "bom.png": b"\0" * 9_000_000}))
    at = content.rindex(b"PK\x01\x02")  # of the last file in the list
    struct.pack_into("<L", content, at + 24, 10)

    assert refusal(bytes(content)) == "file.unreadable"


def test_a_list_of_files_without_end_is_not_read(monkeypatch: pytest.MonkeyPatch):
    long = packed({f"{at}-{'x' * 200}.png": b"" for at in range(1_500)})
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_each: pytest.fail("read"))

    assert refusal(long) == "file.unpacked"


def locked() -> bytes:
    """A zip that says that its file has a password."""
    content = bytearray(packed({"deck.md": SMALL}))
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def zip_64() -> bytes:
    content = packed({"deck.md": SMALL})
    at = content.rindex(b"PK\x05\x06")
    return content[:at] + b"PK\x06\x07" + b"\0" * 16 + content[at:]


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 en dan niets",
        b"",
        packed({"deck.md": SMALL})[:-30],
        packed({"lees.md": SMALL}),
        packed({"__MACOSX/deck.md": SMALL}),
        packed({"deck.md": "zomaar een tekst"}),
        packed({"deck.md": b"\xff\xfe"}),
        locked(),
        zip_64(),
    ],
    ids=["torn", "empty", "cut", "no deck", "of a mac", "no deck text", "no utf-8", "lock", "64"],
)
def test_what_is_no_zip_of_ours_gets_a_sentence(content: bytes):
    assert refusal(content) == "file.unreadable"
