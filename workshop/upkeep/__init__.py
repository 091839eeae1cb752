"""What goes by itself: backups, removal of what is old, the lock of a data directory."""
