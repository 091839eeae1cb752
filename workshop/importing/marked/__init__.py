"""Markdown that other programs show as slides: Marp, Slidev, reveal."""
