"""The environment of the tests, set before Django reads its settings."""

import os
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / ".test-data"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workshop.settings")
os.environ["DATA_DIR"] = str(DATA / WORKER)
os.environ["STATIC_ROOT"] = str(DATA / "static")
os.environ["SECRET_KEY"] = "only-for-tests-" * 4
for name in (
    "PUBLIC_URL",
    "ALLOWED_HOSTS",
    "REDIS_URL",
    "REDIS_PREFIX",
    "HOST",
    "PORT",
    "WORKERS",
    "THEME",
):
    os.environ.pop(name, None)
