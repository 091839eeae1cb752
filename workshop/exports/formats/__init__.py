"""The formats: each module has MEDIA_TYPE, SUFFIX and `render(content) -> bytes`."""
