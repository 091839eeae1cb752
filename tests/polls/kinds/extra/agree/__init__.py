"""Agree: yes or no."""
