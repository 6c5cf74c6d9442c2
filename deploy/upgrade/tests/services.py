"""The services of a release as processes of their own, and what they said."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from oye_sql.testing import Database

from .load import PATIENT
from .release import Release

SECONDS = 60
# What a service says of a call that did not go well.
TROUBLES = {
    *("database_trouble", "gave_up", "refused", "settle_given_up", "settle_refused"),
    *("database_failed", "database_away", "engine_error", "invalid"),
}


@dataclass
class Service:
    """One process; `lines` grows as it writes."""

    name: str
    process: subprocess.Popen[str]
    lines: list[dict[str, Any]] = field(default_factory=list)

    def read(self) -> None:
        """Take in its log until it ends."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.append(json.loads(line) if line.startswith("{") else {"said": line})

    def troubles(self) -> list[dict[str, Any]]:
        """The lines that tell of anything but work well done."""
        return [
            line
            for line in self.lines
            if line.get("level") in ("warning", "error")
            or line.get("event") in TROUBLES
            or "said" in line
        ]

    def wait_for(self, event: str) -> dict[str, Any]:
        """The first line of this event. Fails where the process ends, or none comes."""
        until = time.monotonic() + SECONDS
        while True:
            for line in self.lines:
                if line.get("event") == event:
                    return line
            assert self.process.poll() is None, self.lines
            assert time.monotonic() < until, f"{self.name} never said {event}"
            time.sleep(0.02)


@contextmanager
def service(
    release: Release, name: str, module: str, words: list[str], told: dict[str, str]
) -> Iterator[Service]:
    """A service until the context ends; it must end well."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("OYE_")}
    process = subprocess.Popen(
        [sys.executable, "-c", f"import sys; from {module} import main; sys.exit(main())", *words],
        env={**kept, "PYTHONPATH": release.python_path, "OYE_LOG": "json", **told},
        stderr=subprocess.PIPE,
        text=True,
        cwd=release.root,
    )
    found = Service(name, process)
    reader = threading.Thread(target=found.read, daemon=True)
    reader.start()
    try:
        yield found
    finally:
        process.terminate()
        code = process.wait(SECONDS)
        reader.join()
    assert code == 0, f"{name} ended with {code}: {found.lines[-5:]}"


def api(release: Release, database: Database) -> Any:
    told = {
        "OYE_API_DATABASE_URL": database.url("oye_api"),
        "OYE_API_PORT": "0",
        "OYE_API_TIMEOUT": str(PATIENT),
        # The load asks faster than a person may.
        "OYE_API_TOKEN_RATE": "0",
        "OYE_API_ADDRESS_RATE": "0",
        "OYE_WEBHOOK_ALLOW_LOCAL": "1",
    }
    return service(release, "api", "oye_api.__main__", [], told)


def calc(release: Release, database: Database) -> Any:
    told = {"OYE_CALC_DATABASE_URL": database.url("oye_calc")}
    return service(release, "calc", "oye_calc.main", ["run", "--loop"], told)


def fire(release: Release, database: Database) -> Any:
    told = {"OYE_FIRE_DATABASE_URL": database.url("oye_fire"), "OYE_WEBHOOK_ALLOW_LOCAL": "1"}
    return service(release, "fire", "oye_fire.main", ["run", "--loop"], told)
