"""Calculate once and fire once: `watch -n 1 ./just tick`.

The embedded server, if that is the database, is started where it doesn't run, and stays.
"""

import os
import subprocess
import sys

import parts
from oye_sql import failing, home


def tick() -> int:
    run = home.here()
    address = parts.prepared(run)
    if os.environ.get("OYE_TELEGRAM_TOKEN") and (why := parts.no_telegram()):
        print(f"what goes to Telegram waits: {why}", file=sys.stderr)
    codes = []
    for name in ("calc", "fire"):
        part = parts.worker(run, address, name, "run", "--once")
        done = subprocess.run(part.command, env=parts.told(part), check=False)
        codes.append(done.returncode)
    return max(codes, key=abs)


if __name__ == "__main__":
    sys.exit(failing.guarded("oye", tick))
