# What a chat shows of a reminder. $text are the person's own words.
sign-open = ⏰
sign-done = ✔
sign-snoozed = 💤
sign-deleted = ✖

open = { $text } · due { $due }
done = { $text } · done { $at }
snoozed = { $text } · again { $at }
deleted = { $text } · deleted

digest = ⏰ { $count } late reminders
late = { $span } late
missed = { $count } missed before this
perhaps-repeat = (perhaps a repeat)
rest = … (the rest: oye show { $number })
attendees = 👥

minutes = { $count } min
hours = { $count } h
days = { $count } days

# babel's patterns: the day where it is not today, and where it is not this year.
pattern-day = EEE d MMM HH:mm
pattern-year = EEE d MMM y HH:mm

button-done = ✔ Done
button-done-nth = ✔ { $nth }
button-ten-minutes = 10 min
button-hour = 1 h
button-tonight = Tonight
button-tomorrow = Tomorrow
button-more = ⋯
button-join = I'm in ({ $count })
