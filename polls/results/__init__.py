"""What a room answered: counted, round by round, and beside earlier groups."""
