"""The life of a question: open, paused, closed; and the answers it gets."""
