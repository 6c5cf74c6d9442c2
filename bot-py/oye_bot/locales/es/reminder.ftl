# Recordatorios: cómo se entendieron, cómo se listan, qué fue de ellos.

# Patrones de fechas: https://unicode.org/reports/tr35/tr35-dates.html
date-long = EEE d MMM y
date-short = EEE d MMM

echo-new = ✔ #{ $number } { $text }
echo-changed = ✎ #{ $number } { $text }
opened = #{ $number } { $text }
echo-no-time-yet = Estoy calculando cuándo toca.
echo-then = después { $time }, y así sucesivamente
opened-nag = Se repite cada { $minutes } min hasta que esté hecho.
opened-urgent = Urgente: también en las horas de silencio.

list-nothing = No hay nada pendiente. Escribe qué te recuerdo.
list-waiting = tocaba { $time }, sin respuesta
list-again = otra vez { $time }
list-paused = en pausa
list-invalid = no se puede calcular: { $reason }
today-nothing = Hoy ya no hay nada más.
search-found = 🔎 Encontrado:
search-nothing = No hay nada pendiente con «{ $words }».
search-usage = Di qué busco: /search leche

answered-done = ✔ Hecho { $time }
answered-again = 💤 otra vez { $time }
answered-was-again = 💤 se repitió { $time }
answered-not = tocaba { $time }, sin respuesta
already-done = Ya estaba hecho a las { $time }
# Un mensaje de worker-fire, como lo dice él mismo.
card-open = ⏰ { $text } · para { $time }
card-done = ✔ { $text } · hecho { $time }
card-snoozed = 💤 { $text } · otra vez { $time }
card-deleted = ✖ { $text } · borrado
digest = ⏰ { $count } recordatorios con retraso

delete-done = ✖ #{ $number } { $text } – eliminado
skip-done = ⏭ Me salto el próximo.
pause-done = ⏸ En pausa.
resume-done = ▶ Sigue adelante.

undone-create = ↩ Deshecho: ya no está guardado.
undone-edit = ↩ Deshecho: está como antes.
undone-delete = ↩ Deshecho: ha vuelto.
undone-pause = ↩ Deshecho: sigue adelante.
undone-resume = ↩ Deshecho: vuelve a estar en pausa.
undone-skip = ↩ Deshecho: no me salto nada.
undone-done = ↩ Deshecho: no está hecho.
undone-snooze = ↩ Deshecho: ya no está aplazado.
undone-timezone = ↩ Deshecho: tu zona horaria es la de antes.
undone-revert = ↩ Deshecho: está como antes de deshacer.
undone-other = ↩ Deshecho.
