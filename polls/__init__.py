"""The engine: live sessions, questions and responses. Never imports workshop."""
