set positional-arguments
set quiet

python := ".venv/bin/python"
side_by_side := "--numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder"
services := "api-py cli-py worker-calc-py worker-fire-py"

# Paths that a person gives are relative to where they stand: recipes that take any are [no-cd].

# One module per project; to replace one by another, change its folder here and in `services`.

# The stored SQL and oye-sql
mod? sql 'sql/justfile'

# The schedule library: phrases and rules to instants
mod? schedule 'schedule-py/justfile'

# The web API
mod? api 'api-py/justfile'

# The command line
mod? cli 'cli-py/justfile'

# The Telegram bot
mod? bot 'bot-py/justfile'

# The worker that calculates next instants
mod? calc 'worker-calc-py/justfile'

# The worker that fires
mod? fire 'worker-fire-py/justfile'

# Clusters, compose, secrets of an installation
mod? deploy 'deploy/justfile'

heading := "./just RECIPE (./just <project> lists a project's own):\n"

[private]
default:
    "{{ just_executable() }}" --justfile "{{ justfile() }}" --list --unsorted --list-heading "{{ heading }}"

# Run all of oye here: database, API, workers, and the bot where OYE_TELEGRAM_TOKEN is set
[group('run')]
[no-exit-message]
up:
    deploy/local/venv . {{ services }} ${OYE_TELEGRAM_TOKEN:+bot-py}
    exec {{ python }} deploy/local/up.py

# The README's promise by itself, in a folder of its own: exits 0 where it is kept
[group('run')]
demo:
    deploy/local/venv . {{ services }}
    {{ python }} deploy/local/demo.py

# Calculate once and fire once: watch -n 1 ./just tick
[group('run')]
[no-exit-message]
tick:
    deploy/local/venv . worker-calc-py worker-fire-py
    {{ python }} deploy/local/tick.py

# Run tick at the start of every minute, as cron would
[group('run')]
[no-exit-message]
cron:
    while sleep $((60 - $(date +%s) % 60)); do "{{ just_executable() }}" --justfile "{{ justfile() }}" tick; done

# Open psql on the database (arguments go to psql)
[group('run')]
[no-cd]
psql *arguments:
    "{{ source_directory() }}/deploy/local/venv" "{{ source_directory() }}"
    exec "{{ source_directory() }}/.venv/bin/oye-sql" psql "$@"

# Write a backup while all goes on: backup [FILE], else to .oye/backups/ (docs/operating.md)
[group('run')]
[no-cd]
[no-exit-message]
backup *arguments:
    "{{ source_directory() }}/deploy/local/venv" "{{ source_directory() }}"
    exec "{{ source_directory() }}/.venv/bin/oye-sql" backup "$@"

# Make a database of a backup and audit it: restore FILE [--into NAME | --replace]
[group('run')]
[no-cd]
[no-exit-message]
restore *arguments:
    "{{ source_directory() }}/deploy/local/venv" "{{ source_directory() }}" "{{ source_directory() }}/worker-calc-py"
    PATH="{{ source_directory() }}/worker-calc-py/.venv/bin:$PATH" exec "{{ source_directory() }}/.venv/bin/oye-sql" restore "$@"

# Compute again what was expected and hold it against the history: audit --since 24h (exit code 3: out of balance)
[group('run')]
[no-exit-message]
audit *arguments="--help":
    deploy/local/venv . worker-calc-py
    {{ python }} deploy/local/recount.py "$@"

# Stop what up runs here, or has left, and the embedded server
[group('run')]
[no-exit-message]
down:
    deploy/local/venv .
    {{ python }} deploy/local/down.py

# Stop, and forget the local database and everything in it
[confirm('Delete the local database and its tokens (.oye/)? (./just --yes reset does not ask)')]
[group('run')]
[no-exit-message]
reset:
    deploy/local/venv .
    {{ python }} deploy/local/reset.py

# All tests of all projects, in one pytest run, files side by side (with arguments: pytest's, one by one)
[group('check')]
test *arguments:
    deploy/local/venv .
    .venv/bin/pytest {{ if arguments == "" { side_by_side } else { "" } }} "$@"

# Format, lint, types, SQL, contract and known faults of dependencies, without running anything
[group('check')]
check:
    deploy/local/venv .
    {{ python }} deploy/local/check.py

# Kill, cut, stall and starve the workers; count what was lost or doubled (--long, --only, --kills)
[group('check')]
[no-cd]
chaos *arguments:
    "{{ source_directory() }}/deploy/local/venv" "{{ source_directory() }}"
    "{{ source_directory() }}/{{ python }}" "{{ source_directory() }}/deploy/chaos/chaos.py" "$@"

# A minute of odd bytes to the API, then odd words to the schedule library, some seven times what the tests draw
[group('check')]
fuzz seconds="60":
    deploy/local/venv .
    OYE_FUZZ_SECONDS={{ seconds }} OYE_FUZZ_SEED=$(date +%s) \
        .venv/bin/pytest -q -s contracts/tests/test_odd_requests.py
    OYE_FUZZ_TIMES=$(({{ seconds }} / 10 + 1)) .venv/bin/pytest -q --timeout 1800 schedule-py/tests/test_fuzz.py

# Compare what is generated and committed with what it is made of, and the contract with the last release's
[group('check')]
verify:
    deploy/local/venv .
    {{ python }} deploy/local/versions.py
    {{ python }} deploy/local/breaking.py
    {{ python }} deploy/local/lock.py --check
    {{ python }} deploy/local/client.py
    .venv/bin/oye-sql dump --check
    .venv/bin/oye-sql contract --check

# Measure: `bench schedule` one project's bench folder, `bench` all of them
[group('check')]
bench project="*" *arguments:
    deploy/local/venv .
    ls {{ project }}*/bench/[a-z]*.py >/dev/null 2>&1 || { echo "no folder {{ project }}*/bench; there are:" */bench >&2; exit 2; }
    shift; for bench in {{ project }}*/bench/[a-z]*.py; do echo "== $bench"; {{ python }} "$bench" "$@" || exit; done

# Build the container images (--try runs them too, read-only, beside a throw-away database)
[group('deploy')]
images *arguments:
    deploy/local/venv .
    PYTHONPATH=deploy/local {{ python }} deploy/images/build.py "$@"

# Format all Python, and this file
[group('maintain')]
fmt:
    deploy/local/venv .
    .venv/bin/ruff format .
    .venv/bin/ruff check --quiet --fix-only .
    "{{ just_executable() }}" --justfile "{{ justfile() }}" --fmt

# Generate clients from contracts/openapi.yaml, where that changed: python (the default), typescript
[group('maintain')]
clients *languages:
    deploy/local/venv .
    {{ python }} deploy/local/clients.py "$@"

# Print the version, or write another one everywhere it stands: `version 0.2.0`
[group('maintain')]
version *version:
    deploy/local/venv .
    {{ if version == "" { "cat VERSION" } else { python + " deploy/local/versions.py \"$@\"" } }}

# Write what a release says of itself (version, changelog, kept contract): `release 0.2.0`
[group('maintain')]
release version:
    deploy/local/venv .
    {{ python }} deploy/local/release.py "$@"

# Compile constraints.txt and every requirements.txt anew (--upgrade: to the newest versions)
[group('maintain')]
lock *arguments:
    "$(cat .tools/python)" deploy/local/lock.py "$@"
