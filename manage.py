#!/usr/bin/env python
"""Django's command line for this project."""

from __future__ import annotations

from workshop.terminal import main

if __name__ == "__main__":
    main()
