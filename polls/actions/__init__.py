"""What facilitators do to a session, one change at a time, each kept and undone."""
