"""Portuguese. See en.py for how a table is written."""

from oye_schedule.sayings.pt import SAY

WORDS = {
    "weekday": (
        "segunda-feira|segunda|seg|2ª feira|2a feira",
        "terça-feira|terça|ter|3ª feira|3a feira",
        "quarta-feira|quarta|qua|4ª feira|4a feira",
        "quinta-feira|quinta|qui|5ª feira|5a feira",
        "sexta-feira|sexta|sex|6ª feira|6a feira",
        "sábado|sáb|sab",
        "domingo|dom",
    ),
    "weekdays": (
        "segundas feiras|segundas",
        "terças feiras|terças",
        "quartas feiras|quartas",
        "quintas feiras|quintas",
        "sextas feiras|sextas",
        "sábados",
        "domingos",
    ),
    "month": (
        "janeiro|jan",
        "fevereiro|fev",
        "março|mar",
        "abril|abr",
        "maio|mai",
        "junho|jun",
        "julho|jul",
        "agosto|ago",
        "setembro|set",
        "outubro|out",
        "novembro|nov",
        "dezembro|dez",
    ),
    "unit": {
        "second": "segundo|segundos|seg|segs",
        "minute": "minuto|minutos|min|m|mins|minutinhos",
        "hour": "hora|horas|h|hs|hrs|hr",
        "day": "dia|dias",
        "week": "semana|semanas",
        "fortnight": "quinzena|quinzenas",
        "month": "mês|meses|mes",
        "quarter": "trimestre|trimestres",
        "half_year": "semestre|semestres",
        "year": "ano|anos",
    },
    "adverb": {
        "30 minute": "de meia em meia hora",
        "hour": "de hora em hora",
        "2 day": "dia sim dia não|em dias alternados|dias alternados",
        "day": "diário|diariamente|diária|diárias|diários|cotidianamente|quotidianamente",
        "week": "semanal|semanalmente|semanais",
        "2 week": "quinzenal|quinzenalmente|quinzenais|em semanas alternadas|semanas alternadas",
        "month": "mensal|mensalmente|mensais",
        "2 month": "bimestral|bimestralmente|bimestrais",
        "3 month": "trimestral|trimestralmente|trimestrais",
        "6 month": "semestral|semestralmente|semestrais",
        "year": "anual|anualmente|anuais",
    },
    "number": (
        "zero",
        "um|uma",
        "dois|duas|um par de",
        "três|alguns|algumas|uns|umas|poucos",
        "quatro",
        "cinco",
        "seis",
        "sete",
        "oito",
        "nove",
        "dez|uma dezena de",
        "onze",
        "doze|uma dúzia de",
        "treze",
        "quatorze|catorze",
        "quinze",
        "dezesseis|dezasseis",
        "dezessete|dezassete",
        "dezoito",
        "dezenove|dezanove",
    ),
    "tens": {20: "vinte", 30: "trinta", 40: "quarenta", 50: "cinquenta|cinqüenta"},
    "compound": "{tens} e {unit}",
    "unit_words": 2,
    "ordinal": {
        1: "primeiro|primeira|primeiros|primeiras",
        2: "segundo",
        3: "terceiro|terceira|terceiros|terceiras",
        4: "quarto",
        5: "quinto",
        6: "sexto",
        7: "sétimo|sétima",
        8: "oitavo|oitava",
        9: "nono|nona",
        10: "décimo|décima",
        11: "décimo primeiro",
        12: "décimo segundo",
        15: "décimo quinto",
        20: "vigésimo",
        30: "trigésimo",
        -1: "último|última|últimos|últimas",
        -2: "penúltimo|penúltima",
    },
    "ordinal_suffix": "º|ª|°|o|a",
    "named": {
        0: "hoje|o dia de hoje|neste dia|este dia|hoje mesmo|de hoje",
        1: "amanhã|o dia seguinte|no dia seguinte|dia seguinte|amanha",
        2: "depois de amanhã",
        -1: "ontem",
        -2: "anteontem",
    },
    "now": "agora|já|agora mesmo|neste momento|nesse momento|neste instante|imediatamente"
    "|nesse instante|de imediato|neste exato momento",
    "tonight": "esta noite|hoje à noite|hoje de noite|essa noite|nesta noite|nessa noite",
    "part": {
        "morning": "manhã|madrugada|manhãs|madrugadas",
        "afternoon": "tarde|tardes|tardinha|tardezinha",
        "night": "noite|noites|noitinha",
    },
    "parts": {
        "morning": "todas as manhãs|as manhãs|toda manhã|pelas manhãs",
        "afternoon": "todas as tardes|as tardes|toda tarde|pelas tardes",
        "night": "todas as noites|as noites|toda noite",
    },
    "named_part": {
        (0, "am"): "hoje de manhã|nesta manhã|esta manhã|hoje pela manhã",
        (0, "afternoon"): "nesta tarde|esta tarde|hoje à tarde|hoje de tarde",
    },
    "in_part": {
        "am": "da manhã|de manhã|pela manhã|na parte da manhã|a m|am|da madrugada"
        "|cedo|bem cedo|de manhã cedo|logo de manhã|logo cedo|na manhã"
        "|pela madrugada|de madrugada|de manhãzinha|manhã cedo",
        "afternoon": "da tarde|de tarde|à tarde|pela tarde|na parte da tarde|p m|pm|na tarde"
        "|durante a tarde|no período da tarde|de tardinha",
        "night": "da noite|de noite|à noite|pela noite|na noite|durante a noite|na parte da noite",
    },
    "clock_word": {
        12: "meio dia|ao meio dia|o meio dia",
        0: "meia noite|à meia noite|da meia noite",
    },
    "after_hour": {
        30: "e meia",
        15: "e um quarto|e quarto|e um quarto de hora",
        45: "e três quartos",
        -15: "menos um quarto|menos quarto",
    },
    "minutes_after": "e",
    "minutes_before": "menos",
    "minute_word": "minutos|minuto|min",
    "half_a": "meia|meio",
    "and_half": "e meia|e meio",
    "oclock": "horas|hora|em ponto|hs|horas em ponto|hora em ponto|hrs",
    "every": "cada|a cada|todo|toda|todos os|todas as|todo o|toda a|em cada|em todo|em toda"
    "|em todas as|em todos os|sempre às|sempre aos|sempre na|sempre no|sempre à|sempre ao",
    "every_other": "a cada dois|a cada duas|a cada outro|a cada outra",
    "per": "por|ao|à|cada|a cada",
    "on_plural": "aos|às|nas|nos|as|os|pelas|pelos",
    "workday": "dia útil|dia de semana|dia da semana|dia de trabalho|dia laboral",
    "workdays": "dias úteis|dias de semana|dias da semana|durante a semana|de segunda a sexta"
    "|dias de trabalho|dias laborais|nos dias de semana|aos dias de semana|em dias de semana"
    "|nos dias da semana|em dias da semana|durante os dias úteis|nos dias de trabalho"
    "|de segunda a sexta feira",
    "weekend": "fim de semana|final de semana|o fim de semana|no fim de semana|no final de semana"
    "|o final de semana",
    "weekends": "fins de semana|finais de semana|aos fins de semana|nos fins de semana"
    "|aos finais de semana|nos finais de semana|os fins de semana|durante os fins de semana",
    "in": "em|daqui a|dentro de|dentro em|após|depois de|daqui|no prazo de|daqui por",
    "later": "depois|mais tarde|a partir de agora|desde agora|a contar de agora",
    "after": "depois de|a partir de|após|depois do|depois da|depois das|após o|após a|a partir do"
    "|a partir da",
    "before": "antes de|antes do|antes da|antes dos|antes das",
    "ago": "atrás",
    "past_word": "passado|passada|anterior",
    "next": "próximo|próxima|na próxima|no próximo|o próximo|a próxima|seguinte|neste próximo"
    "|nesta próxima",
    "next_after": "próximo|próxima|seguinte",
    "this": "este|esta|esse|essa|nesta|neste|nessa|nesse|deste|desta|desse|dessa",
    "of": "de|do|da|em|no|na|no mês de|dos|durante|durante o",
    "of_month": "do mês|do mês atual|no mês|deste mês|desse mês|do mês corrente",
    "at": "às|as|à|a|ao|pelas|por volta das|para as|@|à uma|lá pelas|a partir das|a partir da"
    "|cerca das|perto das|por volta da|por volta de|por volta do|pela|lá pela|a partir do",
    "on": "em|no|na|o|a|este|esta|ao|nos|nas|para|à",
    "the_day": "o|dia|o dia|no dia|ao|os dias|nos dias|esse dia|este dia|dias|aos dias|ao dia",
    "day_number": "dia|dias|no dia|o dia|nos dias|aos dias|ao dia|em dia",
    "and": "e|ou|e no|e o|e na|e em|e às|ou no|e a|e os|e as|e aos|ou às|e nos|e nas|ou o|ou na"
    "|e à|e ao",
    "to": "a|às|até|até às|até as|ao|à|até o|até a|até ao",
    "from": "de|das|desde|entre|entre as|da|desde as",
    "starting": "a partir de|a partir do|desde|desde o|começando|começando em|iniciando em"
    "|a contar de|a partir da|começando a|começando no|começando na|com início em|com início no"
    "|com início na|iniciando no|iniciando na|com início a|a começar em|a começar no|a começar na"
    "|a começar de|a começar|desde a|a contar do|iniciando",
    "until": "até|até o|até a|até ao|até o dia|até ao dia|até dia|terminando em|até o mês de",
    "for": "durante|por|pelos próximos|pelas próximas|durante os próximos|nos próximos"
    "|por um período de|pelo período de|durante as próximas|ao longo de|nas próximas"
    "|durante um período de",
    "times": "vezes|vez|ocorrências|repetições|ocorrência",
    "up_to": "até|por|durante|no máximo",
    "count": {1: "uma vez", 2: "duas vezes", 3: "três vezes"},
    "begin_of": "início do|início de|no início do|começo do|no começo do|no início de|começo de"
    "|no começo de|o início do|o início de|princípio do|princípio de|no princípio do"
    "|no princípio de",
    "end_of": "fim do|fim de|no fim do|final do|no final do|no fim de|final de|no final de"
    "|o fim do|o fim de|o final do|o final de|ao fim do|ao final do|ao final de|no fim da|fim da"
    "|final da",
    "except_after": "excluído|excluídos|excetuado|excetuados|excluídas",
    "except": "exceto|exceto no|exceto na|exceto aos|menos|salvo|mas não|exceto em|exceto nos"
    "|exceto nas|exceto às|exceto o|exceto a|exceto os|exceto as|salvo aos|salvo no|salvo em"
    "|menos no|menos na|menos aos|menos em|menos o|menos a|menos às|menos nos|mas não no"
    "|mas não na|mas não aos|mas não em|mas não às|com exceção de|com exceção do|com exceção da"
    "|com exceção dos|com exceção das|excepto|excepto ao|excepto aos|excepto no|excepto na"
    "|excepto às|excepto em|exceto ao|menos ao",
    "week_number": "na semana|semana número|semana",
    "done": "depois de feito|depois de fazer|após concluir|depois de concluído|após conclusão"
    "|depois de terminar",
    "holiday": {
        "12-25": "natal|dia de natal|no natal|dia do natal",
        "12-24": "véspera de natal|a véspera de natal|noite de natal",
        "01-01": "ano novo|dia de ano novo|ano bom|dia do ano novo",
        "12-31": "réveillon|véspera de ano novo|noite de ano novo|passagem de ano"
        "|véspera do ano novo|fim do ano|no fim do ano|final do ano|no final do ano",
        "05-01": "dia do trabalho|dia do trabalhador",
        "04-21": "tiradentes",
        "09-07": "dia da independência",
        "10-12": "dia das crianças",
        "11-02": "finados|dia de finados",
        "01-06": "dia de reis",
        "06-24": "são joão|dia de são joão",
        "10-31": "halloween",
        "11-01": "todos os santos|dia de todos os santos",
        "12-08": "imaculada conceição",
        "11-15": "proclamação da república",
        "06-12": "dia dos namorados",
    },
    "filler": "por favor|o|a|os|as|em ponto|de|no|na|pontualmente|exatamente",
    "coming_after": "que vem|que chega|que entra",
    "spans": {15: "um quarto de hora|quarto de hora", 45: "três quartos de hora"},
    "shy": "ter|sex|qui|mar",
    "shy_after": "cada|toda|todo|próxima|próximo|todas|este|esta",
    "article": "o|a|um|uma|meu|minha|nosso",
    "greeting": "bom|boa|feliz",
    "ordinal_day": {
        2: "segunda|segundas",
        4: "quarta|quartas",
        5: "quinta|quintas",
    },
    "minutes_to": "para as|para a|pras|pra|para às",
    "and_quarter": "e um quarto|e quarto",
    "other_after": "alternados|alternadas|sim outro não|sim outra não|sim dia não|sim semana não"
    "|sim mês não"
    "|sim um dia não|sim uma semana não|sim e outro não|sim e outra não|sim e um não",
    "yes_word": "sim",
    "no_after": "outro não|outra não|dia não|semana não|mês não|um dia não|uma semana não"
    "|um não|uma não|um outro não|segunda não|terça não|quarta não|quinta não|sexta não"
    "|sábado não|domingo não",
    "ago_before": "há|faz|fazem",
    "past_after": "passado|passada|anterior",
    "day_before": "a véspera de|véspera de|na véspera de|véspera do|na véspera do",
    "day_after": "no dia seguinte ao|no dia seguinte a|o dia seguinte a|no dia seguinte à",
    "for_after": "seguidos|seguidas|consecutivos|consecutivas",
    "at_begin": "início do mês|no início do mês|começo do mês|no começo do mês",
    "at_end": "fim do mês|final do mês|no fim do mês|no final do mês|ao fim do mês"
    "|ao final do mês|fim de mês|no fim de mês",
    "coming": "esta próxima|este próximo|nesta próxima|neste próximo",
    "half_hour": "meia horinha|uma meia hora",
    "about": "cerca de|aproximadamente|mais ou menos|uns|umas|exatamente|por volta de",
    "same_time": "à mesma hora|no mesmo horário|mesma hora|mesmo horário|a esta hora"
    "|à esta hora|nesta mesma hora|neste mesmo horário|na mesma hora",
    "weeks_on": {
        1: "a oito dias|a oito",
        2: "a quinze dias|a quinze",
    },
    "weeks_in": {
        1: "daqui a uma semana",
        2: "daqui a duas semanas",
    },
    "each_day": "todo dia|todo o dia|todos os dias|cada dia|a cada dia",
    "movable": "páscoa|domingo de páscoa|segunda de páscoa|sexta feira santa|sexta santa"
    "|quinta feira santa|carnaval|terça feira gorda|quarta feira de cinzas"
    "|domingo de ramos|pentecostes|corpus christi|dia das mães|dia da mãe|dia dos pais"
    "|dia do pai|semana santa|advento|black friday",
    "vague": "depois|manhãs|tardes|noites|primavera|verão|outono|inverno|quaresma|férias|feriado"
    "|feriados",
    "middle_of": "meados de|em meados de|meio de|meio do|no meio do|no meio de|meados do",
    "title": "sr|sra|senhor|senhora|dr|dra|dom|dona|tio|tia|são|santo|santa",
    "clock_with_h": True,
    "between": "entre|entre as",
    "moment": "almoço|o almoço|jantar|o jantar|café da manhã|o café da manhã|o trabalho"
    "|do almoço|do jantar|do trabalho|amanhecer|o amanhecer|anoitecer|o anoitecer"
    "|pôr do sol",
    "comma": ",",
    "lead": "para|para o|para a",
    "meal": {"am": "café da manhã|pequeno almoço", "midday": "almoço|almoçar", "evening": "jantar"},
    "weak": "seg|ter|qua|qui|sex|sab|dom|segunda|terça|quarta|quinta|sexta|set|out|mar|mai"
    "|um|uma|o|a"
    "|os|as|de|do|da|em|no|na|e|ou|já|dia|tarde|noite|manhã|h|segundo|primeiro|primeira|último"
    "|última|quarto|quinto|sexto|à|ao|às|sete|por|agora",
    "say": SAY,
}
