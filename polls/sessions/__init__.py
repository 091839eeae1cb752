"""The life of a session: made, moved through, paused, ended; its settings and its people."""
