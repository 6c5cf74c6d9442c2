# Buttons and what they answer; the commands as Telegram lists them.

button-done = ✔ Done
button-10-min = 10 min
button-1-h = 1 h
button-tonight = Tonight
button-tomorrow = Tomorrow
button-undo = ↩ Undo
button-edit = ✎ Edit
button-pause = ⏸ Pause
button-resume = ▶ Resume
button-skip = ⏭ Skip the next
button-delete = ✖ Delete
button-list = ☰ List
button-yes = Yes
button-no = No
button-choose = Choose
button-location = 📍 Send location
button-sign-in = Sign in
button-delete-all = Delete everything
button-quiet-usual = 22:00–07:00
button-quiet-silent = Without a sound
button-quiet-defer = Tell later
button-quiet-off = No quiet hours
button-join =
    { $count ->
        [0] I'm in
       *[other] I'm in ({ $count })
    }
button-old = This message is too old for its buttons. Use /list.
button-other = This button is of another version of me. Use /done or /snooze.
choice-old = That can't be chosen any more. Say it again, please.

preset-later = Later today
preset-tonight = Tonight
preset-tomorrow = Tomorrow
preset-weekend = Weekend
preset-week = Next week
preset-type = Type a time

command-list = What is to come
command-today = What comes today
command-search = Find a reminder: /search milk
command-done = A reminder is done: /done 12
command-snooze = Again later: /snooze 12 10m
command-pause = Hold a reminder: /pause 12
command-resume = Let it go on: /resume 12
command-undo = Take the last change back
command-tz = Your time zone: /tz Europe/Madrid
command-quiet = Quiet hours: /quiet 22:00-07:00
command-channels = Where I reach you
command-export = Everything of yours, as a file
command-deleteme = Delete everything of yours
command-help = What I understand
command-remind = Remind this group: /remind cake tomorrow at 10
