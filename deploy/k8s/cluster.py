"""Bring a cluster to an overlay, show the difference, or go back a release.

kubectl does all of it, as whoever its context names. The order is what this adds: the database is
brought up to date before a service that calls its new functions starts (one that lacks a function
refuses to run), and never goes back.
"""

import argparse
import json
import shutil
import subprocess
import sys
import time

import render
import yaml
from manifests import HERE, OVERLAYS, Document

# What the migrating Job needs, in the order in which it does.
FIRST = ("Namespace", "NetworkPolicy", "ObjectStore", "Cluster", "Service", "StatefulSet", "Job")
MIGRATE = "job/migrate"
STAYS = """\
The Deployments run what they ran before. The SQL stays: it goes forward only, and serves the
services of the release before. The workers' CronJobs stay too: they keep no past. To take them
back, set their earlier tag (not that of oye-sql) in components/images, and ./just deploy apply."""
DIFFERS = 1  # kubectl diff's exit code


class ClusterError(Exception):
    """It can't be done, or was refused; the message says by whom."""


def program() -> str:
    """kubectl. Raises ClusterError where it is not here."""
    found = shutil.which("kubectl")
    if found is None:
        raise ClusterError("kubectl is not on the PATH; it is what speaks to a cluster")
    return found


def kubectl(*words: str, given: str | None = None, fine: tuple[int, ...] = (0,)) -> int:
    """Run kubectl, its output for who watches. Raises ClusterError."""
    done = subprocess.run([program(), *words], input=given, text=True, check=False)
    if done.returncode not in fine:
        raise ClusterError(f"kubectl {' '.join(words)} ended with {done.returncode}, see above")
    return done.returncode


def asked(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([program(), *words], capture_output=True, text=True, check=False)


def reach() -> None:
    """Raises ClusterError where no cluster answers to kubectl's context."""
    done = asked("version", "--request-timeout=10s", "--output=json")
    if done.returncode != 0:
        reason = done.stderr.strip().splitlines()[-1:] or ["it says nothing"]
        raise ClusterError(f"no cluster answers: {reason[0]} (kubectl config current-context)")


def documents(overlay: str) -> list[Document]:
    """What the overlay amounts to now. Raises RenderError."""
    return render.documents(render.rendered(HERE / "overlays" / overlay))


def namespace(found: list[Document]) -> str:
    [name] = [one["metadata"]["name"] for one in found if one["kind"] == "Namespace"]
    return str(name)


def diff(found: list[Document]) -> None:
    if kubectl("diff", "--filename=-", given=yaml.safe_dump_all(found), fine=(0, DIFFERS)) == 0:
        print("the cluster is as the overlay says")


def apply(found: list[Document]) -> None:
    """The database, its migration to the end, then everything."""
    where = f"--namespace={namespace(found)}"
    first = [one for kind in FIRST for one in found if one["kind"] == kind]
    kubectl("delete", MIGRATE, where, "--ignore-not-found", "--wait")
    kubectl("apply", "--filename=-", given=yaml.safe_dump_all(first))
    migrated(where)
    kubectl("apply", "--filename=-", given=yaml.safe_dump_all(found))
    for name in deployments(found):
        kubectl("rollout", "status", name, where, "--timeout=300s")


def migrated(where: str) -> None:
    """Wait for the end of the migration, which the Job's deadline bounds. Raises ClusterError."""
    print("waiting for job/migrate …", flush=True)
    while True:
        done = asked("get", MIGRATE, where, "--output=json")
        if done.returncode != 0:
            raise ClusterError(f"{MIGRATE}: {done.stderr.strip()}")
        status = json.loads(done.stdout).get("status", {})
        said = {one["type"] for one in status.get("conditions", []) if one["status"] == "True"}
        if "Complete" in said:
            return
        if "Failed" in said:
            kubectl("logs", MIGRATE, where, "--tail=20", fine=(0, 1))
            raise ClusterError(
                "the database could not be brought up to date, and nothing was rolled out"
            )
        time.sleep(2)


def rollback(found: list[Document]) -> None:
    """Each Deployment as it was before. CronJobs keep no past, and SQL goes forward only."""
    where = f"--namespace={namespace(found)}"
    for name in deployments(found):
        kubectl("rollout", "undo", name, where)
        kubectl("rollout", "status", name, where, "--timeout=300s")
    print(STAYS)


def deployments(found: list[Document]) -> list[str]:
    return [f"deployment/{one['metadata']['name']}" for one in found if one["kind"] == "Deployment"]


WAYS = {"diff": diff, "apply": apply, "rollback": rollback}


def main() -> int:
    """0, or 1 and what is in the way."""
    parser = argparse.ArgumentParser(prog="./just deploy", description=__doc__)
    parser.add_argument("way", choices=WAYS)
    parser.add_argument("overlay", choices=OVERLAYS)
    given = parser.parse_args()
    try:
        reach()
        WAYS[given.way](documents(given.overlay))
    except (ClusterError, render.RenderError) as error:
        print(f"deploy: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
