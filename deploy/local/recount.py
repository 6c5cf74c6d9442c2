"""Compute again what was expected, for the database of this run: `./just audit --since 24h`.

`oye-calc audit` with the address of role oye_calc; its options and exit codes.
"""

import subprocess
import sys

import parts
from oye_sql import failing, home


def recount() -> int:
    run = home.here()
    part = parts.worker(run, parts.prepared(run), "calc", "audit", *sys.argv[1:])
    return subprocess.run(part.command, env=parts.told(part), check=False).returncode


if __name__ == "__main__":
    sys.exit(failing.guarded("oye", recount))
