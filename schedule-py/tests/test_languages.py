"""What people say in German, French, Italian, Dutch and Portuguese."""

from datetime import UTC, datetime

import pytest

from oye_schedule.phrase import parse_sentence, parse_when
from oye_schedule.problem import ScheduleError
from oye_schedule.schedule import Schedule

# A Monday, 10:00 in Madrid.
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def when(text: str, lang: str) -> Schedule:
    return parse_when(text, now=NOW, zone="Europe/Madrid", lang=lang).schedule


@pytest.mark.parametrize(
    ("lang", "text", "starts_at"),
    [
        ("de", "heute Mittag", "2026-11-23T12:00"),
        ("de", "morgen um drei viertel acht", "2026-11-24T07:45"),
        ("de", "um fünf nach halb sechs", "2026-11-23T17:35"),
        ("de", "am dritten Dritten", "2027-03-03T09:00"),
        ("de", "am 3. 3.", "2027-03-03T09:00"),
        ("de", "in zweieinhalb Stunden", "2026-11-23T12:30"),
        ("de", "in ca. 10 Minuten", "2026-11-23T10:10"),
        ("de", "spätestens am Freitag um 12", "2026-11-27T12:00"),
        ("de", "übernächste Woche Mittwoch", "2026-12-09T09:00"),
        ("de", "Freitag in einer Woche", "2026-12-04T09:00"),
        ("de", "am zweiten Weihnachtstag", "2026-12-26T09:00"),
        ("de", "morgen um 3 Uhr nachts", "2026-11-24T03:00"),
        ("de", "morgen um dieselbe Zeit", "2026-11-24T10:00"),
        ("fr", "ce midi", "2026-11-23T12:00"),
        ("fr", "vendredi en quinze", "2026-12-11T09:00"),
        ("fr", "15h", "2026-11-23T15:00"),
        ("fr", "la semaine prochaine mardi", "2026-12-01T09:00"),
        ("fr", "dans une heure et quart", "2026-11-23T11:15"),
        ("fr", "dans une dizaine de minutes", "2026-11-23T10:10"),
        ("fr", "d'ici vendredi", "2026-11-27T09:00"),
        ("fr", "la veille du 3 mars", "2027-03-02T09:00"),
        ("fr", "2 jours après Noël", "2026-12-27T09:00"),
        ("fr", "demain à la même heure", "2026-11-24T10:00"),
        ("it", "domattina alle 7", "2026-11-24T07:00"),
        ("it", "domani alle nove e trequarti", "2026-11-24T09:45"),
        ("it", "fra un'ora e un quarto", "2026-11-23T11:15"),
        ("it", "tra una ventina di minuti", "2026-11-23T10:20"),
        ("it", "entro venerdì", "2026-11-27T09:00"),
        ("it", "a Natale", "2026-12-25T09:00"),
        ("it", "fine mese", "2026-11-30T09:00"),
        ("it", "a ferragosto", "2027-08-15T09:00"),
        ("it", "due giorni dopo Natale", "2026-12-27T09:00"),
        ("nl", "morgen vroeg om 7", "2026-11-24T07:00"),
        ("nl", "om vijf over half tien", "2026-11-23T21:35"),
        ("nl", "om half een", "2026-11-23T12:30"),
        ("nl", "over tweeënhalf uur", "2026-11-23T12:30"),
        ("nl", "over zo'n 20 minuten", "2026-11-23T10:20"),
        ("nl", "a.s. vrijdag", "2026-11-27T09:00"),
        ("nl", "eind van de maand", "2026-11-30T09:00"),
        ("nl", "dit weekend", "2026-11-28T09:00"),
        ("nl", "met kerst", "2026-12-25T09:00"),
        ("nl", "op de eenentwintigste", "2026-12-21T09:00"),
        ("pt", "15h", "2026-11-23T15:00"),
        ("pt", "amanhã às quinze para as nove", "2026-11-24T08:45"),
        ("pt", "amanhã cedo", "2026-11-24T09:00"),
        ("pt", "em um dia", "2026-11-24T10:00"),
        ("pt", "em uns 20 minutos", "2026-11-23T10:20"),
        ("pt", "sexta desta semana", "2026-11-27T09:00"),
        ("pt", "a partir das 18h", "2026-11-23T18:00"),
        ("pt", "fim de março", "2027-03-31T09:00"),
        ("pt", "no mesmo horário amanhã", "2026-11-24T10:00"),
    ],
)
def test_one_offs(lang: str, text: str, starts_at: str) -> None:
    schedule = when(text, lang)
    assert schedule.starts_at.isoformat(timespec="minutes") == starts_at
    assert schedule.recurrence == ()


@pytest.mark.parametrize(
    ("lang", "text", "starts_at", "rule"),
    [
        ("de", "sonntagabends", "2026-11-29T19:00", "WEEKLY;BYDAY=SU;BYHOUR=19;BYMINUTE=0"),
        (
            "de",
            "jeden Freitagnachmittag um 3",
            "2026-11-27T15:00",
            "WEEKLY;BYDAY=FR;BYHOUR=15;BYMINUTE=0",
        ),
        ("de", "immer montags um 8", "2026-11-30T08:00", "WEEKLY;BYDAY=MO;BYHOUR=8;BYMINUTE=0"),
        ("de", "am 3. eines Monats", "2026-12-03T09:00", "MONTHLY;BYMONTHDAY=3"),
        ("de", "täglich 5 Tage lang", "2026-11-24T09:00", "DAILY;UNTIL=20261129T000000"),
        ("de", "täglich bis Ende Juni", "2026-11-24T09:00", "DAILY;UNTIL=20270630T235959"),
        ("de", "alle 14 Tage am Montag", "2026-11-30T09:00", "WEEKLY;INTERVAL=2;BYDAY=MO"),
        ("de", "jeden Montag zehnmal", "2026-11-30T09:00", "WEEKLY;BYDAY=MO;COUNT=10"),
        ("de", "vom 1. bis 5. Dezember täglich", "2026-12-01T09:00", "DAILY;UNTIL=20261205T235959"),
        (
            "de",
            "zweimal täglich um 8 und 20 Uhr",
            "2026-11-23T20:00",
            "DAILY;BYHOUR=8,20;BYMINUTE=0",
        ),
        ("fr", "un jour sur deux", "2026-11-25T09:00", "DAILY;INTERVAL=2"),
        (
            "fr",
            "un lundi sur deux à 9h",
            "2026-11-30T09:00",
            "WEEKLY;INTERVAL=2;BYDAY=MO;BYHOUR=9;BYMINUTE=0",
        ),
        ("fr", "une semaine sur trois", "2026-12-14T09:00", "WEEKLY;INTERVAL=3"),
        ("fr", "tous les premiers lundis du mois", "2026-12-07T09:00", "MONTHLY;BYDAY=1MO"),
        ("fr", "tous les 15 du mois", "2026-12-15T09:00", "MONTHLY;BYMONTHDAY=15"),
        ("fr", "tous les midis", "2026-11-23T12:00", "DAILY;BYHOUR=12;BYMINUTE=0"),
        (
            "fr",
            "tous les lundis sauf en août",
            "2026-11-30T09:00",
            "WEEKLY;BYMONTH=1,2,3,4,5,6,7,9,10,11,12;BYDAY=MO",
        ),
        ("fr", "tous les quinze jours le lundi", "2026-11-30T09:00", "WEEKLY;INTERVAL=2;BYDAY=MO"),
        (
            "fr",
            "tous les vendredis du 1er janvier au 31 mars",
            "2027-01-01T09:00",
            "WEEKLY;BYDAY=FR;UNTIL=20270331T235959",
        ),
        (
            "fr",
            "tous les jours jusqu'à fin juin",
            "2026-11-24T09:00",
            "DAILY;UNTIL=20270630T235959",
        ),
        ("fr", "chaque fin de mois", "2026-11-30T09:00", "MONTHLY;BYMONTHDAY=-1"),
        ("it", "un giorno sì e uno no", "2026-11-25T09:00", "DAILY;INTERVAL=2"),
        ("it", "un lunedì su due", "2026-11-30T09:00", "WEEKLY;INTERVAL=2;BYDAY=MO"),
        ("it", "a settimane alterne", "2026-12-07T09:00", "WEEKLY;INTERVAL=2"),
        ("it", "i lunedì", "2026-11-30T09:00", "WEEKLY;BYDAY=MO"),
        ("it", "dal martedì al giovedì", "2026-11-24T09:00", "WEEKLY;BYDAY=TU,WE,TH"),
        ("it", "ogni giorno fino a fine giugno", "2026-11-24T09:00", "DAILY;UNTIL=20270630T235959"),
        ("it", "tutti i primi lunedì del mese", "2026-12-07T09:00", "MONTHLY;BYDAY=1MO"),
        ("it", "ogni 15 del mese", "2026-12-15T09:00", "MONTHLY;BYMONTHDAY=15"),
        ("it", "ogni quarto d'ora", "2026-11-23T10:15", "MINUTELY;INTERVAL=15"),
        ("it", "ogni anno il 24/12", "2026-12-24T09:00", "YEARLY;BYMONTH=12;BYMONTHDAY=24"),
        ("it", "sempre di lunedì", "2026-11-30T09:00", "WEEKLY;BYDAY=MO"),
        ("it", "ogni lunedì dalla prossima settimana", "2026-11-30T09:00", "WEEKLY;BYDAY=MO"),
        (
            "nl",
            "elke zondagavond om 20 uur",
            "2026-11-29T20:00",
            "WEEKLY;BYDAY=SU;BYHOUR=20;BYMINUTE=0",
        ),
        ("nl", "'s maandags om 9 uur", "2026-11-30T09:00", "WEEKLY;BYDAY=MO;BYHOUR=9;BYMINUTE=0"),
        ("nl", "van dinsdag tot donderdag", "2026-11-24T09:00", "WEEKLY;BYDAY=TU,WE,TH"),
        (
            "nl",
            "maandag t/m vrijdag om 8 uur",
            "2026-11-24T08:00",
            "WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=8;BYMINUTE=0",
        ),
        ("nl", "om de andere week", "2026-12-07T09:00", "WEEKLY;INTERVAL=2"),
        ("nl", "eens in de twee weken", "2026-12-07T09:00", "WEEKLY;INTERVAL=2"),
        ("nl", "elk kwartier", "2026-11-23T10:15", "MINUTELY;INTERVAL=15"),
        ("nl", "elke dag t/m 30 juni", "2026-11-24T09:00", "DAILY;UNTIL=20270630T235959"),
        (
            "nl",
            "elke vrijdag van 1 januari tot 31 maart",
            "2027-01-01T09:00",
            "WEEKLY;BYDAY=FR;UNTIL=20270331T235959",
        ),
        ("pt", "dia sim, dia não", "2026-11-25T09:00", "DAILY;INTERVAL=2"),
        (
            "pt",
            "sábado sim, sábado não às 10h",
            "2026-11-28T10:00",
            "WEEKLY;INTERVAL=2;BYDAY=SA;BYHOUR=10;BYMINUTE=0",
        ),
        ("pt", "de dois em dois dias", "2026-11-25T09:00", "DAILY;INTERVAL=2"),
        ("pt", "de meia em meia hora", "2026-11-23T10:30", "MINUTELY;INTERVAL=30"),
        ("pt", "todo dia 15", "2026-12-15T09:00", "MONTHLY;BYMONTHDAY=15"),
        ("pt", "todo dia 15 de cada mês", "2026-12-15T09:00", "MONTHLY;BYMONTHDAY=15"),
        ("pt", "toda segunda terça-feira do mês", "2026-12-08T09:00", "MONTHLY;BYDAY=2TU"),
        ("pt", "segunda quinta-feira de cada mês", "2026-12-10T09:00", "MONTHLY;BYDAY=2TH"),
        ("pt", "todo fim de mês", "2026-11-30T09:00", "MONTHLY;BYMONTHDAY=-1"),
        (
            "pt",
            "todos os dias até o fim de junho",
            "2026-11-24T09:00",
            "DAILY;UNTIL=20270630T235959",
        ),
        (
            "pt",
            "toda sexta de 1 de janeiro a 31 de março",
            "2027-01-01T09:00",
            "WEEKLY;BYDAY=FR;UNTIL=20270331T235959",
        ),
        ("pt", "sempre às segundas", "2026-11-30T09:00", "WEEKLY;BYDAY=MO"),
    ],
)
def test_series(lang: str, text: str, starts_at: str, rule: str) -> None:
    schedule = when(text, lang)
    assert schedule.starts_at.isoformat(timespec="minutes") == starts_at
    assert schedule.recurrence == (f"RRULE:FREQ={rule}",)


@pytest.mark.parametrize(
    ("lang", "text", "slug"),
    [
        ("de", "zweimal täglich", "ambiguous_time"),
        ("de", "Montag in zwei Wochen", "ambiguous_time"),
        ("de", "letzten Montag", "in_the_past"),
        ("de", "alle 10 Tage am Montag", "not_understood"),
        ("fr", "chaque deuxième mercredi", "ambiguous_time"),
        ("fr", "lundi dernier", "in_the_past"),
        ("it", "prima di venerdì", "not_understood"),
        ("it", "due volte al giorno", "ambiguous_time"),
        ("nl", "morgen na 17 uur", "not_understood"),
        ("nl", "afgelopen maandag", "in_the_past"),
        ("pt", "segunda passada", "in_the_past"),
        ("pt", "três vezes por semana", "ambiguous_time"),
    ],
)
def test_what_is_not_clear_is_refused(lang: str, text: str, slug: str) -> None:
    with pytest.raises(ScheduleError) as caught:
        when(text, lang)
    assert caught.value.slug == slug


@pytest.mark.parametrize(
    ("lang", "text", "left", "starts_at"),
    [
        ("nl", "mama bellen over een uur", "mama bellen", "2026-11-23T11:00"),
        ("nl", "eten om half acht", "eten", "2026-11-23T19:30"),
        ("nl", "'s avonds om 8 uur bellen", "bellen", "2026-11-23T20:00"),
        ("pt", "ligar para a mãe na quinta", "ligar para a mãe", "2026-11-26T09:00"),
        ("fr", "appeler le 24/12/2026", "appeler", "2026-12-24T09:00"),
        ("it", "giovedì 26 alle 18 chiamare", "chiamare", "2026-11-26T18:00"),
        ("de", "Klaus anrufen am Wochenende", "Klaus anrufen", "2026-11-28T09:00"),
    ],
)
def test_the_time_is_taken_out_of_a_sentence(
    lang: str, text: str, left: str, starts_at: str
) -> None:
    reading = parse_sentence(text, now=NOW, zone="Europe/Madrid", lang=lang)
    assert reading.text == left
    assert reading.schedule.starts_at.isoformat(timespec="minutes") == starts_at


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("nl", "Klaus bellen tussen 9 en 10 uur"),
        ("fr", "appeler demain en fin de journée"),
        ("pt", "ligar amanhã ao fim do dia"),
    ],
)
def test_a_part_of_what_was_said_is_no_reading(lang: str, text: str) -> None:
    with pytest.raises(ScheduleError):
        parse_sentence(text, now=NOW, zone="Europe/Madrid", lang=lang)
