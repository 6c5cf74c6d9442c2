"""Italian. See en.py for how a table is written."""

from oye_schedule.sayings.it import SAY

WORDS = {
    "weekday": (
        "lunedì|lun|lunedi",
        "martedì|mar|martedi",
        "mercoledì|mer|mercoledi",
        "giovedì|gio|giovedi",
        "venerdì|ven|venerdi",
        "sabato|sab",
        "domenica|dom",
    ),
    "weekdays": ("", "", "", "", "", "sabati", "domeniche"),
    "month": (
        "gennaio|gen|genn",
        "febbraio|feb|febb",
        "marzo|mar",
        "aprile|apr",
        "maggio|mag",
        "giugno|giu",
        "luglio|lug",
        "agosto|ago",
        "settembre|set|sett",
        "ottobre|ott",
        "novembre|nov",
        "dicembre|dic",
    ),
    "unit": {
        "second": "secondo|secondi|sec",
        "minute": "minuto|minuti|min|m",
        "hour": "ora|ore|h",
        "day": "giorno|giorni|giornata|gg",
        "week": "settimana|settimane",
        "month": "mese|mesi",
        "quarter": "trimestre|trimestri",
        "half_year": "semestre|semestri",
        "year": "anno|anni",
    },
    "adverb": {
        "15 minute": "ogni quarto d'ora",
        "30 minute": "ogni mezzora",
        "day": "quotidiano|quotidiana|quotidianamente|giornaliero|giornaliera|giornalmente"
        "|quotidiani|giornalieri",
        "2 day": "a giorni alterni|giorni alterni",
        "week": "settimanale|settimanalmente|settimanali",
        "2 week": "bisettimanale|quindicinale|quindicinali|bisettimanalmente|quindicinalmente"
        "|a settimane alterne|settimane alterne",
        "month": "mensile|mensilmente|mensili",
        "2 month": "bimestrale|bimestralmente|a mesi alterni|bimestrali",
        "3 month": "trimestrale|trimestralmente|trimestrali",
        "6 month": "semestrale|semestralmente|semestrali",
        "year": "annuale|annualmente|annuali|annuo|annua",
    },
    "number": (
        "zero",
        "uno|un|una",
        "due|un paio di|un paio d",
        "tre|qualche|alcuni|alcune|pochi|poche",
        "quattro",
        "cinque",
        "sei",
        "sette",
        "otto",
        "nove",
        "dieci|una decina di|una decina d",
        "undici",
        "dodici",
        "tredici",
        "quattordici",
        "quindici|una quindicina di",
        "sedici",
        "diciassette",
        "diciotto",
        "diciannove",
        "venti|una ventina di",
        "ventuno|ventun",
        "ventidue",
        "ventitré|ventitre",
        "ventiquattro",
        "venticinque",
        "ventisei",
        "ventisette",
        "ventotto",
        "ventinove",
        "trenta",
        "trentuno|trentun",
    ),
    "tens": {30: "trenta|una trentina di", 40: "quaranta", 50: "cinquanta"},
    "compound": "{tens}{unit}|{tens} {unit}",
    "ordinal": {
        1: "primo|primi",
        2: "secondo|seconda|secondi|seconde",
        3: "terzo|terza|terzi|terze",
        4: "quarto|quarta|quarti|quarte",
        5: "quinto|quinta",
        6: "sesto|sesta",
        7: "settimo|settima",
        8: "ottavo|ottava",
        9: "nono|nona",
        10: "decimo|decima",
        11: "undicesimo|undicesima",
        12: "dodicesimo|dodicesima",
        15: "quindicesimo|quindicesima",
        20: "ventesimo|ventesima",
        30: "trentesimo|trentesima",
        -1: "ultimo|ultima|ultimi|ultime",
        -2: "penultimo|penultima",
    },
    "ordinal_suffix": "º|ª|°|o|a|mo|ma|esimo|esima",
    "named": {
        0: "oggi|di oggi|in giornata|quest'oggi|la giornata|entro oggi",
        1: "domani|il giorno dopo|il giorno seguente|il giorno successivo|l'indomani|di domani"
        "|entro domani",
        2: "dopodomani|dopo domani",
        -1: "ieri",
        -2: "l'altro ieri|altro ieri|avantieri",
    },
    "now": "adesso|ora|subito|in questo momento|proprio ora|proprio adesso|immediatamente"
    "|ora stesso",
    "tonight": "stanotte|questa notte",
    "part": {
        "morning": "mattina|mattino|mattinata|mattine|mattini",
        "afternoon": "pomeriggio|pomeriggi",
        "evening": "sera|serata|sere|serate",
        "night": "notte|notti",
    },
    "parts": {
        "morning": "tutte le mattine|le mattine|ogni mattina|di mattina",
        "afternoon": "tutti i pomeriggi|i pomeriggi|ogni pomeriggio",
        "evening": "tutte le sere|le sere|ogni sera",
        "night": "tutte le notti|le notti|ogni notte",
    },
    "in_part": {
        "am": "di mattina|del mattino|al mattino|della mattina|la mattina|mattina"
        "|a m|am|di mattino|in mattinata|di prima mattina|mattina presto"
        "|la mattina presto|presto|di buon'ora|nella mattina|nella mattinata|al mattino presto",
        "afternoon": "di pomeriggio|del pomeriggio|nel pomeriggio|al pomeriggio|p m|pm"
        "|il pomeriggio|pomeriggio",
        "evening": "di sera|della sera|alla sera|in serata|la sera|sera|nella serata",
        "night": "alla notte|la notte|nella notte",
        "by_night": "di notte|della notte",
    },
    "clock_word": {
        12: "mezzogiorno|a mezzogiorno|mezzodì",
        0: "mezzanotte|a mezzanotte",
    },
    "after_hour": {
        15: "e un quarto|e quarto",
        30: "e mezza|e mezzo",
        45: "e tre quarti|e trequarti",
        -15: "meno un quarto|meno quarto",
    },
    "minutes_after": "e",
    "minutes_before": "meno",
    "minute_word": "minuti|minuto|min",
    "half_a": "mezz|mezza|mezzo|una mezz|una mezza|un mezzo",
    "and_half": "e mezza|e mezzo",
    "oclock": "in punto|ore",
    "every": "ogni|tutti i|tutte le|tutti gli|ciascun|ciascuna|a ogni|ad ogni|sempre di|sempre il"
    "|sempre la",
    "every_other": "ogni due|ogni secondo|ogni seconda|ogni altro|ogni altra",
    "per": "al|alla|all|a|per|ogni",
    "on_plural": "i|le|tutti i|tutte le|nei",
    "workday": "giorno feriale|giorno lavorativo|giorno della settimana",
    "workdays": "giorni feriali|giorni lavorativi|nei giorni feriali|feriali|durante la settimana"
    "|nei giorni lavorativi|nei feriali|nei giorni della settimana|i giorni feriali"
    "|giorni della settimana",
    "weekend": "fine settimana|weekend|week end|il fine settimana|nel fine settimana"
    "|durante il weekend|durante il fine settimana|nel weekend|il weekend|nel week end",
    "weekends": "i fine settimana|i weekend|nei fine settimana|nei weekend|i week end|nei week end",
    "in": "tra|fra|in|entro|dopo|entro le|entro i|da qui a|nel giro di|di qui a",
    "later": "dopo|più tardi|da adesso|da ora|a partire da adesso|a partire da ora|da oggi",
    "after": "dopo|da|a partire da|dopo il|dopo la|dopo l|dal|dopo le|a partire dal|dopo di",
    "before": "prima di|prima del|prima dell|prima della|prima delle|prima dei",
    "ago": "fa|or sono",
    "past_word": "scorso|scorsa|passato|passata|precedente",
    "next": "prossimo|prossima|il prossimo|la prossima|seguente|successivo|nel prossimo"
    "|nella prossima|del prossimo|della prossima|successiva",
    "next_after": "prossimo|prossima|seguente|successivo|successiva",
    "this": "questo|questa|quest|di questo|di questa|in questo|in questa",
    "of": "di|del|della|d|in|nel|nel mese di|dell|a|ad|de|nella|nell",
    "of_month": "del mese|del mese corrente|nel mese",
    "at": "alle|alle ore|all|le|a|verso le|per le|@|ore|dalle|alle ore|intorno alle|all ora"
    "|circa alle|verso l|per l|entro le|a partire dalle|h|dalle ore|attorno alle|intorno all|alla",
    "on": "il|la|di|lo|l|nel|in|per il|questo|al|su|il giorno|entro|entro il|entro la|entro l"
    "|per la|per l|nella giornata di|nel giorno di",
    "the_day": "il|il giorno|giorno|i giorni|l|l giorno|al|i|del|lo|nel giorno|nei giorni",
    "day_number": "giorno|giorni|il giorno|i giorni|nel giorno|nei giorni",
    "and": "e|ed|o|oppure|e il|e l|o il|e di|e alle|e in|e la|e le|e i|e alle ore|e all|o la"
    "|o alle|e anche|ed il|ed alle|e a",
    "to": "a|alle|al|fino a|fino alle|ad|fino al|fino alla|sino a|sino al|fino ad|alle ore",
    "from": "da|dalle|dal|tra|tra le|fra le|dall|dalle ore|fra",
    "starting": "da|dal|a partire da|a partire dal|iniziando|iniziando dal|a cominciare da"
    "|a partire dall|con inizio|dalla|dall|a decorrere dal|a partire dalla|con inizio dal"
    "|con inizio il|con decorrenza dal|cominciando dal|cominciando da|partendo dal|partendo da"
    "|a cominciare dal|iniziando il",
    "until": "fino al|fino a|fino alla|sino al|fino all|fino ad|sino a|sino alla|sino all"
    "|fino a tutto|fino a tutta|fino al giorno",
    "for": "per|per i prossimi|per le prossime|durante|nei prossimi|per i|per il prossimo"
    "|per la durata di|per un periodo di|per le|nelle prossime|durante i prossimi",
    "times": "volte|volta|occorrenze|ripetizioni|ricorrenze",
    "up_to": "fino a|per|al massimo|massimo",
    "count": {1: "una volta|una sola volta", 2: "due volte", 3: "tre volte"},
    "begin_of": "inizio|all'inizio|inizio del|all'inizio del|inizio di|all'inizio di|inizio dell"
    "|all'inizio dell|l'inizio del|ad inizio|a inizio|ai primi di|i primi di",
    "end_of": "fine|alla fine|fine del|alla fine del|fine di|alla fine di|a fine|la fine di"
    "|la fine del|fine dell|alla fine dell|per fine|entro fine|la fine dell|entro la fine di"
    "|entro la fine del",
    "except_after": "escluso|esclusi|esclusa|escluse",
    "except": "tranne|tranne il|tranne la|eccetto|eccetto il|escluso|esclusi|ma non il|tranne i"
    "|tranne le|tranne nel|tranne nei|tranne di|tranne a|tranne in|tranne l|eccetto la|eccetto i"
    "|eccetto a|eccetto nei|eccetto di|ad eccezione del|ad eccezione della|a eccezione del"
    "|a eccezione della|escluso il|escluso la|esclusa la|esclusa|esclusi i|escluse le|salvo"
    "|salvo il|salvo la|ma non la|ma non di|ma non nel|meno il|meno la|a parte il|a parte la"
    "|ad esclusione del|ad esclusione della",
    "week_number": "nella settimana|settimana numero|settimana",
    "done": "dopo averlo fatto|dopo averla fatta|dopo il completamento|dopo aver finito"
    "|una volta fatto",
    "holiday": {
        "12-25": "natale|giorno di natale|il giorno di natale",
        "12-24": "vigilia di natale|la vigilia di natale|vigilia|la vigilia",
        "01-01": "capodanno|primo dell'anno|il primo dell'anno",
        "12-31": "san silvestro|la notte di san silvestro|notte di capodanno|fine anno|a fine anno",
        "05-01": "festa dei lavoratori|festa del lavoro",
        "04-25": "festa della liberazione",
        "06-02": "festa della repubblica",
        "08-15": "ferragosto",
        "01-06": "epifania|befana|l'epifania|la befana",
        "12-26": "santo stefano",
        "02-14": "san valentino",
        "10-31": "halloween",
        "11-01": "ognissanti",
    },
    "filler": "per favore|il|la|l|in punto|di|alle|del|della|precise|esattamente",
    "coming_after": "che viene|che arriva|entrante",
    "spans": {
        15: "un quarto d'ora|quarto d'ora",
        45: "tre quarti d'ora",
    },
    "article": "il|la|un|una|mio|mia|nostro",
    "greeting": "buon|buona|buone|buono",
    "and_quarter": "e un quarto|e quarto",
    "other_after": "alterni|alterno|alterna|alterne|sì e uno no|sì e una no|sì uno no|sì una no"
    "|sì e un giorno no"
    "|sì e una settimana no|sì e un mese no|sì e l'altro no|sì e l'altra no|su due|su 2"
    "|sì un giorno no",
    "out_of": "su",
    "past_after": "scorso|scorsa|passato|passata|precedente",
    "day_before": "la vigilia di|il giorno prima di|il giorno prima del|il giorno prima della"
    "|vigilia di|il giorno prima dell",
    "day_after": "il giorno dopo|l'indomani di|il giorno dopo il",
    "at_begin": "a inizio mese|inizio mese|ad inizio mese",
    "at_end": "a fine mese|fine mese|per fine mese|entro fine mese|entro la fine del mese"
    "|l'ultimo del mese",
    "half_hour": "mezzora|una mezzora|una mezz'oretta|mezz'oretta",
    "about": "circa|più o meno|all'incirca|approssimativamente|esattamente",
    "same_time": "alla stessa ora|stessa ora|a quest'ora|allo stesso orario|stesso orario"
    "|alla medesima ora",
    "weeks_on": {
        1: "a otto",
    },
    "weeks_in": {
        1: "tra una settimana|fra una settimana",
        2: "tra due settimane|fra due settimane|tra 2 settimane|fra 2 settimane",
    },
    "named_part": {
        (0, "am"): "stamattina|stamani|questa mattina",
        (0, "evening"): "stasera|di stasera|questa sera",
        (1, "morning"): "domattina|domani mattina presto",
    },
    "on_habit": "il|la",
    "movable": "pasqua|pasquetta|lunedì dell'angelo|domenica di pasqua|venerdì santo"
    "|giovedì santo|pentecoste|martedì grasso|mercoledì delle ceneri|domenica delle palme"
    "|festa della mamma|carnevale|avvento|corpus domini|giovedì grasso|black friday",
    "vague": "primavera|estate|autunno|inverno|quaresima|vacanze|festivi|giorni festivi"
    "|giorno festivo",
    "middle_of": "metà|a metà|metà di|a metà di|alla metà di|metà del|a metà del",
    "title": "sig|signor|signora|signorina|dott|dottor|dottoressa|zio|zia|don|san|santa",
    "yes_word": "sì",
    "no_after": "uno no|una no|un giorno no|una settimana no|un mese no|e uno no|e una no",
    "between": "tra|tra le|fra|fra le|tra l|fra l",
    "ordinal_day": {
        1: "prima|prime",
    },
    "moment": "pranzo|il pranzo|cena|la cena|colazione|la colazione|il lavoro|alba|l'alba"
    "|tramonto|il tramonto|la scuola",
    "comma": ",",
    "lead": "per|per il",
    "meal": {"am": "colazione", "midday": "pranzo|pranzare", "evening": "cena|cenare"},
    "weak": "mar|mer|gio|ven|sab|dom|lun|set|uno|un|una|due|ora|ore|il|la|i|le|l|di|a|da|in|e|o|d"
    "|secondo|primo|prima|ultimo|ultima|sera|mattina|notte|giorno|fine|sei|dopo|per|fa|tra|fra|al"
    "|alle|del|nel|h|tutti|pomeriggio|mag|ago|subito",
    "say": SAY,
}
