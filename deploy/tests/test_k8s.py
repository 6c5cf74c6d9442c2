"""The CronJobs: what they promise when pods hang, are late, start twice or not at all.

Checked as they stand in the files, and as `kubectl kustomize` renders them where kubectl is there.
"""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import oye_calc.config
import oye_fire.config
import pytest
import yaml

BASE = Path(__file__).parents[1] / "k8s" / "base"
WORKERS = ("worker-calc", "worker-fire")
HELP = {"worker-calc": oye_calc.config.HELP, "worker-fire": oye_fire.config.HELP}
SOURCES = ["files", "kubectl"] if shutil.which("kubectl") else ["files"]


def documents(source: str) -> list[dict[str, Any]]:
    """Everything that would be applied."""
    if source == "kubectl":
        done = subprocess.run(
            ["kubectl", "kustomize", BASE], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return list(yaml.safe_load_all(done.stdout))
    listed = yaml.safe_load((BASE / "kustomization.yaml").read_text())["resources"]
    found = []
    for folder in listed:
        inside = yaml.safe_load((BASE / folder / "kustomization.yaml").read_text())["resources"]
        found += [yaml.safe_load((BASE / folder / name).read_text()) for name in inside]
    return found


@pytest.fixture(params=[(source, name) for source in SOURCES for name in WORKERS], ids="-".join)
def cronjob(request: pytest.FixtureRequest) -> dict[str, Any]:
    source, name = request.param
    [found] = [one for one in documents(source) if one["metadata"]["name"] == name]
    assert found["kind"] == "CronJob"
    return dict(found)


def pod(cronjob: dict[str, Any]) -> dict[str, Any]:
    return dict(cronjob["spec"]["jobTemplate"]["spec"]["template"]["spec"])


def container(cronjob: dict[str, Any]) -> dict[str, Any]:
    [only] = pod(cronjob)["containers"]
    return dict(only)


@pytest.mark.parametrize("source", SOURCES)
def test_there_are_the_two_workers_and_nothing_else(source: str) -> None:
    assert sorted(one["metadata"]["name"] for one in documents(source)) == sorted(WORKERS)


def test_a_pod_each_minute_works_until_shortly_before_the_next(cronjob: dict[str, Any]) -> None:
    assert cronjob["spec"]["schedule"] == "* * * * *"
    assert container(cronjob)["args"] == ["run", "--for", "50s"]
    assert not cronjob["spec"].get("suspend", False)


def test_a_pod_that_hangs_silences_nothing(cronjob: dict[str, Any]) -> None:
    assert cronjob["spec"]["concurrencyPolicy"] == "Allow"
    assert 55 <= cronjob["spec"]["jobTemplate"]["spec"]["activeDeadlineSeconds"] <= 110


def test_a_minute_that_was_missed_or_failed_is_left_to_the_next(cronjob: dict[str, Any]) -> None:
    assert 30 <= cronjob["spec"]["startingDeadlineSeconds"] <= 55
    assert cronjob["spec"]["jobTemplate"]["spec"]["backoffLimit"] == 0
    assert pod(cronjob)["restartPolicy"] == "Never"


def test_it_may_do_nothing_that_it_need_not(cronjob: dict[str, Any]) -> None:
    inside = container(cronjob)["securityContext"]
    assert inside["allowPrivilegeEscalation"] is False
    assert inside["readOnlyRootFilesystem"] is True
    assert inside["capabilities"] == {"drop": ["ALL"]}
    around = pod(cronjob)["securityContext"]
    assert around["runAsNonRoot"] is True
    assert around["runAsUser"] > 0
    assert around["seccompProfile"] == {"type": "RuntimeDefault"}
    assert pod(cronjob)["automountServiceAccountToken"] is False


def test_what_it_needs_is_asked_for_and_its_memory_is_bounded(cronjob: dict[str, Any]) -> None:
    resources = container(cronjob)["resources"]
    assert set(resources["requests"]) == {"cpu", "memory"}
    assert "memory" in resources["limits"]


def test_secrets_are_named_and_never_written(cronjob: dict[str, Any]) -> None:
    settings = {one["name"]: one for one in container(cronjob)["env"]}
    secret = {name for name in settings if re.search(r"URL|TOKEN|PASSWORD", name)}
    assert secret
    for name in secret:
        assert "value" not in settings[name]
        assert set(settings[name]["valueFrom"]) == {"secretKeyRef"}


def test_every_setting_is_one_that_the_worker_reads(cronjob: dict[str, Any]) -> None:
    told = HELP[cronjob["metadata"]["name"]]
    names = [one["name"] for one in container(cronjob)["env"]]
    assert [name for name in names if not re.search(rf"\b{name}\b", told)] == []
    role = cronjob["metadata"]["name"].removeprefix("worker-").upper()
    assert f"OYE_{role}_DATABASE_URL" in names
