"""The command: what a person or a CronJob sees of it. No database is there."""

import os
import subprocess
import sys

NOWHERE = "postgresql://oye_calc:hidden@127.0.0.1:1/oye"


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    base = {name: value for name, value in os.environ.items() if not name.startswith("OYE_")}
    return subprocess.run(
        [sys.executable, "-c", "import oye_calc.main as m, sys; sys.exit(m.main())", *arguments],
        env={**base, **environment},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_the_help_lists_every_setting() -> None:
    done = command("--help")
    assert done.returncode == 0
    for name in ("OYE_CALC_DATABASE_URL", "OYE_CALC_WORKER", "OYE_PARTITION", "OYE_CALC_LIMIT"):
        assert name in done.stdout
    assert "OYE_LOG" in done.stdout


def test_without_settings_it_says_which_one_is_missing() -> None:
    done = command("run", "--once")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("oye-calc: OYE_CALC_DATABASE_URL is not set")


def test_how_to_run_must_be_said_and_only_once() -> None:
    assert command("run", OYE_CALC_DATABASE_URL=NOWHERE).returncode == 2
    assert command("run", "--once", "--loop", OYE_CALC_DATABASE_URL=NOWHERE).returncode == 2


def test_an_address_that_is_none_is_refused_without_being_shown() -> None:
    done = command("run", "--once", OYE_CALC_DATABASE_URL="postgres//oye:hidden@host")
    assert done.returncode == 2
    assert "OYE_CALC_DATABASE_URL" in done.stderr
    assert "hidden" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_is_away_is_one_line_and_a_failure() -> None:
    done = command("run", "--once", OYE_CALC_DATABASE_URL=NOWHERE)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "database_failed" in done.stderr
    assert "hidden" not in done.stderr


def test_a_bounded_run_that_never_found_its_database_fails_when_the_time_is_over() -> None:
    done = command("run", "--for", "1s", OYE_CALC_DATABASE_URL=NOWHERE)
    assert done.returncode == 1
    assert "database_away" in done.stderr
    assert "Traceback" not in done.stderr
