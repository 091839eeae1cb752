"""The interface for programs: /api/v1/, with access tokens instead of a login."""
