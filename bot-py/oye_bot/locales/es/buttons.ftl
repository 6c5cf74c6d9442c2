# Botones y lo que responden; las órdenes como las muestra Telegram.

button-done = ✔ Hecho
button-10-min = 10 min
button-1-h = 1 h
button-tonight = Esta noche
button-tomorrow = Mañana
button-undo = ↩ Deshacer
button-edit = ✎ Editar
button-pause = ⏸ Pausar
button-resume = ▶ Reanudar
button-skip = ⏭ Saltar el próximo
button-delete = ✖ Eliminar
button-list = ☰ Lista
button-yes = Sí
button-no = No
button-choose = Elegir
button-location = 📍 Enviar ubicación
button-sign-in = Iniciar sesión
button-delete-all = Borrar todo
button-quiet-usual = 22:00–07:00
button-quiet-silent = Sin sonido
button-quiet-defer = Avisar después
button-quiet-off = Sin horas de silencio
button-join =
    { $count ->
        [0] Me apunto
       *[other] Me apunto ({ $count })
    }
button-old = Este mensaje es demasiado antiguo para sus botones. Usa /list.
button-other = Este botón es de otra versión de mí. Usa /done o /snooze.
choice-old = Eso ya no se puede elegir. Dilo otra vez, por favor.

preset-later = Más tarde
preset-tonight = Esta noche
preset-tomorrow = Mañana
preset-weekend = Fin de semana
preset-week = Próxima semana
preset-type = Escribir una hora

command-list = Lo que viene
command-today = Lo que toca hoy
command-search = Buscar un recordatorio: /search leche
command-done = Un recordatorio está hecho: /done 12
command-snooze = Otra vez más tarde: /snooze 12 10m
command-pause = Poner en pausa: /pause 12
command-resume = Reanudar: /resume 12
command-undo = Deshacer el último cambio
command-tz = Tu zona horaria: /tz Europe/Madrid
command-quiet = Horas de silencio: /quiet 22:00-07:00
command-channels = Por dónde te aviso
command-export = Todo lo tuyo, en un archivo
command-deleteme = Borrar todo lo tuyo
command-help = Lo que entiendo
command-remind = Recordar algo al grupo: /remind tarta mañana a las 10
