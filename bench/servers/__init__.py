"""The reference servers: each a single ASGI module, started by uvicorn."""
