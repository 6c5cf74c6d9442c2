"""What a phrase of time is made of, for every language: rules over the meanings of words.

A clause sets fields, as (name, value) pairs: `every` (unit, n), `days` (weekdays), `nths` ((n,
weekday), …), `month_days`, `year_days`, `months`, `weeks`, `year`, `named` (days from today),
`shift` ((amount, unit), …), `rel` (unit, n), `mode`, `times`, `part`, `zone`, `window`, `count`,
`until`, `lasting`, `start`, `except`, `after_done`, `holiday`, `instant`, `past`, `within` (of
the month, in so many words), `rate` (so often a period), `lead` (before a day), `dashed` (`9-5`),
`alone` (a day of the month that goes with no weekday), `weekend`.
"""

from oye_schedule.chart import rules
from oye_schedule.clock_rules import CLOCK_RULES
from oye_schedule.date_rules import DATE_RULES
from oye_schedule.series_rules import SERIES_RULES

GRAMMAR = rules({**CLOCK_RULES, **DATE_RULES, **SERIES_RULES})
