"""Dutch. See en.py for how a table is written."""

from oye_schedule.sayings.nl import SAY

WORDS = {
    "weekday": (
        "maandag|maa|ma|maan",
        "dinsdag|din|di|dins",
        "woensdag|woe|wo|woens",
        "donderdag|don|do|dond",
        "vrijdag|vri|vr|vrij",
        "zaterdag|zat|za|zater",
        "zondag|zon|zo",
    ),
    "weekdays": (
        "maandagen|maandags|s maandags",
        "dinsdagen|dinsdags|s dinsdags",
        "woensdagen|woensdags|s woensdags",
        "donderdagen|donderdags|s donderdags",
        "vrijdagen|vrijdags|s vrijdags",
        "zaterdagen|zaterdags|s zaterdags",
        "zondagen|zondags|s zondags",
    ),
    "month": (
        "januari|jan",
        "februari|feb|febr",
        "maart|mrt|maa",
        "april|apr",
        "mei",
        "juni|jun",
        "juli|jul",
        "augustus|aug",
        "september|sept|sep",
        "oktober|okt",
        "november|nov",
        "december|dec",
    ),
    "unit": {
        "second": "seconde|seconden|sec|secondes",
        "minute": "minuut|minuten|min|minuutje|m|minuutjes",
        "hour": "uur|uren|uurtje|u|uurtjes",
        "day": "dag|dagen|dgn",
        "week": "week|weken|wk",
        "month": "maand|maanden|mnd",
        "quarter": "kwartaal|kwartalen|kartaal",
        "half_year": "halfjaar|half jaar|halfjaren",
        "year": "jaar|jaren",
    },
    "adverb": {
        "15 minute": "elk kwartier|ieder kwartier",
        "30 minute": "elk halfuur|ieder halfuur|halfuurlijks",
        "hour": "elk uur|ieder uur|uurlijks",
        "day": "dagelijks|dagelijkse|daags",
        "week": "wekelijks|wekelijkse",
        "2 week": "tweewekelijks|tweewekelijkse|veertiendaags|om de week|veertiendaagse"
        "|twee wekelijks",
        "3 week": "driewekelijks|driewekelijkse",
        "4 week": "vierwekelijks|vierwekelijkse",
        "month": "maandelijks|maandelijkse",
        "2 month": "tweemaandelijks|tweemaandelijkse|twee maandelijks",
        "3 month": "kwartaal|per kwartaal|driemaandelijks|kwartaallijks|driemaandelijkse"
        "|ieder kwartaal|elk kwartaal|kwartaalsgewijs",
        "6 month": "halfjaarlijks|halfjaarlijkse|zesmaandelijks",
        "year": "jaarlijks|jaarlijkse",
    },
    "number": (
        "nul",
        "een|één|eén",
        "twee|een paar|paar",
        "drie|enkele|enige",
        "vier",
        "vijf",
        "zes",
        "zeven",
        "acht",
        "negen",
        "tien",
        "elf",
        "twaalf",
        "dertien",
        "veertien",
        "vijftien",
        "zestien",
        "zeventien",
        "achttien",
        "negentien",
    ),
    "tens": {20: "twintig", 30: "dertig", 40: "veertig", 50: "vijftig"},
    "compound": "{unit}en{tens}|{unit}ën{tens}",
    "ordinal": {
        1: "eerste",
        2: "tweede",
        3: "derde",
        4: "vierde",
        5: "vijfde",
        6: "zesde",
        7: "zevende",
        8: "achtste",
        9: "negende",
        10: "tiende",
        11: "elfde",
        12: "twaalfde",
        13: "dertiende",
        14: "veertiende",
        15: "vijftiende",
        16: "zestiende",
        17: "zeventiende",
        18: "achttiende",
        19: "negentiende",
        20: "twintigste",
        21: "eenentwintigste|éénentwintigste",
        22: "tweeëntwintigste",
        23: "drieëntwintigste",
        24: "vierentwintigste",
        25: "vijfentwintigste",
        26: "zesentwintigste",
        27: "zevenentwintigste",
        28: "achtentwintigste",
        29: "negenentwintigste",
        30: "dertigste",
        31: "eenendertigste",
        -1: "laatste",
        -2: "voorlaatste|een na laatste|op een na laatste|op één na laatste|voorlaatst",
    },
    "ordinal_suffix": "e|de|ste|ème",
    "named": {
        0: "vandaag|de dag van vandaag|deze dag",
        1: "morgen|de volgende dag|volgende dag|de dag erna",
        2: "overmorgen",
        -1: "gisteren",
        -2: "eergisteren",
    },
    "now": "nu|direct|meteen|onmiddellijk|zojuist|op dit moment|nu meteen|zo meteen|nu direct"
    "|op dit ogenblik",
    "tonight": "vannacht|deze nacht|komende nacht",
    "part": {
        "morning": "ochtend|morgen|voormiddag",
        "afternoon": "middag|namiddag",
        "evening": "avond",
        "night": "nacht",
    },
    "parts": {
        "morning": "ochtenden|elke ochtend|iedere ochtend|elke morgen|iedere morgen",
        "afternoon": "middagen|elke middag|iedere middag",
        "evening": "avonden|elke avond|iedere avond",
        "night": "nachten|elke nacht|iedere nacht",
    },
    "in_part": {
        "am": "s ochtends|s morgens|in de ochtend|in de morgen|ochtends|morgens|a m|am|voormiddag"
        "|vanochtend|vanmorgen|vroeg|s morgens vroeg|s ochtends vroeg|vroeg in de ochtend"
        "|in de vroege ochtend|deze ochtend|deze morgen|in de voormiddag",
        "afternoon": "s middags|in de middag|middags|p m|pm|in de namiddag|vanmiddag|deze middag"
        "|namiddags|s namiddags|deze namiddag",
        "evening": "s avonds|vanavond|in de avond|avonds|deze avond|in de avonduren",
        "night": "in de nacht",
        "by_night": "s nachts|nachts",
    },
    "clock_word": {
        12: "twaalf uur s middags|12 uur s middags|het middaguur",
        0: "middernacht|12 uur s nachts|twaalf uur s nachts",
    },
    "past": {15: "kwart over", -15: "kwart voor"},
    "half_to": "half",
    "minutes_past": "over|minuten over",
    "minutes_to": "voor|minuten voor",
    "minute_word": "minuten|minuut|min",
    "half_a": "half|een half|halve|een halve",
    "and_half": "en een half|en half",
    "oclock": "uur|u|uur precies|uur stipt|precies|stipt|u precies",
    "every": "elke|elk|iedere|ieder|alle|op elke|op iedere|op elk|altijd op",
    "every_other": "om de|elke tweede|elke andere|iedere andere|om de andere|iedere tweede"
    "|ieder tweede|elk tweede|op elke tweede|elk ander",
    "per": "per|elke|iedere|elk|in de|ieder",
    "workday": "werkdag|doordeweekse dag|arbeidsdag",
    "workdays": "werkdagen|weekdagen|doordeweeks|doordeweekse dagen|op werkdagen|op weekdagen"
    "|door de week|op doordeweekse dagen|op de werkdagen|tijdens de week|door de weeks",
    "weekend": "weekend|het weekend|weekeinde|in het weekend|in het weekeinde",
    "weekends": "weekenden|weekends|de weekenden|in de weekenden|in de weekends|de weekends"
    "|in de weekeinden|weekeinden|s weekends",
    "in": "in|over|binnen|na|voor",
    "later": "later|vanaf nu|hierna|nadien|vanaf dit moment",
    "after": "na|vanaf|van|na de|na het|vanaf de",
    "before": "voor|voor de|voor het|vóór|vóór de",
    "ago": "geleden|eerder",
    "past_word": "vorige|vorig|afgelopen|laatstleden|jongstleden|voorgaande",
    "next": "volgende|volgend|de volgende|op de volgende",
    "this": "deze|dit|van deze|van dit|in deze|op deze|in dit",
    "of": "van|in|van de|in de|van het|der|tijdens",
    "of_month": "van de maand|in de maand|van deze maand|der maand|v d maand",
    "at": "om|rond|tegen|omstreeks|@|vanaf|rond de klok van|om klokslag|klokslag|stipt om"
    "|om precies|precies om|exact om|om ongeveer|rond een uur of|om een uur of|zo rond|zo tegen"
    "|ongeveer om|om stipt|omstreeks de klok van",
    "on": "op|de|aan|het|op de|in het|uiterlijk|uiterlijk op|ten laatste|ten laatste op",
    "the_day": "de|op de|dag|op",
    "day_number": "dag|dagen|op dag|de dag|de dagen",
    "and": "en|of|alsmede|en de|of de|en op|en om|en in|en ook|en het",
    "to": "tot|t / m|tm|t m|tot en met|tot aan",
    "from": "van|vanaf|tussen",
    "starting": "vanaf|beginnend|beginnend op|met ingang van|sinds|startend|te beginnen"
    "|beginnend vanaf|te beginnen op|startend op|startend vanaf|vanaf de|te beginnen vanaf"
    "|te beginnen met",
    "until": "tot|tot en met|t m|tot aan|t / m|tm|tot en met de|tot de|tot aan de|eindigend op"
    "|tot het",
    "for": "gedurende|voor|voor de komende|de komende|voor de volgende|voor een periode van"
    "|gedurende de komende|over een periode van|gedurende een periode van",
    "times": "keer|maal|keren|herhalingen|malen",
    "up_to": "tot|maximaal|hoogstens|voor",
    "count": {
        1: "eenmaal|een keer|één keer|eens|één maal",
        2: "tweemaal|twee keer",
        3: "driemaal|drie keer",
        4: "viermaal|vier keer",
        5: "vijfmaal|vijf keer",
        10: "tienmaal|tien keer",
    },
    "begin_of": "begin van|het begin van|begin|aan het begin van|begin van de|het begin van de"
    "|aan het begin van de|begin van het|aan het begin van het|in het begin van"
    "|in het begin van de",
    "end_of": "eind van|einde van|het einde van|het eind van|aan het einde van|eind|eind van de"
    "|einde van de|het einde van de|het eind van de|aan het einde van de|aan het eind van"
    "|aan het eind van de|op het einde van|op het einde van de|op het eind van de|einde"
    "|eind van het|einde van het|aan het eind van het|aan het einde van het",
    "except": "behalve|behalve op|uitgezonderd|maar niet op|met uitzondering van|behalve in"
    "|behalve de|behalve in het|behalve tijdens|behalve tijdens het|uitgezonderd op"
    "|uitgezonderd de|met uitzondering van de|met uitzondering van het|maar niet in"
    "|maar niet in het",
    "week_number": "in week|week|weeknummer|in weeknummer|in weeknr|weeknr",
    "done": "na voltooiing|nadat het gedaan is|na afronding|na het afronden"
    "|nadat ik het gedaan heb",
    "holiday": {
        "12-25": "kerstmis|eerste kerstdag|kerst|1e kerstdag|de kerst|kerstdag|met kerst"
        "|met de kerst|met kerstmis",
        "12-24": "kerstavond",
        "12-26": "tweede kerstdag|2e kerstdag",
        "01-01": "nieuwjaar|nieuwjaarsdag",
        "12-31": "oudejaarsavond|oudjaar|oudejaarsdag|oud en nieuw|eind van het jaar"
        "|einde van het jaar|aan het eind van het jaar|met oud en nieuw",
        "12-05": "sinterklaas|sinterklaasavond|pakjesavond|met sinterklaas",
        "04-27": "koningsdag",
        "01-06": "driekoningen",
        "05-04": "dodenherdenking",
        "10-31": "halloween",
        "11-11": "sint maarten",
        "05-05": "bevrijdingsdag",
        "05-01": "dag van de arbeid",
        "02-14": "valentijnsdag",
    },
    "filler": "alsjeblieft|alstublieft|de|op|precies|stipt|het|aan|'",
    "coming": "komende|komend|aanstaande|eerstvolgende|aankomende|de komende|a s|aanstaand"
    "|de aanstaande|de eerstvolgende|aankomend",
    "coming_after": "aanstaande",
    "hour_and_half": "anderhalf uur|anderhalve uur",
    "every_n": "om de",
    "glued": "en|s",
    "spans": {
        15: "een kwartier|kwartier|1 kwartier|kwartiertje|een kwartiertje",
        45: "drie kwartier",
    },
    "shy": "zo|zon|ma|vrij",
    "shy_after": "elke|op|volgende|deze|komende|elk|en|aanstaande|iedere|tot",
    "article": "de|het|een|mijn|onze|ons|jouw",
    "greeting": "goede|goeden|fijne|fijn|prettige",
    "and_quarter": "en een kwart",
    "past_after": "jongstleden|laatstleden",
    "day_before": "de dag voor|dag voor|de dag voor de",
    "day_after": "de dag na|dag na|de dag na de",
    "after_next_before": "overvolgende",
    "for_after": "lang|achtereen|achter elkaar",
    "about": "ongeveer|circa|ca|zo'n|pakweg|plusminus|exact|precies|een stuk of",
    "same_time": "om dezelfde tijd|op dezelfde tijd|rond dezelfde tijd|zelfde tijd"
    "|dezelfde tijd|om deze tijd|op hetzelfde tijdstip|rond deze tijd|op dit tijdstip",
    "weeks_on": {
        1: "over acht dagen",
    },
    "weeks_in": {
        1: "over een week|over 1 week|over één week",
        2: "over twee weken|over 2 weken|over veertien dagen|over 14 dagen",
    },
    "halves": {
        1.5: "anderhalf|anderhalve",
        2.5: "tweeënhalf|tweeënhalve|twee en een half|twee en een halve",
        3.5: "drieënhalf|drieënhalve|drie en een half|drie en een halve",
        4.5: "vierenhalf|vierenhalve",
        5.5: "vijfenhalf|vijfenhalve",
    },
    "half_hour": "een halfuur|halfuur|halfuurtje|een halfuurtje",
    "named_part": {
        (1, "morning"): "morgenvroeg|morgen vroeg",
    },
    "movable": "pasen|eerste paasdag|tweede paasdag|paasmaandag|paaszondag|goede vrijdag"
    "|witte donderdag|pinksteren|pinkstermaandag|eerste pinksterdag|tweede pinksterdag"
    "|hemelvaart|hemelvaartsdag|moederdag|vaderdag|carnaval|palmzondag|aswoensdag|advent"
    "|prinsjesdag|black friday",
    "vague": "lente|voorjaar|zomer|herfst|najaar|winter|vakantie|feestdag|feestdagen|weekdag"
    "|tussen de middag",
    "middle_of": "midden|midden in|midden van|medio|het midden van|in het midden van|midden van de",
    "title": "mevrouw|meneer|mevr|dhr|dr|prof|oom|tante|sint|familie",
    "between": "tussen",
    "moment": "de lunch|lunch|het eten|het avondeten|avondeten|het ontbijt|ontbijt|het werk"
    "|werktijd|zonsopgang|zonsondergang|school|lunchtijd",
    "comma": ",",
    "lead": "voor",
    "weak": "ma|di|wo|do|vr|za|zo|maa|din|woe|don|vri|zat|zon|mei|een|nu|de|het|op|in|om|van"
    "|over|na"
    "|eerste|tweede|laatste|dag|uur|morgen|ochtend|middag|avond|nacht|voor|direct|acht|of|en|week"
    "|weekend|half|kwartaal|u|h|tot|vrij|elf",
    "say": SAY,
}
