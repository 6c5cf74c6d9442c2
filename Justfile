set positional-arguments
set quiet

# the recipes, by group
[private]
default:
    "{{ just_executable() }}" --justfile "{{ justfile() }}" --list --list-heading $'./just RECIPE …\n' --unsorted

mod? sql 'sql/justfile'
mod? schedule 'schedule-py/justfile'
mod? api 'api-py/justfile'
mod? cli 'cli-py/justfile'
mod? bot 'bot-py/justfile'
mod? calc 'worker-calc-py/justfile'
mod? fire 'worker-fire-py/justfile'

# All tests of all projects, in one pytest run (arguments go to pytest)
[group('check')]
test *arguments:
    deploy/local/venv .
    .venv/bin/pytest "$@"

# Compile every requirements.txt and constraints.txt anew (--upgrade: to the newest versions)
[group('maintain')]
lock *arguments:
    python3 deploy/local/lock.py "$@"

# Generate the Python client from contracts/openapi.yaml, where that changed
[group('maintain')]
clients:
    deploy/local/venv .
    python3 deploy/local/client.py
