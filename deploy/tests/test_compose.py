"""compose.yaml: what it promises; and all of it for real, where that is asked for."""

import os
import re
import subprocess
import sys
from typing import Any

import pytest
import secret_files
import yaml
from projects import ROOT

FILE = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text())
SERVICES = sorted(FILE["services"])


@pytest.fixture(params=SERVICES)
def service(request: pytest.FixtureRequest) -> dict[str, Any]:
    return dict(FILE["services"][request.param])


def test_every_service_can_do_little_and_is_bounded(service: dict[str, Any]) -> None:
    assert service["read_only"] is True
    assert service["user"] not in ("", "0", "root")
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {"mem_limit", "pids_limit", "stop_grace_period", "restart"} <= set(service)
    assert service["logging"]["options"]["max-size"]


def test_every_image_has_a_tag(service: dict[str, Any]) -> None:
    default = re.sub(r"\$\{[A-Z_]+:-([^}]*)\}", r"\1", service["image"])
    assert re.fullmatch(r"[a-z-]+:[0-9.]+", default)


def test_a_secret_is_a_file_that_is_named_and_mounted(service: dict[str, Any]) -> None:
    words = [*service["environment"].values(), *service.get("command", [])]
    named = set(re.findall(r"/run/secrets/(\w+)", " ".join(words)))
    # --roles=/run/secrets takes those that are called after a role
    roles = {name for name in service["secrets"] if name.startswith("oye_")}
    assert named <= set(service["secrets"]) <= named | roles
    for name, value in service["environment"].items():
        assert name.endswith("_FILE") or not re.search(r"TOKEN|PASSWORD|DATABASE_URL", name)
        assert "@" not in value


def test_there_is_a_file_for_each_secret_and_no_other() -> None:
    made = set(secret_files.wanted("postgres", ""))
    assert set(FILE["secrets"]) == made
    for name, secret in FILE["secrets"].items():
        assert secret["file"].endswith(f"/{name}")


def test_nobody_reaches_the_database_who_need_not() -> None:
    there = {name for name, one in FILE["services"].items() if "database" in one["networks"]}
    assert there == set(SERVICES) - {"bot"}
    assert FILE["networks"]["database"]["internal"] is True


def test_what_is_published_is_the_api_and_the_figures_on_this_machine_alone() -> None:
    published = {name: one["ports"] for name, one in FILE["services"].items() if "ports" in one}
    assert set(published) == {"api", "bot"}
    for port in (*published["api"], *published["bot"]):
        assert re.match(
            r"(\$\{OYE_API_ADDRESS:-127\.0\.0\.1\}:.*:8765|127\.0\.0\.1:.*:946[56])$", port
        )


def test_a_worker_that_tells_the_operator_has_a_way_out_and_what_it_is_told_to_read() -> None:
    """Compose adds the lists and mappings of a second file to those of the first."""
    more = yaml.safe_load((ROOT / "deploy" / "compose.operator.yaml").read_text())
    for name in ("worker-calc", "worker-fire"):
        one, added = FILE["services"][name], more["services"][name]
        assert "outward" in (*one["networks"], *added.get("networks", ()))
        named = set(re.findall(r"/run/secrets/(\w+)", " ".join(added["environment"].values())))
        assert named == {"operator_url", "telegram_token"}
        assert named <= {*one["secrets"], *added["secrets"]}
    assert "outward" not in FILE["services"]["worker-calc"]["networks"]


def test_nothing_starts_before_what_it_needs() -> None:
    migrated = {"migrate": {"condition": "service_completed_successfully"}}
    for name in ("api", "worker-calc", "worker-fire", "housekeep"):
        assert FILE["services"][name]["depends_on"] == migrated


@pytest.mark.skipif(
    not os.environ.get("OYE_TRY_COMPOSE"),
    reason="takes minutes and Docker: OYE_TRY_COMPOSE='--tag 0.1.0' has try-compose run",
)
@pytest.mark.timeout(1800)
def test_up_is_all_it_takes() -> None:
    done = subprocess.run(
        [
            sys.executable,
            ROOT / "deploy" / "images" / "try_compose.py",
            *os.environ["OYE_TRY_COMPOSE"].split(),
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT / "deploy" / "local")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "compose: all of it works"
