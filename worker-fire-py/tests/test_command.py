"""The command: what it refuses, what it says, and what it does not load."""

import subprocess
import sys

import psycopg
import pytest

from .scene import Scene, environment_of

NOWHERE = "postgresql://oye_fire:hush@127.0.0.1:1/oye"


def command(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "oye_fire", *words],
        env={**environment_of(""), **environment},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_help_lists_the_settings() -> None:
    done = command("run", "--help")
    assert done.returncode == 0
    assert "OYE_TELEGRAM_API_URL" in done.stdout


def test_a_setting_that_is_missing_is_named_in_one_line() -> None:
    done = command("run", "--once")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("oye-fire: OYE_FIRE_DATABASE_URL is not set")
    assert len(done.stderr.splitlines()) == 1


def test_a_tick_with_nothing_to_do_says_nothing(scene: Scene) -> None:
    address = scene.database.url("oye_fire")
    done = command("run", "--once", OYE_FIRE_DATABASE_URL=address)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("mode", [["--once"], ["--for", "1s"]])
def test_a_database_that_stays_away_is_said_without_its_password(mode: list[str]) -> None:
    done = command("run", *mode, OYE_FIRE_DATABASE_URL=NOWHERE)
    assert done.returncode == 1
    assert 1 <= done.stderr.count("database_trouble") < 12
    assert "hush" not in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("address", "code"), [("postgres//oye:hush@host", 2), ("postgresql://oye:hush@host?hush", 1)]
)
def test_an_address_that_is_none_is_refused_without_quoting_it(address: str, code: int) -> None:
    done = command("run", "--once", OYE_FIRE_DATABASE_URL=address)
    assert done.returncode == code
    assert "address" in done.stderr
    assert "hush" not in done.stderr


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("drop function fire.due_peek(smallint[])", "fire.due_peek is not there"),
        ("revoke execute on function fire.due_peek from oye_fire", "may not be called"),
        (
            """drop function fire.delivery_release(text);
            create function fire.delivery_release(worker text) returns integer
            language sql as 'select 1'""",
            "fire.delivery_release does not take p_worker text",
        ),
        (
            """drop function fire.due_peek(smallint[]);
            create function fire.due_peek(p_buckets smallint[], out now timestamptz)
            language sql as 'select now()'""",
            "fire.due_peek does not return due_at",
        ),
        (
            """create function fire.delivery_release(p_worker text, p_more text default null)
            returns integer language sql as 'select 1'""",
            "fire.delivery_release is there 2 times",
        ),
    ],
)
def test_a_database_that_lacks_what_is_called_is_refused(
    scene: Scene, change: str, said: str
) -> None:
    scene.owner.execute(change.encode())
    process = scene.start("--loop")
    assert process.wait() == 1
    assert said in process.log.read_text()
    assert "oye-sql apply" in process.log.read_text()


def test_a_newer_database_with_more_arguments_and_columns_will_do(scene: Scene) -> None:
    scene.owner.execute(
        """drop function fire.due_peek(smallint[]);
        create function fire.due_peek(
            p_buckets smallint[] default null, p_new text default null,
            out now timestamptz, out due_at timestamptz, out news text
        ) language sql as 'select now(), null::timestamptz, null::text';
        grant execute on function fire.due_peek to oye_fire"""
    )
    scene.once()


def test_without_prepared_statements_it_works_as_well(scene: Scene) -> None:
    scene.remind(scene.person("telegram", "7"))
    scene.once(OYE_DATABASE_PREPARE="0")
    assert scene.outcomes() == ["sent"]


def test_no_secret_is_ever_logged(scene: Scene) -> None:
    scene.remind(scene.person("telegram", "7"))
    scene.remind(scene.person("webhook", "https://nobody.invalid/secret-path"))
    wrong = "100200300:SomethingSecret"
    log = scene.once(OYE_TELEGRAM_TOKEN=wrong)
    assert "bot_token_refused" in log
    for secret in ("SomethingSecret", "whsec_", "secret-path", "oye-test", "stretch"):
        assert secret not in log


def test_a_run_that_finds_nothing_loads_nothing_that_speaks_http(scene: Scene) -> None:
    code = (
        "import sys; from oye_fire.main import main; assert main(['run', '--once']) == 0;"
        " print([name for name in ('aiohttp', 'yarl', 'aiogram') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=scene.environment,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.stdout == "[]\n", done.stderr


def test_the_scene_is_seen_by_the_workers_own_role_alone(scene: Scene) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        scene.database.connect("oye_fire").execute("select from core.delivery")
