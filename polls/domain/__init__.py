"""What may happen to a session: every change is a function here that owns its transaction."""
