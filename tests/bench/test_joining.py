"""What the bench takes for a part of a page is what a browser loads with it."""

from __future__ import annotations

from bench.phases.joining import PARTS

MODULE = """
/** @type {import("./type.js").Type | null} */
import { one } from "./one.js";
import "./two.js";
export { three } from './three.js';
const later = () => import("./later.js");
"""


def test_a_module_loads_what_it_imports_and_not_what_it_may_need_later():
    assert PARTS["text/javascript"].findall(MODULE) == ["./one.js", "./two.js", "./three.js"]
