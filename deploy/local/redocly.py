"""Lint contracts/openapi.yaml by contracts/redocly.yaml; named as skipped where Node is missing."""

import os
import subprocess
import sys
from pathlib import Path

import node
from projects import ROOT

WANTED = {"@redocly/cli": "2.77.0"}
SECONDS = 20.0
# It speaks to nobody.
SILENT = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "NO_COLOR": "1"}


def complaints(contract: Path) -> str:
    """What redocly says of a contract; nothing where it is well. Raises NoNodeError."""
    folder = node.fetched("redocly", WANTED, SECONDS)
    done = subprocess.run(
        [
            folder / "node_modules" / ".bin" / "redocly",
            *("lint", contract, "--config", "contracts/redocly.yaml"),
            *("--format", "stylish", "--max-problems", "20"),
        ],
        cwd=ROOT,
        env={**os.environ, **SILENT},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=SECONDS * 3,
        check=False,
    )
    return done.stdout.strip() if done.returncode != 0 else ""


def main() -> int:
    """1 where it complains, 0 where it passes or is skipped."""
    try:
        said = complaints(ROOT / "contracts" / "openapi.yaml")
    except node.NoNodeError as error:
        said = ""
        print(f"redocly: skipped, {error}")
    except subprocess.TimeoutExpired as error:
        said = str(error)
    if said:
        print(said)
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
