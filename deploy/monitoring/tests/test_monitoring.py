"""The rules and the dashboard name what is exported and nothing else; promtool takes them."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parents[1]
ROOT = HERE.parents[1]
RULES = [
    rule
    for group in yaml.safe_load((HERE / "alerts.yaml").read_text())["groups"]
    for rule in group["rules"]
]
DASHBOARD: dict[str, Any] = json.loads((HERE / "dashboard.json").read_text())
PANELS = [target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]]


def exported() -> dict[str, tuple[str, frozenset[str]]]:
    """Type and labels of each metric; tests of the services hold them to what they export."""
    page = (ROOT / "contracts" / "metrics.md").read_text()
    rows = re.findall(r"^\| `(oye_\w+)` \| (\w+) \| ([\w, ]*)\|", page, re.MULTILINE)
    return {
        name: (kind, frozenset(labels.replace(",", " ").split())) for name, kind, labels in rows
    }


def named(expression: str) -> set[str]:
    """The metrics that an expression names, its histograms without the ending of their series."""
    known = exported()
    found = set()
    for name in re.findall(r"\boye_\w+", expression):
        base = re.sub(r"_(bucket|sum|count)$", "", name)
        found.add(base if known.get(base, ("",))[0] == "histogram" else name)
    return found


@pytest.mark.parametrize("expression", [*(rule["expr"] for rule in RULES), *PANELS])
def test_what_is_named_is_exported_with_its_labels(expression: str) -> None:
    known = exported()
    names = named(expression)
    assert names
    assert names <= set(known)
    labels = {"le"}.union(*(known[name][1] for name in names))
    by = re.findall(r"by \(([\w, ]+)\)", expression)
    asked = {label.strip() for group in by for label in group.split(",")}
    asked |= set(re.findall(r"(\w+)(?:=~|!~|!=|=)\"", expression))
    assert asked <= labels


def test_nothing_that_is_exported_is_left_out_of_the_dashboard() -> None:
    assert set().union(*map(named, PANELS)) == set(exported())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_each_alert_says_what_is_amiss_and_how_bad_it_is(rule: dict[str, Any]) -> None:
    assert rule["annotations"]["summary"].endswith(".")
    assert rule["labels"]["severity"] in ("page", "ticket")


def test_each_alarm_is_raised_in_a_test_and_does_not_ring_where_all_is_well() -> None:
    tests = yaml.safe_load((HERE / "alerts.test.yaml").read_text())["tests"]
    raised = {
        one["alertname"] for test in tests for one in test["alert_rule_test"] if "exp_alerts" in one
    }
    quiet = {one["alertname"] for one in tests[0]["alert_rule_test"]}
    assert raised == quiet == {rule["alert"] for rule in RULES}


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is not installed")
@pytest.mark.parametrize(
    "arguments", [["check", "rules", "alerts.yaml"], ["test", "rules", "alerts.test.yaml"]]
)
def test_promtool_takes_them(arguments: list[str]) -> None:
    done = subprocess.run(
        ["promtool", *arguments], cwd=HERE, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_panels_do_not_overlap_and_choose_the_source_of_the_dashboard() -> None:
    places = [panel["gridPos"] for panel in DASHBOARD["panels"]]
    cells = [
        (x, y)
        for place in places
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(cells) == len(set(cells))
    assert max(x for x, _ in cells) < 24
    for panel in DASHBOARD["panels"]:
        assert panel["datasource"] == {"type": "prometheus", "uid": "${source}"}
