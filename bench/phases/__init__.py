"""What is measured: one module a part of a session, from join to long polling."""
