"""Every static check of the checkout: format, lint, types, SQL, contract, dependencies.

All run, then all are reported; a tool that is not here is named as skipped. Exits 1 where one found
something.
"""

import concurrent.futures
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

from projects import ROOT

BIN = ROOT / ".venv" / "bin"
SCRIPTS = ("just", "oye", ".ci/run", "deploy/local/uv", "deploy/local/venv")
PROGRAMS = ("deploy/local", "deploy/images", "deploy/chaos", "deploy/k8s")
SQL = ("migrations", "core", "api", "calc", "fire", "ops", "roles.sql", "grants.sql")


@dataclass(frozen=True)
class Check:
    """One command, run at the root."""

    name: str
    command: tuple[str, ...]


def packages() -> list[str]:
    """The folders of the packages."""
    found = [*ROOT.glob("*/oye_*/__init__.py"), *ROOT.glob("contracts/*/oye_*/__init__.py")]
    return sorted(str(path.parent) for path in found)


def dockerfiles() -> list[str]:
    return sorted(str(path) for path in ROOT.glob("*/Dockerfile"))


def manifests() -> list[str]:
    """Rendered ones; what Kubernetes itself has no schema of is passed over."""
    return sorted(str(path) for path in ROOT.glob("deploy/k8s/rendered/*.yaml"))


def checks() -> list[Check]:
    """What runs here."""
    ruff = str(BIN / "ruff")
    found = [
        Check("ruff format", (ruff, "format", "--check", "--quiet", ".")),
        Check("ruff lint", (ruff, "check", "--quiet", ".")),
        Check("mypy", (str(BIN / "mypy"), "--no-error-summary", *packages(), *PROGRAMS)),
        Check(
            "sqlfluff",
            (str(BIN / "sqlfluff"), "lint", "--disable-progress-bar", *(f"sql/{p}" for p in SQL)),
        ),
        Check(
            "openapi-spec-validator",
            (str(BIN / "openapi-spec-validator"), "contracts/openapi.yaml"),
        ),
        Check("redocly", (sys.executable, "deploy/local/redocly.py")),
        Check("hadolint", (str(BIN / "hadolint"), "--no-color", *dockerfiles())),
        Check(
            "rendered manifests",
            (sys.executable, "deploy/k8s/render.py", "--check"),
        ),
        Check(
            "kubernetes-validate",
            (str(BIN / "kubernetes-validate"), "--strict", *manifests()),
        ),
        Check("plpgsql_check", (str(BIN / "oye-sql"), "lint")),
        Check("pip-audit", (sys.executable, "deploy/local/audit.py")),
    ]
    if shellcheck := shutil.which("shellcheck"):
        found.append(Check("shellcheck", (shellcheck, *SCRIPTS)))
    return found


def run(check: Check) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        check.command,
        cwd=ROOT,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )


def main() -> int:
    failed = []
    wanted = checks()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for check, done in zip(wanted, pool.map(run, wanted), strict=True):
            verdict = "ok" if done.returncode == 0 else "FAILED"
            if done.returncode == 0 and "skipped" in done.stdout:
                verdict = done.stdout.strip().removeprefix(f"{check.name}: ")
            print(f"{check.name}: {verdict}", flush=True)
            if done.returncode != 0:
                failed.append(check.name)
                print(done.stdout.rstrip(), flush=True)
    if shutil.which("shellcheck") is None:
        print("shellcheck: skipped, not installed")
    if failed:
        print(f"check: {', '.join(failed)} failed", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
