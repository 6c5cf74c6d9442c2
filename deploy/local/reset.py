"""Forget everything of the local run: its database, its tokens. `./just reset` asks first."""

import os
import shutil
import sys
from contextlib import suppress

import down
from oye_sql import failing, home


def forget(run: home.Home) -> None:
    """Remove what a run has made, and its folder where nothing else is in it.

    OYE_DIR may name a folder that holds more than ours.
    """
    cluster = run.cluster
    if cluster.socket.parent != cluster.folder:
        shutil.rmtree(cluster.socket, ignore_errors=True)
    for folder in (cluster.folder, run.folder / "parts"):
        if folder.exists():
            shutil.rmtree(folder)
    for file in (
        run.roles,
        run.cli,
        run.bot_token,
        run.folder / "database",
        run.folder / "up.lock",
    ):
        file.unlink(missing_ok=True)
    with suppress(OSError):
        run.folder.rmdir()


def reset() -> int:
    if os.environ.get("OYE_DATABASE_URL"):
        print(
            "OYE_DATABASE_URL is not ours to empty: only the files here go, the roles' passwords "
            "among them (OYE_RESET_ROLE_PASSWORDS=1 ./just up makes new ones)",
            file=sys.stderr,
        )
    code = down.down()
    if code == 0:
        forget(home.here())
    return code


if __name__ == "__main__":
    sys.exit(failing.guarded("oye", reset))
