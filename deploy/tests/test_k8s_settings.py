"""What the manifests say to the programs is what the programs read."""

import re
from pathlib import Path

import oye_api.config
import oye_bot.config
import oye_calc.config
import oye_fire.config
import pytest
from manifests import OVERLAYS, load, of_kind, selects, workloads
from oye_fire.arguments import parse_arguments
from oye_sql.roles import LOGINS
from projects import ROOT
from rules.network import figure_ports

TOLD = {
    "api": " ".join(oye_api.config.VARIABLES),
    "bot": oye_bot.config.HELP,
    "worker-calc": oye_calc.config.HELP,
    "worker-fire": oye_fire.config.HELP,
    "migrate": (ROOT / "sql" / "README.md").read_text(),
    "housekeep": (ROOT / "sql" / "README.md").read_text(),
}


@pytest.fixture(params=OVERLAYS)
def overlay(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_setting_is_one_that_the_program_reads(overlay: str) -> None:
    seen = 0
    for one in workloads(load(overlay)):
        told = TOLD.get(one.labels["app.kubernetes.io/name"])
        for setting in one.containers[0]["env"]:
            name = setting["name"].removesuffix("_FILE")
            if told is not None:
                assert re.search(rf"\b{name}\b", told), f"{one.name} is told {name}"
                seen += 1
    assert seen > len(TOLD)


def test_each_service_gets_the_role_that_is_its_own(overlay: str) -> None:
    wanted = {"api": "oye_api", "worker-calc": "oye_calc", "worker-fire": "oye_fire"}
    wanted |= {"housekeep": "oye_ops", "migrate": "admin"}
    found = {}
    for one in workloads(load(overlay)):
        for setting in one.containers[0]["env"]:
            if setting["name"].endswith("DATABASE_URL_FILE"):
                found[one.labels["app.kubernetes.io/name"]] = Path(setting["value"]).name
    assert found == wanted
    assert set(wanted.values()) == {*LOGINS, "admin"}


def test_a_share_is_what_the_workers_take(overlay: str) -> None:
    """Kubernetes puts the pod's own number in the place of the variable."""
    for one in workloads(load(overlay)):
        words = one.containers[0].get("args", [])
        if one.job is None or "--for" not in words:
            continue
        for index in range(one.job.get("completions", 1)):
            given = [word.replace("$(JOB_COMPLETION_INDEX)", str(index)) for word in words]
            read = parse_arguments(given, {})
            assert (read.buckets is None) == (overlay == "dev")
            for word in given:
                if word.startswith("--partition="):
                    assert oye_calc.config.buckets_of(word.partition("=")[2]) == read.buckets


def test_figures_are_served_where_their_port_is_named(overlay: str) -> None:
    served = {}
    for one in workloads(load(overlay)):
        for setting in one.containers[0]["env"]:
            if setting["name"].endswith("_METRICS_HOST"):
                assert setting["value"] == "0.0.0.0"
            if setting["name"].endswith("_METRICS_PORT"):
                served[one.labels["app.kubernetes.io/name"]] = int(setting["value"])
    assert served == {"api": 9465, "bot": 9466}
    assert figure_ports(load(overlay), {}) == set(served.values())


def test_in_production_prometheus_reaches_all_figures_and_nothing_else() -> None:
    documents = load("production")
    [policy] = [
        one
        for one in of_kind(documents, "NetworkPolicy")
        if one["metadata"]["name"] == "from-monitoring"
    ]
    [rule] = policy["spec"]["ingress"]
    assert {port["port"] for port in rule["ports"]} == figure_ports(documents, {})


def test_in_production_each_kind_of_worker_can_tell_the_operator_of_the_other() -> None:
    for name in ("worker-calc", "worker-fire"):
        [one] = [found for found in workloads(load("production")) if found.name.endswith(name)]
        optional = {
            setting["name"]
            for setting in one.containers[0]["env"]
            if setting.get("valueFrom", {}).get("secretKeyRef", {}).get("optional")
        }
        assert optional == {"OYE_OPERATOR_URL", "OYE_OPERATOR_TELEGRAM_CHAT"}
        [outward] = [
            found
            for found in of_kind(load("production"), "NetworkPolicy")
            if found["metadata"]["name"] == "outward"
        ]
        assert selects(outward["spec"]["podSelector"], one.labels)
