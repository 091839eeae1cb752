"""200 texts that break careless programs, also ones that no form of ours would take."""

from __future__ import annotations

import itertools

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1:A9)",
    '=HYPERLINK("http://evil.example","klik")',
    "=cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "{=1+1}",
    '=IMPORTXML("http://evil.example","//a")',
    "-2+3+cmd|' /C calc'!A0",
]
MARKUP = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</td></tr></table>",
    "</script><script>alert(1)</script>",
    "<!-- -->",
    "]]>",
    "<![CDATA[x]]>",
    "&amp;&lt;&#0;",
    "<svg onload=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "{{ 7*7 }}{% debug %}",
    "$\\href{javascript:alert(1)}{x}$",
    "' OR 1=1 --",
    "\"quotes\" and 'quotes'",
    "http://evil.example/",
    "mailto:a@b.example",
    "internal:Sheet1!A1",
    "_x000D_ _x0041_",
    "<style>*{display:none}</style>",
    "url(http://evil.example/)",
]
TURNED = [
    "\u202eomgekeerd",
    "\u2066a\u2069",
    "שלום",
    "مرحبا",
    "\u200f-",
    "\ufeffbom",
    "a\u200bb",
    "\u061c",
]
PICTURES = ["👩‍👩‍👧‍👦", "🏳️‍🌈", "❤️", "e\u0301", "Z̷a̴l̶g̸o̵", "𝕌𝕟𝕚", "🧑🏽‍🚀" * 20, "\U0010ffff"]
CONTROLS = [
    "\x00nul",
    "\x01",
    "\x0b",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\ufffe",
    "\uffff",
    "a\nb",
    "a\r\nb",
    "\u2028",
]
LONG = ["x" * 10_000, "é" * 10_000, "<b>" * 3_000, "=" * 10_000, "woord " * 1_600]
NUMBERS = ["0123", "1e5", "1/2", "12-3", "40%", "3,8", "TRUE", "#REF!", "NaN", "", " ", "0x10"]

GROUPS = [FORMULAS, MARKUP, TURNED, PICTURES, CONTROLS, LONG, NUMBERS]
SINGLE = [text for group in GROUPS for text in group]
PAIRS = [a + b for a, b in itertools.product([*FORMULAS[:5], *TURNED[:3]], [*MARKUP, *CONTROLS])]
TEXTS = list(dict.fromkeys([*SINGLE, *PAIRS]))[:200]
