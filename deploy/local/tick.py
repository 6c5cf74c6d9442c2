"""Calculate once and fire once: `watch -n 1 ./just tick`.

The embedded server, if that is the database, is started where it doesn't run, and stays.
"""

import subprocess
import sys

import parts
from oye_sql import apply, failing, home, tree


def tick() -> int:
    run = home.here()
    address = home.database(run)
    if not run.roles.exists():
        apply.apply(address, tree.read(), home.first_passwords(run, address))
    codes = []
    for name in ("calc", "fire"):
        part = parts.worker(run, address, name, "--once")
        done = subprocess.run(part.command, env=parts.told(part), check=False)
        codes.append(done.returncode)
    return max(codes, key=abs)


if __name__ == "__main__":
    sys.exit(failing.guarded("oye", tick))
