"""Phones that cost little: thousands of websockets and requests from one core."""
