"""What a presentation may hold, and that a bad part is only a part."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from polls.errors import PollsError
from tests.workshop.importing.powerpoint.making import Page, pack, presentation, text
from workshop.importing.powerpoint import package
from workshop.importing.powerpoint.package import Package, find_path

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><x c="&b;">&b;</x>'
)


@pytest.mark.parametrize(
    ("folder", "target", "path"),
    [
        ("ppt/slides", "../media/a.png", "ppt/media/a.png"),
        ("ppt", "/ppt/media/a.png", "ppt/media/a.png"),
        ("ppt/slides", "../../../../etc/passwd", "etc/passwd"),
        ("ppt", "media\\a%20b.png#x", "ppt/media/a b.png"),
        ("", "ppt/presentation.xml", "ppt/presentation.xml"),
    ],
)
def test_a_relation_stays_within_the_file(folder: str, target: str, path: str):
    assert find_path(folder, target) == path


def test_parts_are_found_whatever_their_case():
    found = Package(pack({"ppt/Media/A.png": b"x"}))

    assert (found.read("ppt/media/a.PNG"), found.has("ppt/media/b.png")) == (b"x", False)


@pytest.mark.parametrize(
    "content",
    [LAUGHS, LAUGHS.encode("utf-16"), "<a><b></a>", "", "<a>" * 5000 + "</a>" * 5000],
    ids=["laughs", "laughs in utf-16", "torn", "empty", "deep"],
)
def test_a_bad_part_is_as_good_as_none(content: str | bytes):
    assert Package(pack({"x.xml": content})).parse("x.xml") is None


def test_a_part_outside_is_not_fetched_and_no_network_is_used():
    found = Package(presentation(Page(text("a"), {"l": ("image", "file:///etc/passwd")})))

    relation = found.relations("ppt/slides/slide1.xml")["l"]
    assert relation.outside
    assert found.parse(relation.target) is None


def test_what_is_too_large_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_each: pytest.fail("unpacked"))
    monkeypatch.setattr(package, "ENTRIES", 20)
    bomb = pack({"ppt/a.xml": b"\0" * 30_000_000})
    many = pack({f"{at}.xml": b"" for at in range(21)})
    claimed = bytearray(pack({"a.xml": b"x", "b.xml": b"x"}))
    struct.pack_into("<L", claimed, claimed.rindex(b"PK\x01\x02") + 24, 0xFFFFFFF0)

    for content in (bomb, many, bytes(claimed)):
        with pytest.raises(PollsError) as refused:
            Package(content)
        assert refused.value.code == "file.unpacked"


def test_a_part_that_is_larger_than_it_says_is_none():
    content = bytearray(pack({"a.xml": b"<a>" + b" " * 9_000 + b"</a>"}))
    struct.pack_into("<L", content, content.rindex(b"PK\x01\x02") + 24, 10)

    assert Package(bytes(content)).parse("a.xml") is None


def test_a_large_part_is_not_read():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.xml", b"<a>" + b" " * package.PART + b"</a>")

    assert Package(out.getvalue()).parse("a.xml") is None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 en dan niets", pack({"a": "b"})[:-30]])
def test_what_is_no_zip_is_told(content: bytes):
    with pytest.raises(PollsError) as refused:
        Package(content)

    assert refused.value.code == "file.unreadable"


def test_the_strict_form_of_the_standard_is_the_usual_one():
    usual = presentation(Page(text("a")))
    strict = {
        name: content.replace(
            b"http://schemas.openxmlformats.org/drawingml/2006/main",
            b"http://purl.oclc.org/ooxml/drawingml/main",
        )
        for name, content in unpack(usual).items()
    }

    root = Package(pack(strict)).parse("ppt/slides/slide1.xml")

    assert [each.text for each in root.iter(package.tag("a:t"))] == ["a"]


def unpack(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
