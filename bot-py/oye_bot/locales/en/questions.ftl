# Questions, usages and refusals.

ask-when = ⏰ When shall I tell you? Choose, or answer this message.
ask-type = ⏰ When? Answer with a time, such as “in 3 hours” or “tomorrow 9am”.
ask-hint = tomorrow 9am
ask-which = ❓ Which one do you mean? Nothing is stored yet.
no-time = 🤔 I found no time in it, so nothing was stored. Write it with a time, or choose one.
nothing-stored = Nothing was stored.
nothing-changed = Nothing was changed.
too-long = That is too long: { $most } characters at most. Nothing was stored.
edit-ask = ✎ #{ $number }: answer with the new text, the new time, or both.
edit-over = That reminder is over. Write it anew to be reminded again.

kind-photo = Photo
kind-voice = Voice message
kind-video = Video
kind-video-note = Video message
kind-audio = Audio
kind-document = File
kind-contact = Contact
kind-venue = Place
kind-poll = Poll
kind-other = This message

done-which = Which one is done?
done-usage = Say which one: /done 12. The numbers stand in /list.
snooze-usage = Say which one, and until when: /snooze 12 10m. The numbers stand in /list.
pause-which = Which one shall I hold?
pause-usage = Say which one: /pause 12. The numbers stand in /list.
resume-which = Which one shall go on?
resume-usage = Say which one: /resume 12. The numbers stand in /list.

zone-ask = Is your time zone { $zone }, where it is { $time }?
zone-is = Your time zone is { $zone }, where it is { $time }.
zone-then = Write what I shall remind you of, and when.
zone-area = Where do you live?
zone-city = Which city keeps your time?
zone-location = Press the button below the field. I look at your location once, and don't keep it.
zone-located = Thank you.
zone-near = Which one is yours?
zone-moves =
    From { $old } to { $zone }, where it is { $time }: this moves along. Shall it?

quiet-none = You have no quiet hours.
quiet-defer = From { $start } to { $end } I keep still, and tell what came due at { $end }.
quiet-silent = From { $start } to { $end } I tell you without a sound.
quiet-usage = /quiet 22:00-07:00 sets them, “silent” behind it only takes the sound; /quiet off ends them.

channels = I reach you here:
channels-more = `oye channels` in a terminal adds and changes them.
channel-inbox = Inbox
channel-telegram = Telegram
channel-webhook = Webhook
channel-here = Telegram (this chat)
channel-default = the usual one
channel-off = switched off: { $reason }

export = Everything that is stored of you. Secrets are not in it.
deleteme-ask =
    Delete everything of yours, for good? { $active ->
        [one] One reminder
       *[other] { $active } reminders
    }, your history, your channels and tokens are gone then. /export gives you a copy before.
deleteme-done = Everything of yours is deleted. If you write to me again, we begin anew.

problem-not_understood = { $detail }
problem-ambiguous_time = { $detail }
problem-in_the_past = { $detail }
problem-no_such_date = { $detail }
problem-several_dates = { $detail }
problem-never_matches = { $detail }
problem-out_of_range = { $detail }
problem-too_frequent = { $detail }
problem-bad_recurrence = { $detail }
problem-text_missing = Say what to be told of, beside the time.
problem-text_has_nul = There is a character in it that I can't keep.
problem-when_repeats = Name one moment here, such as 10m or tomorrow 9am.
problem-nag_out_of_range = { $detail }
problem-unknown_timezone = I know no such time zone. One is written like Europe/Madrid.
problem-field_invalid = { $detail }
problem-reminder_not_found = There is no such reminder. The numbers stand in /list.
problem-occurrence_not_found = That has not come due.
problem-delivery_not_found = I don't know this reminder any more.
problem-change_not_found = That is too long ago to be taken back.
problem-changed_since = { $detail }
problem-nothing_to_revert = There is nothing to take back.
problem-nothing_due = Nothing of it waits for an answer.
problem-nothing_scheduled = Nothing of it is to come.
problem-already_done = { $detail }
problem-reminder_finished = That reminder is over.
problem-revision_mismatch = It was changed meanwhile. See /list, and try again.
problem-idempotency_key_reused = That is stored already. See /list.
problem-snooze_out_of_range = { $detail }
not-met = We have not met yet: send me /start.
problem-code_not_found = This code is not known, was used, or is older than 10 minutes. Ask for a new one with oye channels add telegram.
problem-chat_has_reminders = { $detail }
problem-too_many_guesses = Too many wrong codes. Try again in an hour.
problem-attendees_full = Fifty are in already; no more can join.
problem-quiet_without_end = Quiet hours end at another time than they begin.
problem-confirm_wrong = That is somebody else's. Say /deleteme anew.
