"""In which order a cluster is brought to an overlay: told by what kubectl is asked to do."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from manifests import HERE

# Writes down what it is asked, and answers as a cluster would.
KUBECTL = """\
#!{python}
import json, pathlib, sys
words = sys.argv[1:]
given = sys.stdin.read() if "--filename=-" in words else ""
with open("{log}", "a") as log:
    print(json.dumps([words, given]), file=log)
if words[0] == "kustomize":
    print(pathlib.Path("{rendered}", pathlib.Path(words[1]).name + ".yaml").read_text())
if words[0] == "get":
    print(json.dumps({{"status": {{"conditions": [{{"type": "{verdict}", "status": "True"}}]}}}}))
if words[0] == "version" and "{verdict}" == "Away":
    sys.exit("connection refused")
"""


class Cluster:
    """A kubectl of its own on the PATH, and what it was asked."""

    def __init__(self, folder: Path, verdict: str) -> None:
        self.log = folder / "log"
        program = folder / "kubectl"
        about = {"python": sys.executable, "log": self.log, "rendered": HERE / "rendered"}
        program.write_text(KUBECTL.format(verdict=verdict, **about))
        program.chmod(0o755)
        self.path = f"{folder}{os.pathsep}{os.environ['PATH']}"

    def deploy(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, HERE / "cluster.py", *words],
            env={**os.environ, "PATH": self.path},
            capture_output=True,
            text=True,
            check=False,
        )

    def asked(self) -> list[tuple[list[str], str]]:
        return [(words, given) for words, given in map(json.loads, self.log.open())]


def kinds(given: str) -> set[str]:
    return {one["kind"] for one in yaml.safe_load_all(given)}


def test_services_are_rolled_out_once_the_database_is_up_to_date(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path, "Complete")
    done = cluster.deploy("apply", "production")
    assert done.returncode == 0, done.stderr
    asked = [(words[0], given) for words, given in cluster.asked()]
    names = [name for name, _ in asked]
    assert names[:6] == ["version", "kustomize", "delete", "apply", "get", "apply"]
    assert names[6:] == ["rollout", "rollout"]
    (_, first), (_, whole) = (one for one in asked if one[0] == "apply")
    assert {"Cluster", "Job", "NetworkPolicy"} <= kinds(first)
    assert not kinds(first) & {"Deployment", "CronJob"}
    assert {"Deployment", "CronJob"} <= kinds(whole)


def test_where_the_migration_fails_nothing_is_rolled_out(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path, "Failed")
    done = cluster.deploy("apply", "dev")
    assert done.returncode == 1
    assert "nothing was rolled out" in done.stderr
    asked = [words[0] for words, _ in cluster.asked()]
    assert asked.count("apply") == 1
    assert "logs" in asked


def test_a_rollback_undoes_the_deployments_and_says_what_stays(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path, "Complete")
    done = cluster.deploy("rollback", "production")
    assert done.returncode == 0, done.stderr
    undone = [words[2] for words, _ in cluster.asked() if words[:2] == ["rollout", "undo"]]
    assert undone == ["deployment/api", "deployment/bot"]
    assert "The SQL stays: it goes forward only" in done.stdout


def test_a_cluster_that_does_not_answer_is_said_in_one_line(tmp_path: Path) -> None:
    done = Cluster(tmp_path, "Away").deploy("apply", "dev")
    assert done.returncode == 1
    assert done.stderr.startswith("deploy: no cluster answers: connection refused")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("way", ["diff", "apply", "rollback"])
def test_without_kubectl_it_says_so(way: str) -> None:
    done = subprocess.run(
        [sys.executable, HERE / "cluster.py", way, "dev"],
        env={"PATH": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("deploy: kubectl is not on the PATH")
