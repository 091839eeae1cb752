"""The servers under test: how each is started, steered, counted and stopped."""
