# Lo que se dice en un chat privado y en los grupos.

hello =
    ¡Hola! Te recuerdo cosas. Escribe qué y cuándo:
    • estirarme en 10 minutos
    • llamar a mamá mañana a las 9:00
    • regar las plantas cada sábado a las 10

    /help cuenta el resto.
hello-zone = Tu zona horaria es { $zone }; se cambia con /tz.
hello-group =
    ¡Hola! /remind tarta mañana a las 10 – y aviso aquí a todos cuando llegue la hora. Quien quiera que lo
    nombre entonces, que pulse [Me apunto].
examples =
    Por ejemplo:
    • estirarme en 10 minutos
    • llamar a mamá mañana a las 9:00
    • regar las plantas cada sábado a las 10
help =
    Escribe qué te recuerdo y cuándo. Si cambias tu mensaje, cambia el recordatorio. Reenvíame algo, o mándame
    una foto o una nota de voz, y te pregunto cuándo.
help-commands =
    Si respondes «en 3 horas» a un recordatorio, lo repito entonces. «!15m» en el texto lo repite cada 15
    minutos hasta que esté hecho.

    /list – lo que viene; /today; /search leche
    /done 12, /snooze 12 10m, /pause 12, /resume 12
    /undo – deshacer el último cambio
    /tz Europe/Madrid – tu zona horaria
    /quiet 22:00-07:00 – cuándo guardo silencio
    /channels – por dónde te aviso
    /export, /deleteme – todo lo tuyo
    En un grupo: /remind tarta mañana a las 10
command-unknown = No conozco { $command }. /help cuenta lo que hago.
group-pointer = De lo que es solo tuyo hablamos en privado: https://t.me/{ $bot }
remind-usage = Di qué y cuándo: /remind tarta mañana a las 10

api-away = Ahora mismo no llego a tus recordatorios. Sigo intentándolo y respondo aquí: no hace falta repetirlo.
fault = Algo ha fallado por mi parte y no sé si se ha guardado. Míralo en /list.
not-yours = Eso solo lo pueden hacer quien lo creó y los administradores del grupo.
as-it-was = Todo queda como estaba.
never = nunca
now = ahora
and-more =
    { $count ->
        [one] … y uno más.
       *[other] … y { $count } más.
    }
missed =
    { $count ->
        [one] Mientras no podía escribirte, llegó la hora de un recordatorio:
       *[other] Mientras no podía escribirte, llegó la hora de { $count } recordatorios:
    }

linked =
    Este chat queda unido: lo que añadas en el terminal llega aquí, y al revés.
    Tu zona horaria es { $zone }; se cambia con /tz.
link-refused = Si acabas de usarlo, quizá este chat ya esté unido: prueba /list.

login-ask =
    ¿Iniciar sesión en { $label }? Se pidió { $ago }, desde { $address }, con el código { $code }.
    Quien inicie sesión puede leer y cambiar todos tus recordatorios. Si no eres tú, pulsa No.
login-done = ✔ Sesión iniciada. El terminal sigue solo.
login-refused = Rechazado. Nadie ha iniciado sesión.
login-unknown = Este código no se conoce, ya se usó o tiene más de 10 minutos. `oye login` muestra otro.

joined = Te apuntas: te nombraré.
left = Ya no estás apuntado.
