"""Sign in by a code, add a reminder, list, snooze and delete it: `example.py http://…`."""

import sys
import time

from oye_client import AuthenticatedClient, Client
from oye_client.api.login import login_poll, login_start
from oye_client.api.occurrence import occurrence_list, occurrence_snooze
from oye_client.api.reminder import reminder_create, reminder_delete, reminder_list
from oye_client.models import LoginNew, LoginPoll, Problem, ReminderNew, Snooze, TokenMade

anybody = Client(base_url=sys.argv[1], raise_on_unexpected_status=True)
login = login_start.sync(client=anybody, body=LoginNew(label="example"))
print(f"approve {login.user_code}", flush=True)  # oye approve, or the bot
polled = LoginPoll(device_code=login.device_code)
while not isinstance(signed_in := login_poll.sync(client=anybody, body=polled), TokenMade):
    if signed_in.slug not in ("authorization_pending", "slow_down"):
        sys.exit(signed_in.detail)
    time.sleep(login.interval)
me = AuthenticatedClient(base_url=sys.argv[1], token=signed_in.token)

made = reminder_create.sync(client=me, body=ReminderNew(text="stretch", when="in 2 seconds"))
if isinstance(made, Problem):
    sys.exit(made.detail)
print(f"added {made.id}", flush=True)
print("listed", [one.text for one in reminder_list.sync(client=me).items], flush=True)
while not occurrence_list.sync(client=me, reminder_id=made.id).items:
    time.sleep(0.2)
later = occurrence_snooze.sync(made.id, client=me, body=Snooze(when="10m"))
print(f"snoozed until {later.snoozed_until}", flush=True)
print("deleted", reminder_delete.sync_detailed(made.id, client=me).status_code.value, flush=True)
