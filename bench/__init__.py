"""`python -m bench`: how fast the server is, next to a bare and an idiomatic reference."""
