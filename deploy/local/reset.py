"""Forget everything of the local run: its database, its tokens. `./just reset` asks first."""

import os
import shutil
import sys

import down
from oye_sql import home


def reset() -> int:
    if os.environ.get("OYE_DATABASE_URL"):
        print("OYE_DATABASE_URL is not ours to empty; only the files here go", file=sys.stderr)
    code = down.down()
    if code == 0:
        run = home.here()
        if run.cluster.socket.parent != run.cluster.folder:
            shutil.rmtree(run.cluster.socket, ignore_errors=True)
        shutil.rmtree(run.folder)
    return code


if __name__ == "__main__":
    sys.exit(reset())
