"""Prints what page-validation has against PDFs; runs in the environment of the checkers."""

from __future__ import annotations

import sys

import page

for path in sys.argv[1:]:
    for failure in page.validate_pdf(path, profile="ua1").failures:
        print(f"{path}: {failure.rule_id} {failure.message}")
