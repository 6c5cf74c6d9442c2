"""The runbook has a section for each alert and no other, and what it tells to run can be run."""

import re
from pathlib import Path

import pytest
import yaml
from oye_sql.main import commands
from oye_sql.testing import Database

ROOT = Path(__file__).parents[3]
RUNBOOK = (ROOT / "docs" / "runbook.md").read_text()
ALERTS, OTHERS = re.split(r"^## What (?:an|no) alert says$", RUNBOOK, flags=re.MULTILINE)[1:]
QUERIES = re.findall(r"^```sql\n(.*?)^```", RUNBOOK, re.DOTALL | re.MULTILINE)


def sections(part: str) -> list[str]:
    return re.findall(r"^### (.*)$", part, re.MULTILINE)


def test_each_alert_has_its_section_and_each_section_its_alert() -> None:
    groups = yaml.safe_load((ROOT / "deploy" / "monitoring" / "alerts.yaml").read_text())["groups"]
    assert sections(ALERTS) == [rule["alert"] for group in groups for rule in group["rules"]]


def test_what_has_no_alert_stands_apart() -> None:
    assert sections(OTHERS)
    assert not [name for name in sections(OTHERS) if name.startswith("Oye")]


def test_each_link_leads_to_a_section() -> None:
    there = {
        re.sub(r"[^\w -]", "", name).lower().replace(" ", "-")
        for name in re.findall(r"^#+ (.*)$", RUNBOOK, re.MULTILINE)
    }
    links = set(re.findall(r"\]\(#([\w-]+)\)", RUNBOOK))
    assert links
    assert links <= there


@pytest.mark.parametrize("query", QUERIES, ids=lambda text: text.split("\n")[0][:40])
def test_each_query_runs(query: str, database: Database) -> None:
    connection = database.connect()
    for statement in query.split(";\n"):
        connection.execute(statement.encode())


def test_each_command_of_oye_sql_is_one() -> None:
    named = set(re.findall(r"\./just sql run ([a-z-]+)", RUNBOOK))
    assert len(named) > 3
    assert named <= set(commands.commands)
