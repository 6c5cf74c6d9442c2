# Preguntas, usos y negativas.

ask-when = ⏰ ¿Cuándo te aviso? Elige, o responde a este mensaje.
ask-type = ⏰ ¿Cuándo? Responde con una hora, como «en 3 horas» o «mañana a las 9:00».
ask-hint = mañana a las 9:00
ask-which = ❓ ¿Cuál quieres decir? Todavía no he guardado nada.
no-time = 🤔 No encuentro ninguna hora, así que no he guardado nada. Escríbelo con una hora, o elige una.
nothing-stored = No he guardado nada.
nothing-changed = No he cambiado nada.
too-long = Es demasiado largo: { $most } caracteres como mucho. No he guardado nada.
edit-ask = ✎ #{ $number }: responde con el texto nuevo, la hora nueva, o ambos.
edit-over = Ese recordatorio ya terminó. Escríbelo de nuevo para que te lo recuerde otra vez.

kind-photo = Foto
kind-voice = Nota de voz
kind-video = Vídeo
kind-video-note = Videomensaje
kind-audio = Audio
kind-document = Archivo
kind-contact = Contacto
kind-venue = Lugar
kind-poll = Encuesta
kind-other = Este mensaje

done-which = ¿Cuál está hecho?
done-usage = Di cuál: /done 12. Los números están en /list.
snooze-usage = Di cuál y hasta cuándo: /snooze 12 10m. Los números están en /list.
pause-which = ¿Cuál pongo en pausa?
pause-usage = Di cuál: /pause 12. Los números están en /list.
resume-which = ¿Cuál reanudo?
resume-usage = Di cuál: /resume 12. Los números están en /list.

zone-ask = ¿Es { $zone } tu zona horaria, donde son las { $time }?
zone-is = Tu zona horaria es { $zone }, donde son las { $time }.
zone-then = Escribe qué te recuerdo y cuándo.
zone-area = ¿Dónde vives?
zone-city = ¿Qué ciudad tiene tu hora?
zone-location = Pulsa el botón bajo el campo. Miro tu ubicación una vez y no la guardo.
zone-located = Gracias.
zone-near = ¿Cuál es la tuya?
zone-moves =
    De { $old } a { $zone }, donde son las { $time }: esto se mueve contigo. ¿De acuerdo?

quiet-none = No tienes horas de silencio.
quiet-defer = De { $start } a { $end } guardo silencio, y a las { $end } cuento lo que tocaba.
quiet-silent = De { $start } a { $end } te aviso sin sonido.
quiet-usage = /quiet 22:00-07:00 las pone, con «silencio» detrás solo quita el sonido; /quiet off las quita.

channels = Te aviso por aquí:
channels-more = `oye channels` en un terminal los añade y los cambia.
channel-inbox = Bandeja
channel-telegram = Telegram
channel-webhook = Webhook
channel-here = Telegram (este chat)
channel-default = el habitual
channel-off = apagado: { $reason }

export = Todo lo que hay guardado de ti. Los secretos no están.
deleteme-ask =
    ¿Borrar todo lo tuyo, para siempre? { $active ->
        [one] Un recordatorio
       *[other] { $active } recordatorios
    }, tu historial, tus canales y tus accesos desaparecen. Antes, /export te da una copia.
deleteme-done = Todo lo tuyo está borrado. Si me escribes otra vez, empezamos de nuevo.

problem-not_understood = No entiendo qué momento es.
problem-ambiguous_time = Eso puede significar varias cosas; di cuál.
problem-in_the_past = Eso ya ha pasado; di un momento por venir.
problem-no_such_date = Esa fecha no existe.
problem-several_dates = Eso nombra varios días; di «cada» o elige uno.
problem-never_matches = Eso no ocurre nunca.
problem-out_of_range = Eso está demasiado lejos.
problem-too_frequent = Eso es demasiado a menudo: como mucho cada minuto.
problem-bad_recurrence = No entiendo esa repetición.
problem-text_missing = Di qué te recuerdo, además de la hora.
problem-text_has_nul = Hay un carácter que no puedo guardar.
problem-when_repeats = Di aquí un solo momento, como 10m o mañana a las 9:00.
problem-nag_out_of_range = Repetirlo así no se puede: entre un minuto y un día.
problem-unknown_timezone = No conozco esa zona horaria. Se escriben como Europe/Madrid.
problem-field_invalid = Eso no lo puedo guardar así.
problem-reminder_not_found = No hay tal recordatorio. Los números están en /list.
problem-occurrence_not_found = Eso no ha tocado.
problem-delivery_not_found = Ya no conozco este recordatorio.
problem-change_not_found = De eso hace demasiado para deshacerlo.
problem-changed_since = Algo más nuevo cambió lo mismo; deshaz eso primero.
problem-nothing_to_revert = No hay nada que deshacer.
problem-nothing_due = Nada de eso espera respuesta.
problem-nothing_scheduled = De eso no viene nada.
problem-already_done = Eso ya estaba hecho.
problem-reminder_finished = Ese recordatorio ya terminó.
problem-revision_mismatch = Se ha cambiado mientras tanto. Míralo en /list y prueba otra vez.
problem-idempotency_key_reused = Eso ya está guardado. Míralo en /list.
problem-snooze_out_of_range = No se puede aplazar hasta entonces.
not-met = Aún no nos conocemos: mándame /start.
problem-code_not_found = Este código no se conoce, ya se usó o tiene más de 10 minutos. Pide otro con oye channels add telegram.
problem-chat_has_reminders = Este chat ya tiene recordatorios propios, y no se une a otra persona.
problem-too_many_guesses = Demasiados códigos equivocados. Prueba dentro de una hora.
problem-attendees_full = Ya hay cincuenta apuntados; no caben más.
problem-quiet_without_end = Las horas de silencio acaban a otra hora que la del comienzo.
problem-confirm_wrong = Eso es de otra persona. Di /deleteme otra vez.
