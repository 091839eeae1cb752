"""Ranking: options in order."""
