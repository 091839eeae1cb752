"""Scan a running server with Mozilla's HTTP Observatory: `make observatory`.

Serves the site as it is in production, over https on localhost, and asks for every page
without a login. Ports 80 and 443 have to be free, and Node.js and npm to be there.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings

from tests.e2e.server import Server, wait_until_healthy
from tests.environment import DATA

PACKAGE = "@mdn/mdn-http-observatory@1.4.8"
WANTED = 100
SCAN = """
import { scan } from "@mdn/mdn-http-observatory";
const { scan: found, tests } = await scan("localhost");
console.log(JSON.stringify({ found, tests }));
"""


def install(folder: Path) -> None:
    """The scanner, without the lists of preloaded domains that it would fetch: none is ours."""
    subprocess.run(
        ["npm", "install", "--silent", "--ignore-scripts", "--no-save", PACKAGE],
        cwd=folder,
        check=True,
    )
    conf = folder / "node_modules" / PACKAGE.rsplit("@", 1)[0] / "conf"
    (conf / "hsts-preload.json").write_text("{}")
    (conf / "tld-list.json").write_text("[]")


def certificate(folder: Path) -> tuple[Path, Path]:
    key, cert = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", str(key), "-out", str(cert)),
        ],
        check=True,
        capture_output=True,
    )
    return key, cert


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="observatory-"))
    processes: list[subprocess.Popen[bytes]] = []
    try:
        install(folder)
        key, cert = certificate(folder)
        environment = {
            **os.environ,
            "DATA_DIR": str(folder / "data"),
            "STATIC_ROOT": str(DATA / "static"),
            "PUBLIC_URL": "https://localhost",
        }
        for command in ("migrate", "collectstatic"):
            subprocess.run(
                [sys.executable, "manage.py", command, "--noinput", "--verbosity=0"],
                cwd=settings.BASE_DIR,
                env=environment,
                check=True,
            )
        uvicorn = [sys.executable, "-m", "uvicorn", "workshop.asgi:application", "--host=localhost"]
        tls = [f"--ssl-keyfile={key}", f"--ssl-certfile={cert}"]
        for arguments in (["--port=80"], ["--port=443", *tls]):
            processes.append(
                subprocess.Popen(
                    [*uvicorn, "--log-level=warning", "--no-server-header", *arguments],
                    cwd=settings.BASE_DIR,
                    env=environment,
                )
            )
        os.environ["SSL_CERT_FILE"] = str(cert)
        server = Server("http://localhost", environment)
        wait_until_healthy(server, processes[0])
        wait_until_healthy(Server("https://localhost", environment), processes[1])
        done = subprocess.run(
            ["node", "--input-type=module", "--eval", SCAN],
            cwd=folder,
            env={**os.environ, "NODE_EXTRA_CA_CERTS": str(cert)},
            capture_output=True,
            text=True,
            check=True,
        )
        report(json.loads(done.stdout))
    finally:
        for process in processes:
            process.terminate()
            process.wait()
        shutil.rmtree(folder)


def report(result: dict[str, dict[str, object]]) -> None:
    found, tests = result["found"], result["tests"]
    for name, test in tests.items():
        assert isinstance(test, dict)
        print(f"{test['scoreModifier']:+4}  {name}: {test['result']}")
    print(f"{found['score']}  grade {found['grade']}")
    if int(str(found["score"])) < WANTED:
        sys.exit(f"The score is below {WANTED}.")


if __name__ == "__main__":
    main()
