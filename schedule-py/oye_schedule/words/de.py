"""German. See en.py for how a table is written."""

from oye_schedule.sayings.de import SAY

WORDS = {
    "weekday": (
        "montag|mo",
        "dienstag|di|die",
        "mittwoch|mi",
        "donnerstag|do|don",
        "freitag|fr|fre",
        "samstag|sonnabend|sa|sam",
        "sonntag|so|son",
    ),
    "weekdays": (
        "montags|montage|montagen",
        "dienstags|dienstage|dienstagen",
        "mittwochs|mittwoche|mittwochen",
        "donnerstags|donnerstage|donnerstagen",
        "freitags|freitage|freitagen",
        "samstags|samstage|samstagen|sonnabends|sonnabende",
        "sonntags|sonntage|sonntagen",
    ),
    "month": (
        "januar|jan|jänner|januars",
        "februar|feb|feber",
        "märz|mär|maerz|mrz",
        "april|apr",
        "mai",
        "juni|jun",
        "juli|jul",
        "august|aug",
        "september|sept|sep",
        "oktober|okt",
        "november|nov",
        "dezember|dez",
    ),
    "unit": {
        "second": "sekunde|sekunden|sek",
        "minute": "minute|minuten|min|m",
        "hour": "stunde|stunden|std|h",
        "day": "tag|tage|tagen|tages",
        "week": "woche|wochen",
        "month": "monat|monate|monaten|monats",
        "quarter": "quartal|quartale|quartalen|vierteljahr|vierteljahre|vierteljahren"
        "|vierteljahres|quartals",
        "half_year": "halbjahr|halbjahre|halbes jahr|halben jahr|halbe jahr|halbjahren"
        "|halben jahres",
        "year": "jahr|jahre|jahren|jahres",
    },
    "adverb": {
        "15 minute": "viertelstündlich",
        "30 minute": "halbstündlich",
        "hour": "stündlich|stündliche|stündlicher|stündliches",
        "day": "täglich|tägliche|täglichen|tagtäglich|alltäglich|tägliches|täglicher",
        "week": "wöchentlich|wöchentliche|allwöchentlich|wöchentlichen|wöchentlicher"
        "|wöchentliches|allwöchentliche",
        "2 week": "zweiwöchentlich|vierzehntäglich|zweiwöchig|14 tägig|vierzehntägig"
        "|vierzehntägige|zweiwöchentliche|14 täglich|im zwei wochen takt|zweiwöchige"
        "|vierzehntägliche",
        "month": "monatlich|monatliche|allmonatlich|monatliches|monatlichen|monatlicher"
        "|eines monats|eines jeden monats",
        "2 month": "zweimonatlich|zweimonatliche",
        "3 week": "dreiwöchentlich|dreiwöchig",
        "4 week": "vierwöchentlich|vierwöchig",
        "3 month": "vierteljährlich|quartalsweise|vierteljährliche|quartalsmäßig|dreimonatlich"
        "|vierteljährlichen",
        "6 month": "halbjährlich|halbjährliche|halbjahresweise|sechsmonatlich|halbjährlichen"
        "|halbjährliches",
        "year": "jährlich|jährliche|alljährlich|alljährliche|alljährliches|jährliches|jährlichen"
        "|jährlicher|alljährlichen",
    },
    "number": (
        "null",
        "eins|ein|eine|einer|einem|einen|eines|ne|ner|nem|nen",
        "zwei|ein paar|paar",
        "drei|einige|einigen|mehrere|mehreren",
        "vier",
        "fünf|fuenf",
        "sechs",
        "sieben",
        "acht",
        "neun",
        "zehn",
        "elf",
        "zwölf|zwoelf",
        "dreizehn",
        "vierzehn",
        "fünfzehn",
        "sechzehn",
        "siebzehn",
        "achtzehn",
        "neunzehn",
    ),
    "tens": {20: "zwanzig", 30: "dreißig|dreissig", 40: "vierzig", 50: "fünfzig"},
    "compound": "{unit}und{tens}",
    "unit_words": 2,
    "ordinal": {
        1: "erste|ersten|erster|erstes|erstem",
        2: "zweite|zweiten|zweiter|zweites",
        3: "dritte|dritten|dritter|drittes|drittem",
        4: "vierte|vierten|vierter|viertes",
        5: "fünfte|fünften|fünfter|fünftes",
        6: "sechste|sechsten|sechster",
        7: "siebte|siebten|siebente|siebenten|siebter",
        8: "achte|achten|achter",
        9: "neunte|neunten|neunter",
        10: "zehnte|zehnten|zehnter",
        11: "elfte|elften",
        12: "zwölfte|zwölften",
        13: "dreizehnte|dreizehnten",
        14: "vierzehnte|vierzehnten",
        15: "fünfzehnte|fünfzehnten",
        16: "sechzehnte|sechzehnten",
        17: "siebzehnte|siebzehnten",
        18: "achtzehnte|achtzehnten",
        19: "neunzehnte|neunzehnten",
        20: "zwanzigste|zwanzigsten|zwanzigster",
        21: "einundzwanzigste|einundzwanzigsten",
        22: "zweiundzwanzigste|zweiundzwanzigsten",
        23: "dreiundzwanzigste|dreiundzwanzigsten",
        24: "vierundzwanzigste|vierundzwanzigsten",
        25: "fünfundzwanzigste|fünfundzwanzigsten",
        26: "sechsundzwanzigste|sechsundzwanzigsten",
        27: "siebenundzwanzigste|siebenundzwanzigsten",
        28: "achtundzwanzigste|achtundzwanzigsten",
        29: "neunundzwanzigste|neunundzwanzigsten",
        30: "dreißigste|dreißigsten|dreissigste|dreissigsten",
        31: "einunddreißigste|einunddreißigsten|einunddreissigste|einunddreissigsten",
        -1: "letzte|letzten|letzter|letztes|letztem|letzen",
        -2: "vorletzte|vorletzten|vorletzter",
    },
    "ordinal_suffix": "te|ten|ter|tes|ste|sten|ster|stes|tem",
    "dot_ordinal": True,
    "named": {
        0: "heute|am heutigen tag",
        1: "morgen|am nächsten tag|nächster tag|am folgenden tag",
        2: "übermorgen|uebermorgen",
        -1: "gestern",
        -2: "vorgestern",
    },
    "now": "jetzt|gerade|gerade eben|sofort|genau jetzt|jetzt gerade|im moment|in diesem moment"
    "|augenblicklich",
    "tonight": "heute nacht",
    "part": {
        "morning": "morgen|vormittag|früh",
        "midday": "mittag",
        "afternoon": "nachmittag",
        "evening": "abend",
        "night": "nacht",
    },
    "parts": {
        "morning": "morgens|vormittags|morgens früh|frühmorgens",
        "midday": "mittags",
        "afternoon": "nachmittags",
        "evening": "abends",
        "night": "nachts",
    },
    "in_part": {
        "am": "morgens|vormittags|am morgen|am vormittag|früh|in der früh|des morgens|a m"
        "|am morgen|am frühen morgen|frühmorgens|morgens früh|in der frühe",
        "afternoon": "nachmittags|am nachmittag|des nachmittags|p m|pm",
        "midday": "mittags|zur mittagszeit|zu mittag|am mittag|über mittag",
        "evening": "abends|am abend|des abends",
        "night": "in der nacht",
        "by_night": "nachts",
    },
    "clock_word": {
        12: "mittag|um zwölf uhr mittags",
        0: "mitternacht|um mitternacht",
    },
    "clock": 24,
    "past": {15: "viertel nach", -15: "viertel vor|dreiviertel|drei viertel", -45: "viertel"},
    "half_to": "halb",
    "minutes_past": "nach|minuten nach",
    "minutes_to": "vor|minuten vor",
    "minute_word": "minuten|minute|min",
    "half_a": "halben|halbe|einer halben|eine halbe|halber|einem halben|ner halben",
    "and_half": "und eine halbe|einhalb",
    "oclock": "uhr",
    "every": "jede|jeden|jeder|jedes|jedem|alle|an jedem|zu jeder|an allen|in jedem|aller"
    "|immer am|jeweils am|jeweils|immer|immer an jedem|zu jedem|an einem jeden|eines jeden",
    "every_other": "jeden zweiten|jede zweite|jedes zweite|jeden anderen|alle zwei|jedem zweiten"
    "|jeder zweite|jede andere|an jedem zweiten",
    "per": "pro|am|in der|im|je|jede|jeden|jedes|die|in einer|in einem|an einem",
    "workday": "werktag|wochentag|arbeitstag",
    "workdays": "wochentags|werktags|wochentage|werktage|arbeitstage|an wochentagen|an werktagen"
    "|werktagen|wochentagen|arbeitstagen|unter der woche|an arbeitstagen|die woche über"
    "|während der woche",
    "weekend": "wochenende|am wochenende|das wochenende|übers wochenende",
    "weekends": "wochenenden|an wochenenden|an den wochenenden|wochenends",
    "in": "in|binnen|innerhalb von|nach|innerhalb|im laufe von|nach ablauf von",
    "later": "später|ab jetzt|von jetzt an|danach|von jetzt",
    "after": "nach|ab|von",
    "before": "vor",
    "ago": "zuvor|vorher|her",
    "past_word": "vergangene|vergangenen|vorige|vorigen|vergangener|vergangenes|voriges"
    "|vorheriger|vorherige|vorherigen|vergangenem|vorigem",
    "next": "nächste|nächsten|nächster|nächstes|folgende|folgenden|am nächsten|der nächste"
    "|nächstem|folgender|folgendes|am folgenden|darauffolgende|darauffolgenden|im nächsten"
    "|der nächsten|des nächsten|dem nächsten|in der nächsten|zum nächsten",
    "this": "diese|diesen|dieser|dieses|diesem|an diesem|am diesen|am diesem|in dieser",
    "after_next_before": "übernächsten|übernächste|übernächster|am übernächsten|übernächstes"
    "|in der übernächsten|im übernächsten",
    "of": "im|in|des|der|von|vom|den|dem|im monat",
    "of_month": "des monats|im monat|vom monat|jeweils im monat|des laufenden monats",
    "at": "um|gegen|ca|so um|so gegen|ab|@|um ca|um punkt|punkt|pünktlich um|circa um|ungefähr um"
    "|etwa um|zirka um|um etwa|um ungefähr|um circa|genau um|ab ca|ca um|spätestens um"
    "|bis spätestens um",
    "on": "am|an|den|der|zum|auf|dem|am dem|zu|spätestens|spätestens am|bis spätestens"
    "|bis spätestens am|fürs",
    "the_day": "am|den|der|zum|am tag|an den tagen",
    "day_number": "am tag",
    "and": "und|oder|sowie|und am|oder am|und den|und im|und um|und an|sowie am|wie auch",
    "to": "bis|bis zum|bis um|bis einschließlich|bis zu|bis einschliesslich|bis inklusive",
    "from": "von|zwischen|ab|vom|in der zeit von|im zeitraum von",
    "starting": "ab|beginnend|beginnend am|ab dem|seit|startend|ab dem|beginnend mit"
    "|angefangen am|angefangen mit|beginnend ab|startend am|startend ab|mit beginn am|erstmals am"
    "|erstmals",
    "until": "bis|bis zum|bis einschließlich|bis einschliesslich|bis inklusive|endend am",
    "for": "für|für die nächsten|während|in den nächsten|lang|für die dauer von"
    "|für einen zeitraum von|über|die nächsten|während der nächsten|für die kommenden"
    "|über einen zeitraum von|in den kommenden",
    "times": "mal|male|wiederholungen|wiederholung",
    "up_to": "bis zu|höchstens|maximal|für",
    "count": {
        1: "einmal|ein mal",
        2: "zweimal",
        3: "dreimal",
        4: "viermal",
        5: "fünfmal",
        6: "sechsmal",
        7: "siebenmal",
        8: "achtmal",
        9: "neunmal",
        10: "zehnmal",
        12: "zwölfmal",
        20: "zwanzigmal",
    },
    "begin_of": "anfang|am anfang|beginn|zu beginn|zum beginn|anfang des|am anfang des"
    "|zu beginn des|zum beginn des|beginn des|anfang vom",
    "end_of": "ende|am ende|zum ende|ende des|am ende des|zum ende des|ende vom|am ende vom",
    "except_after": "ausgenommen|ausgeschlossen",
    "except": "außer|außer am|ausser|ausgenommen|aber nicht|nur nicht|außer an|außer im"
    "|mit ausnahme von|aber nicht am|ausser am|ausser an|ausser im|ausgenommen am|nur nicht am",
    "week_number": "in woche|woche|kw|in kw|kalenderwoche|in kalenderwoche|der kw|in der kw",
    "done": "nach erledigung|nach dem erledigen|nach abschluss|nachdem es erledigt ist"
    "|nach der erledigung|nachdem ich es erledigt habe|nach fertigstellung|nachdem ich fertig bin"
    "|nachdem es fertig ist|nach erledigen",
    "holiday": {
        "12-25": "weihnachten|erster weihnachtstag|weihnachtstag|1 weihnachtstag"
        "|1 weihnachtsfeiertag|erster weihnachtsfeiertag|ersten weihnachtstag"
        "|ersten weihnachtsfeiertag",
        "12-26": "zweiter weihnachtstag|zweiten weihnachtstag|2 weihnachtstag"
        "|zweiter weihnachtsfeiertag|zweiten weihnachtsfeiertag|2 weihnachtsfeiertag|stephanitag",
        "12-24": "heiligabend|heilig abend",
        "01-01": "neujahr|neujahrstag",
        "12-31": "silvester|sylvester|jahresende|am jahresende|zum jahresende",
        "05-01": "tag der arbeit",
        "10-03": "tag der deutschen einheit",
        "01-06": "dreikönigstag|heilige drei könige",
        "11-01": "allerheiligen",
        "10-31": "halloween|reformationstag",
        "12-06": "nikolaus|nikolaustag",
        "02-14": "valentinstag",
    },
    "filler": "bitte|am|um|der|die|den|genau|uhr|im|pünktlich|herum|rum",
    "coming": "kommende|kommenden|kommender|am kommenden|am kommendem|kommendes|kommendem"
    "|in der kommenden|im kommenden|der kommenden|des kommenden|dem kommenden|den kommenden",
    "hour_and_half": "anderthalb stunden|eineinhalb stunden|anderthalb std|1 einhalb stunden",
    "glued": "s",
    "spans": {
        15: "einer viertelstunde|viertelstunde|viertelstunden|viertel stunde|einer viertel stunde",
        45: "einer dreiviertelstunde|dreiviertelstunde|einer dreiviertel stunde"
        "|dreiviertel stunde|drei viertel stunde|einer drei viertel stunde|dreiviertelstunden",
    },
    "shy": "so|die|don|son|sam|fre",
    "shy_after": "jeden|am|nächsten|diesen|diesem|kommenden|bis|und|an",
    "article": "der|die|das|den|dem|ein|eine|einen|mein|meine|meinen|unser|unsere",
    "greeting": "guten|gute|gutes|schönen|schöne|frohe|frohes",
    "ago_before": "vor",
    "for_after": "lang|hindurch",
    "at_begin": "monatsanfang|am monatsanfang|zum monatsanfang|zu monatsbeginn"
    "|zum monatsbeginn|monatsbeginn|am monatsersten|zum monatsersten"
    "",
    "at_end": "monatsende|am monatsende|zum monatsende|am monatsletzten|zum monatsletzten",
    "about": "etwa|ungefähr|ca|circa|zirka|rund|genau|exakt|knapp|so etwa|so ungefähr|so circa",
    "same_time": "um dieselbe zeit|um die gleiche zeit|zur gleichen zeit|zur selben zeit"
    "|um diese zeit|zur gleichen uhrzeit|um dieselbe uhrzeit",
    "weeks_on": {
        1: "in acht tagen",
    },
    "weeks_in": {
        1: "in einer woche|in 1 woche|in ner woche",
        2: "in zwei wochen|in 2 wochen|in vierzehn tagen|in 14 tagen",
    },
    "halves": {
        1.5: "anderthalb|eineinhalb|ein einhalb",
        2.5: "zweieinhalb|zwei einhalb",
        3.5: "dreieinhalb|drei einhalb",
        4.5: "viereinhalb",
        5.5: "fünfeinhalb",
        6.5: "sechseinhalb",
    },
    "movable": "ostern|ostermontag|ostersonntag|karfreitag|karsamstag|gründonnerstag"
    "|palmsonntag|pfingsten|pfingstmontag|pfingstsonntag|christi himmelfahrt|himmelfahrt"
    "|fronleichnam|rosenmontag|aschermittwoch|faschingsdienstag|muttertag|vatertag"
    "|buß und bettag|totensonntag|weiberfastnacht|erster advent|1 advent|2 advent|3 advent"
    "|4 advent|advent|erntedank|fasching|karneval|black friday",
    "vague": "frühling|frühjahr|sommer|herbst|winter|ferien|feiertag|feiertags|feiertagen"
    "|feiertage|fastenzeit",
    "middle_of": "mitte|mitte des|mitte der|in der mitte des|mitte vom",
    "title": "frau|herr|herrn|dr|prof|onkel|tante|familie",
    "ordinal_month": {
        1: "ersten",
        2: "zweiten",
        3: "dritten",
        4: "vierten",
        5: "fünften",
        6: "sechsten",
        7: "siebten",
        8: "achten",
        9: "neunten",
        10: "zehnten",
        11: "elften",
        12: "zwölften",
    },
    "between": "zwischen",
    "moment": "mittagessen|dem mittagessen|abendessen|dem abendessen|frühstück|dem frühstück"
    "|der arbeit|feierabend|sonnenaufgang|sonnenuntergang|der schule|morgengrauen",
    "comma": ",",
    "lead": "für",
    "meal": {"am": "frühstück|frühstücken", "midday": "mittagessen", "evening": "abendessen"},
    "weak": "mo|di|mi|do|fr|sa|so|die|der|den|das|am|im|in|mai|morgen|mal|ein|eine|einen"
    "|einer|eins"
    "|sam|son|don|fre|tag|nach|vor|alle|her|um|erste|ersten|letzte|letzten|zweite"
    "|früh|mittag|gerade"
    "|abend|nacht|acht|so|ab|von|bis|für|wochenende|wochentag",
    "say": SAY,
}
