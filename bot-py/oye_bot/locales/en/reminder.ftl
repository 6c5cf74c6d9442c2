# Reminders: how they were understood, how they are listed, what became of them.

# Patterns of dates: https://unicode.org/reports/tr35/tr35-dates.html
date-long = EEE d MMM y
date-short = EEE d MMM

echo-new = ✔ #{ $number } { $text }
echo-changed = ✎ #{ $number } { $text }
opened = #{ $number } { $text }
echo-no-time-yet = I am working out when it is next.
echo-then = then { $time }, and so on
opened-nag = Repeated every { $minutes } min until it is done.
opened-urgent = Urgent: told in quiet hours too.

list-nothing = Nothing is to come. Write what I shall remind you of.
list-waiting = due { $time }, not answered
list-again = again { $time }
list-paused = paused
list-invalid = can't be calculated: { $reason }
today-nothing = Nothing more today.
search-found = 🔎 Found:
search-nothing = Nothing is to come with “{ $words }”.
search-usage = Say what to look for: /search milk

answered-done = ✔ Done { $time }
answered-again = 💤 again { $time }
answered-was-again = 💤 was told again { $time }
answered-not = due { $time }, not answered
already-done = Already done at { $time }
# A message of worker-fire's, as it says it itself.
card-open = ⏰ { $text } · due { $time }
card-done = ✔ { $text } · done { $time }
card-snoozed = 💤 { $text } · again { $time }
card-deleted = ✖ { $text } · deleted
digest = ⏰ { $count } late reminders

delete-done = ✖ #{ $number } { $text } – removed
skip-done = ⏭ The next one is skipped.
pause-done = ⏸ Paused.
resume-done = ▶ It goes on.

undone-create = ↩ Undone: it is not stored any more.
undone-edit = ↩ Undone: it is as it was before.
undone-delete = ↩ Undone: it is back.
undone-pause = ↩ Undone: it goes on.
undone-resume = ↩ Undone: it is paused again.
undone-skip = ↩ Undone: nothing is skipped.
undone-done = ↩ Undone: it is not done.
undone-snooze = ↩ Undone: the snooze is gone.
undone-timezone = ↩ Undone: your time zone is as it was.
undone-revert = ↩ Undone: it is as it was before the undo.
undone-other = ↩ Undone.
