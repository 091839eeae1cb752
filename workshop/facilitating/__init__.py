"""Running a session: starting, actions, slides as they are shown, rehearsal, take-away."""
