"""Presentations of PowerPoint, read part by part: what is broken costs its own slide only."""
