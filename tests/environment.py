"""The environment of the tests, set before Django reads its settings."""

import os
import sys
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / ".test-data"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workshop.settings")
os.environ["DATA_DIR"] = str(DATA / WORKER)
os.environ["STATIC_ROOT"] = str(DATA / "static")
os.environ["SECRET_KEY"] = "only-for-tests-" * 4
# Tests start hundreds of processes: compiling every module in each takes minutes.
sys.dont_write_bytecode = False
for name in (
    "PYTHONDONTWRITEBYTECODE",
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
