"""Trainers: accounts, passwords, second factor, lockout, and the log of what they did."""
