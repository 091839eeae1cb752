"""Two hundred texts that would run a script, load something or become a link in a careless page."""

from __future__ import annotations

CALLS = ["hacked=1", "window.hacked=1", "top.hacked=1", "self['hacked']=1", "globalThis.hacked=1"]
SHAPES = [
    "<script>{}</script>",
    "<ScRiPt>{}</sCrIpT>",
    '"><script>{}</script>',
    "'><script>{}</script>",
    "</script><script>{}</script>",
    "</title><script>{}</script>",
    "</textarea><script>{}</script>",
    "</style><script>{}</script>",
    "--><script>{}</script>",
    "]]><script>{}</script>",
    "<img src=x onerror={}>",
    '<img src="x" onerror="{}">',
    "<img/src=x/onerror={}>",
    "<svg onload={}>",
    "<svg/onload={}>",
    "<svg><script>{}</script></svg>",
    "<svg><animate onbegin={} attributeName=x>",
    "<body onload={}>",
    "<input autofocus onfocus={}>",
    "<select autofocus onfocus={}>",
    "<textarea autofocus onfocus={}>",
    "<details open ontoggle={}>",
    "<video><source onerror={}></video>",
    "<audio src=x onerror={}>",
    "<marquee onstart={}>x</marquee>",
    '<iframe srcdoc="<script>parent.{}</script>">',
    "<iframe src=javascript:{}>",
    "<object data=javascript:{}>",
    '<a href="javascript:{}">klik</a>',
    '<a href="https://evil.example/?{}">klik</a>',
    "<form action=javascript:{}><button>x",
    '<math><a xlink:href="javascript:{}">klik</a></math>',
    "$\\href{{javascript:{}}}{{klik}}$",
    "[klik](javascript:{})",
    "![x](https://evil.example/{})",
    "<link rel=stylesheet href=//evil.example/{}>",
    "<style>@import 'https://evil.example/{}';</style>",
    '<meta http-equiv=refresh content="0;url=javascript:{}">',
    "{{{{constructor.constructor('{}')()}}}}",
    "${{{}}}",
]
ALL = [shape.format(call) for shape in SHAPES for call in CALLS]
EACH = [shape.format(CALLS[place % len(CALLS)]) for place, shape in enumerate(SHAPES)]
SHORT = [
    "var(--deep)",
    "<a href=//evil.example>x</a>",
    "<img src=x onerror=hacked=1>",
    "<svg onload=hacked=1>",
]
