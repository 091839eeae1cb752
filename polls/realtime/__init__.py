"""Sockets, the hub that tells them what changed, and the recorder that stores answers."""
