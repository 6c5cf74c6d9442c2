# What is said in a private chat, and in groups.

hello =
    Hello! I remind you of things. Write what, and when:
    • stretch in 10 minutes
    • call mum tomorrow 9am
    • water the plants every saturday at 10

    /help tells the rest.
hello-zone = Your time zone is { $zone }; /tz changes it.
hello-group =
    Hello! /remind cake tomorrow at 10 – and I tell everyone here when it is time. Whoever wants to be
    named then, presses [I'm in].
examples =
    For example:
    • stretch in 10 minutes
    • call mum tomorrow 9am
    • water the plants every saturday at 10
help =
    Write what I shall remind you of, and when. Change your message, and the reminder changes. Forward me
    something, or send a photo or a voice message, and I ask when.
help-commands =
    A reply "in 3 hours" to a reminder tells it again then. "!15m" in your text repeats it every 15
    minutes until you are done.

    /list – what is to come; /today; /search milk
    /done 12, /snooze 12 10m, /pause 12, /resume 12
    /undo – take the last change back
    /tz Europe/Madrid – your time zone
    /quiet 22:00-07:00 – when I keep still
    /channels – where I reach you
    /export, /deleteme – everything of yours
    In a group: /remind cake tomorrow at 10
command-unknown = I don't know { $command }. /help tells what I do.
group-pointer = What is yours alone we talk about in private: https://t.me/{ $bot }
remind-usage = Say what, and when: /remind cake tomorrow at 10

api-away = I can't reach your reminders just now. I keep trying, and answer here: no need to repeat.
fault = Something went wrong on my side, and I can't tell whether it was stored. See /list.
not-yours = Only who made it, and the group's admins, may do that.
as-it-was = All stays as it was.
never = never
now = now
and-more =
    { $count ->
        [one] … and one more.
       *[other] … and { $count } more.
    }
missed =
    { $count ->
        [one] While I could not write to you, one reminder came due:
       *[other] While I could not write to you, { $count } reminders came due:
    }

linked =
    This chat is joined: what you add in the terminal arrives here, and the other way round.
    Your time zone is { $zone }; /tz changes it.
link-refused = If you have just used it, this chat may be joined already: try /list.

login-ask =
    Sign in { $label }? It was asked { $ago }, from { $address }, with the code { $code }.
    Whoever is signed in can read and change all your reminders. If that is not you, press No.
login-done = ✔ Signed in. The terminal goes on by itself.
login-refused = Refused. Nobody was signed in.
login-unknown = This code is not known, was used, or is older than 10 minutes. `oye login` shows a new one.

joined = You are in: you will be named.
left = You are out.
