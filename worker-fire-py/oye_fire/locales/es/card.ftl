# Lo que muestra un chat de un recordatorio. $text son las palabras de la persona.
sign-open = ⏰
sign-done = ✔
sign-snoozed = 💤
sign-deleted = ✖

open = { $text } · para { $due }
done = { $text } · hecho { $at }
snoozed = { $text } · otra vez { $at }
deleted = { $text } · borrado

digest = ⏰ { $count } recordatorios con retraso
late = { $span } tarde
missed = { $count ->
    [one] { $count } perdido antes de este
   *[other] { $count } perdidos antes de este
}
perhaps-repeat = (quizá repetido)
rest = … (el resto: oye show { $number })
attendees = 👥

minutes = { $count } min
hours = { $count } h
days = { $count } días

pattern-day = EEE d MMM HH:mm
pattern-year = EEE d MMM y HH:mm

button-done = ✔ Hecho
button-done-nth = ✔ { $nth }
button-ten-minutes = 10 min
button-hour = 1 h
button-tonight = Esta noche
button-tomorrow = Mañana
button-more = ⋯
button-join = Me apunto ({ $count })
