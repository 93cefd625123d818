"""Which resolver belongs to which rule of `date_patterns`."""

import re
from collections.abc import Callable

from analysis.reported_figures import date_absolute as absolute
from analysis.reported_figures import date_relative as relative
from analysis.reported_figures.date_context import Context, Value

RESOLVERS: dict[str, Callable[[re.Match, Context], Value | None]] = {
    "iso": absolute.resolve_explicit_day,
    "numeric": absolute.resolve_numeric,
    "days": absolute.resolve_day,
    "month_days": absolute.resolve_day,
    "day_month": absolute.resolve_day,
    "month_day": absolute.resolve_day,
    "months": absolute.resolve_months,
    "month_year": absolute.resolve_month_year,
    "month": absolute.resolve_bare_month,
    "weekday": relative.resolve_weekday,
    "nth": relative.resolve_nth,
    "deictic": relative.resolve_deictic,
    "beside": relative.resolve_beside,
    "period": relative.resolve_period,
    "relative": relative.resolve_relative,
    "ago": relative.resolve_ago,
    "quarter": relative.resolve_quarter,
    "quarter_code": relative.resolve_quarter,
    "season_year": relative.resolve_season_year,
    "season": relative.resolve_season,
    "fiscal": absolute.resolve_fiscal,
    "decade": absolute.resolve_decade,
    "decade_word": absolute.resolve_decade_word,
    "century": absolute.resolve_century,
    "years": absolute.resolve_years,
    "era": absolute.resolve_era,
    "holiday": absolute.resolve_holiday,
    "clock": absolute.resolve_clock,
    "year": absolute.resolve_year,
    "year_short": absolute.resolve_year_short,
}
