"""What phones, screens and desks are told of a session."""
