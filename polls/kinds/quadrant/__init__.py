"""Quadrant: rate options on two axes."""
