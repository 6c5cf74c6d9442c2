"""French. See en.py for how a table is written."""

from oye_schedule.sayings.fr import SAY

WORDS = {
    "weekday": (
        "lundi|lun",
        "mardi|mar",
        "mercredi|mer|mercr",
        "jeudi|jeu",
        "vendredi|ven|vend",
        "samedi|sam",
        "dimanche|dim",
    ),
    "weekdays": (
        "lundis",
        "mardis",
        "mercredis",
        "jeudis",
        "vendredis",
        "samedis",
        "dimanches",
    ),
    "month": (
        "janvier|jan|janv",
        "février|fév|fev|févr",
        "mars|mar",
        "avril|avr",
        "mai",
        "juin|jun",
        "juillet|juil|jul",
        "août|aoû",
        "septembre|sept|sep",
        "octobre|oct",
        "novembre|nov",
        "décembre|déc",
    ),
    "unit": {
        "second": "seconde|secondes|sec|s",
        "minute": "minute|minutes|min|mn|mins|m",
        "hour": "heure|heures|h|hr|hrs",
        "day": "jour|jours|journée|journées",
        "week": "semaine|semaines|sem",
        "fortnight": "quinzaine|quinzaines",
        "month": "mois",
        "quarter": "trimestre|trimestres",
        "half_year": "semestre|semestres",
        "year": "an|ans|année|années",
    },
    "adverb": {
        "15 minute": "tous les quarts d'heure",
        "30 minute": "toutes les demi heures|toutes les demies heures",
        "day": "quotidien|quotidienne|quotidiennement|journalier|quotidiens|quotidiennes"
        "|journalière|journellement",
        "week": "hebdomadaire|hebdomadairement|hebdo|hebdomadaires",
        "2 week": "bimensuel|bihebdomadaire|bimensuelle|bimensuellement",
        "month": "mensuel|mensuelle|mensuellement|mensuels|mensuelles",
        "2 month": "bimestriel|bimestrielle",
        "3 month": "trimestriel|trimestrielle|trimestriellement|trimestriels|trimestrielles",
        "6 month": "semestriel|semestrielle|semestriellement",
        "year": "annuel|annuelle|annuellement|annuels|annuelles",
    },
    "number": (
        "zéro",
        "un|une",
        "deux|une paire de",
        "trois|quelques",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix|une dizaine de|une dizaine d",
        "onze",
        "douze|une douzaine de|une douzaine d",
        "treize",
        "quatorze",
        "quinze|une quinzaine de",
        "seize",
        "dix sept",
        "dix huit",
        "dix neuf",
    ),
    "tens": {
        20: "vingt|une vingtaine de",
        30: "trente|une trentaine de",
        40: "quarante",
        50: "cinquante",
    },
    "compound": "{tens} {unit}|{tens} et {unit}",
    "unit_words": 2,
    "ordinal": {
        1: "premier|première|premiers|premières",
        2: "deuxième|second|seconde|deuxièmes|secondes|seconds",
        3: "troisième|troisièmes",
        4: "quatrième|quatrièmes",
        5: "cinquième",
        6: "sixième",
        7: "septième",
        8: "huitième",
        9: "neuvième",
        10: "dixième",
        11: "onzième",
        12: "douzième",
        13: "treizième",
        14: "quatorzième",
        15: "quinzième",
        20: "vingtième",
        30: "trentième",
        -1: "dernier|dernière|derniers|dernières",
        -2: "avant dernier|avant dernière",
    },
    "ordinal_suffix": "er|ère|ere|re|e|è|ème|eme|ième|ieme|nd|nde|º|ers|es|èmes",
    "named": {
        0: "aujourd'hui|aujourdhui|ce jour|la journée|dans la journée|ce jour ci|auj",
        1: "demain|le lendemain|lendemain|jour suivant|le jour suivant|le jour d'après"
        "|d'ici demain",
        2: "après demain|apres demain|le surlendemain|surlendemain",
        -1: "hier",
        -2: "avant hier",
    },
    "now": "maintenant|tout de suite|immédiatement|en ce moment|à l'instant|dès maintenant"
    "|sur le champ",
    "tonight": "cette nuit",
    "part": {
        "morning": "matin|matinée|de matin|matins",
        "midday": "midi|midis",
        "afternoon": "après midi|aprem|apres midi|après midis",
        "evening": "soir|soirée|soirs",
        "night": "nuit|nuits",
    },
    "parts": {
        "morning": "les matins|tous les matins|le matin",
        "midday": "les midis|tous les midis",
        "afternoon": "les après midi|les après midis|tous les après midi|tous les après midis",
        "evening": "les soirs|tous les soirs",
        "night": "les nuits|toutes les nuits",
    },
    "named_part": {
        (0, "am"): "ce matin",
        (0, "afternoon"): "cet après midi|cet aprem|cet aprèm",
    },
    "in_part": {
        "am": "du matin|le matin|dans la matinée|au matin|a m|am|de bon matin"
        "|tôt le matin|au petit matin|de bonne heure|en matinée|tôt",
        "afternoon": "de l'après midi|dans l'après midi|l'après midi|p m|pm|en après midi"
        "|dans l'aprem|de l'aprem",
        "evening": "du soir|le soir|dans la soirée|au soir|en soirée",
        "midday": "ce midi|le midi",
        "night": "la nuit|dans la nuit",
        "by_night": "de la nuit",
    },
    "clock_word": {12: "midi|à midi|douze heures midi", 0: "minuit|à minuit"},
    "hour_unit": "heure|heures",
    "bare_noon": {12: "midi|à midi", 0: "minuit|à minuit"},
    "clock": 24,
    "after_hour": {
        15: "et quart|un quart|et un quart",
        30: "et demie|et demi",
        45: "trois quarts|et trois quarts",
        -15: "moins le quart|moins quart|moins un quart",
    },
    "minutes_before": "moins",
    "minute_word": "minutes|minute|min|mn",
    "half_a": "demi|une demi|un demi|demie|une demie|un demie",
    "and_half": "et demie|et demi",
    "oclock": "heures|heure|heures pile|heures précises|heure pile|pile",
    "every": "chaque|tous les|toutes les|à chaque|tout les|toute les|chaques|tous le|toujours le"
    "|toujours les|toujours la",
    "every_other": "tous les deux|toutes les deux|chaque deuxième|chaque second",
    "per": "par|chaque|tous les|toutes les",
    "on_plural": "les|tous les",
    "workday": "jour ouvré|jour ouvrable|jour de semaine|jour de la semaine|jour de travail"
    "|jour travaillé",
    "workdays": "jours ouvrés|jours ouvrables|jours de semaine|jours de la semaine|en semaine"
    "|les jours ouvrés|du lundi au vendredi|jours de travail|jours travaillés|pendant la semaine"
    "|durant la semaine|les jours ouvrables",
    "weekend": "week end|weekend|le week end|le weekend",
    "weekends": "week ends|weekends|les week ends|les weekends",
    "in": "dans|d'ici|en|pour|au bout de|dans les|sous",
    "later": "plus tard|après|à partir de maintenant|à compter de maintenant"
    "|à partir d'aujourd'hui",
    "after": "après|à partir de|à partir d|depuis|à compter d|après le|après la|après l"
    "|à partir du|à compter du|après les",
    "before": "avant|avant le|avant la|avant l",
    "ago": "plus tôt|auparavant",
    "past_word": "passé|passée|précédent|précédente",
    "next": "prochain|prochaine|le prochain|la prochaine|suivant|suivante|au prochain"
    "|à la prochaine|du prochain|de la prochaine",
    "next_after": "prochain|prochaine|suivant|suivante",
    "this": "ce|cette|cet|de ce|de cette",
    "of": "de|du|d|en|au|au mois de|de la|des|du mois de|dans|de l",
    "of_month": "du mois|du mois courant|dans le mois",
    "at": "à|a|vers|pour|@|aux environs de|à partir de|aux alentours de|vers les|à environ"
    "|autour de",
    "on": "le|la|en|au|du|les|ce|pour le|l|d'ici|d'ici le|d'ici à|d'ici au|au plus tard"
    "|au plus tard le",
    "the_day": "le|les|le jour|au|la|du",
    "day_number": "jour|jours|le jour|les jours|aux jours|au jour",
    "and": "et|ou|et le|ou le|et la|et les|et en|et à|ou les|ainsi que|ainsi que le|ou à|ou la",
    "to": "à|au|jusqu'à|a|jusqu'au|jusque|jusqu",
    "from": "de|du|entre|depuis",
    "starting": "à partir du|à partir de|à compter du|dès|dès le|commençant|commençant le|depuis"
    "|à partir d|en commençant le|démarrant le|débutant le|à partir de la|à compter de|dès la"
    "|à dater du|en commençant|à commencer le|dès l|commençant en",
    "until": "jusqu'à|jusqu'au|jusqu'en|jusque|jusqu'à la|jusque en|jusqu'au mois de",
    "for": "pendant|durant|pour|pour les prochains|pendant les prochaines|pour les|pendant les"
    "|durant les|pour une durée de|pendant une durée de|durant les prochains"
    "|pendant les prochains",
    "times": "fois|occurrences|reprises|répétitions|fois de suite",
    "up_to": "jusqu'à|pendant|pour|au plus|maximum",
    "count": {1: "une fois", 2: "deux fois", 3: "trois fois"},
    "begin_of": "début de|début du|au début du|au début de|début|au début|le début de|le début du"
    "|en début de|début d|au début d",
    "end_of": "fin de|fin du|à la fin du|à la fin de|fin|la fin de|la fin du|en fin de|à la fin d"
    "|la fin d|à fin|à la fin|la fin|fin d|en fin d",
    "except_after": "excepté|exceptés|exclu|exclus|non compris",
    "except": "sauf|sauf le|sauf les|excepté|excepté le|hors|mais pas le|mais pas les|sauf la"
    "|sauf en|sauf au mois de|à l'exception du|à l'exception de|à l'exception des|excepté les"
    "|hormis|hormis le|hormis les|hors le|hors les|à part le|à part les|excepté en"
    "|sauf pendant le|sauf pendant les",
    "week_number": "semaine numéro|en semaine|la semaine|semaine",
    "done": "après l'avoir fait|une fois fait|après avoir fini|après avoir terminé|après exécution",
    "holiday": {
        "12-25": "noël|jour de noël|le jour de noël",
        "12-24": "réveillon de noël|veille de noël|la veille de noël",
        "01-01": "nouvel an|jour de l'an|le jour de l'an|premier de l'an|le nouvel an"
        "|le premier de l'an|jour du nouvel an",
        "12-31": "saint sylvestre|réveillon du nouvel an|la saint sylvestre"
        "|la veille du nouvel an|veille du nouvel an|le réveillon du nouvel an|fin d'année"
        "|fin de l'année|à la fin de l'année|en fin d'année",
        "05-01": "fête du travail|la fête du travail",
        "07-14": "fête nationale|la fête nationale",
        "11-11": "armistice|l'armistice",
        "02-14": "saint valentin|la saint valentin",
        "11-01": "toussaint|la toussaint",
        "01-06": "épiphanie|l'épiphanie",
        "02-02": "chandeleur|la chandeleur",
        "06-21": "fête de la musique|la fête de la musique",
        "10-31": "halloween",
        "08-15": "assomption|l'assomption",
    },
    "filler": "s'il te plaît|s'il vous plaît|le|la|les|à|du|précises|pile|l|et|en|de|exactement"
    "|svp|stp",
    "coming_after": "qui vient|qui arrive|à venir|qui s'en vient",
    "half_hour": "une demi heure|demi heure|une demie heure|demie heure|la demi heure",
    "spans": {
        15: "un quart d'heure|quart d'heure|le quart d'heure",
        45: "trois quarts d'heure",
    },
    "shy": "mer|sam|ven",
    "shy_after": "chaque|tous|et|du|au",
    "article": "le|la|un|une|mon|ma|notre|son|sa",
    "greeting": "bonne|bon|joyeux|bonjour",
    "and_quarter": "et quart|et un quart",
    "other_after": "sur deux|sur 2",
    "out_of": "sur",
    "ago_before": "il y a|voilà",
    "past_after": "dernier|dernière|passé|passée|précédent|précédente",
    "day_before": "la veille de|veille de|la veille du|la veille d",
    "day_after": "le lendemain de|lendemain de|le lendemain du|le lendemain d",
    "at_begin": "en début de mois|début de mois",
    "at_end": "en fin de mois|fin de mois|d'ici la fin du mois|d'ici à la fin du mois"
    "|d'ici fin du mois",
    "about": "environ|à peu près|approximativement|exactement|précisément|plus ou moins|juste",
    "same_time": "à la même heure|même heure|à cette heure ci|à la même heure qu'aujourd'hui"
    "|à cette même heure",
    "weeks_on": {
        1: "en huit",
        2: "en quinze",
    },
    "weeks_in": {
        1: "dans une semaine|dans 1 semaine",
        2: "dans deux semaines|dans 2 semaines|dans quinze jours|dans 15 jours",
    },
    "on_habit": "le|la",
    "movable": "pâques|lundi de pâques|dimanche de pâques|vendredi saint|jeudi saint|ascension"
    "|pentecôte|lundi de pentecôte|mardi gras|mercredi des cendres|dimanche des rameaux"
    "|rameaux|fête des mères|fête des pères|carnaval|avent|fête des grands mères"
    "|black friday",
    "vague": "printemps|été prochain|cet été|en été|automne|hiver|carême|vacances|rentrée|férié"
    "|jours fériés|jour férié|toute la journée",
    "middle_of": "milieu de|milieu du|au milieu de|au milieu du|mi|à la mi|courant",
    "title": "m|mr|mme|mlle|madame|monsieur|dr|docteur|oncle|tante|saint|sainte",
    "clock_with_h": True,
    "between": "entre",
    "moment": "déjeuner|le déjeuner|dîner|le dîner|petit déjeuner|le petit déjeuner|le travail"
    "|l'aube|aube|coucher du soleil|lever du soleil|l'école|crépuscule",
    "comma": ",",
    "lead": "pour|pour le",
    "meal": {"am": "petit déjeuner", "evening": "dîner"},
    "weak": "mar|mer|ven|sam|dim|jeu|mai|sept|un|une|an|en|le|la|les|a|à|de|du|l|d|s|h"
    "|second|seconde|premier|première|dernier|dernière|matin|soir|nuit|après|jour|pour|dans"
    "|fin|par|si|six|dix|tout|et|au|ou|début|ce|week end|weekend|lun|vend",
    "say": SAY,
}
