"""Known faults of what is locked (constraints.txt), by pip-audit: exits 1 where there is one.

Its data comes over the network. Where that is not to be had, or a mirror has packages and no data,
it says that it was skipped: a checkout without a network is no worse for it.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from projects import ROOT

SECONDS = 120


def command(constraints: Path) -> list[str]:
    """pip-audit, told to resolve and to install nothing."""
    options = ["--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json"]
    return [str(ROOT / ".venv" / "bin" / "pip-audit"), *options, "-r", str(constraints)]


def verdict(output: str) -> tuple[int, str]:
    """Exit code and lines, of what pip-audit wrote to stdout."""
    try:
        found: list[dict[str, Any]] = json.loads(output)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return 0, "pip-audit: skipped, its data can't be had"
    audited = [one for one in found if "vulns" in one]
    if not audited:
        return 0, "pip-audit: skipped, there is no data where packages come from"
    lines = [told(one, vuln) for one in audited for vuln in one["vulns"]]
    if lines:
        return 1, "\n".join(lines)
    if len(audited) < len(found):
        return 0, f"pip-audit: ok, {len(found) - len(audited)} of {len(found)} skipped without data"
    return 0, "pip-audit: ok"


def told(one: dict[str, Any], vuln: dict[str, Any]) -> str:
    """A fault, and the version that mends it."""
    mended = ", ".join(vuln.get("fix_versions", [])) or "no version yet"
    return f"{one['name']} {one['version']}: {vuln['id']}, mended in {mended}"


def main() -> int:
    try:
        done = subprocess.run(
            command(ROOT / "constraints.txt"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        output = done.stdout
    except (OSError, subprocess.TimeoutExpired):
        output = ""
    code, lines = verdict(output)
    print(lines)
    return code


if __name__ == "__main__":
    sys.exit(main())
