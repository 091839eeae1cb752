"""A draft changed step by step: its text is cut into slides, and a step rewrites only its own."""
