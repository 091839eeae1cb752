"""The ASGI side: the application's door, headers, static files, pages, sockets' protocol."""
