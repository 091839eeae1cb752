"""Text of any program: in whatever coding it was saved, and in which language it is."""

from __future__ import annotations

import re

from workshop.authoring import markup
from workshop.importing import packages
from workshop.importing.imported import File

BYTE_ORDERS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
ENGLISH = re.compile(r"\b(the|what|how|your|you|which|is|are|do|of|and|why)\b", re.IGNORECASE)
DUTCH = re.compile(r"\b(de|het|een|wat|hoe|jouw|je|jullie|welke|is|van|en|waarom)\b", re.IGNORECASE)


def is_plain(file: File) -> bool:
    """Whether this can be text at all."""
    wide = file.content.startswith((b"\xff\xfe", b"\xfe\xff"))
    known = (packages.ZIP, packages.OLE, packages.PDF)
    return wide or (b"\0" not in file.content and not file.content.startswith(known))


def decode(content: bytes) -> str:
    """UTF-8, UTF-16 by its first bytes, else the coding of Windows."""
    coding = next((name for begins, name in BYTE_ORDERS if content.startswith(begins)), "utf-8")
    try:
        text = content.decode(coding)
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return markup.clean_pasted(text)


def guess_language(text: str) -> str:
    return "en" if len(ENGLISH.findall(text)) > len(DUTCH.findall(text)) else "nl"
