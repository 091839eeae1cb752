"""Presentations of others, read by us and by LibreOffice: `make imports ARGS=folder`."""
