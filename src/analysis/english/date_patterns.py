"""How English news writes dates: one pattern per way of writing, and `find_dates`, which finds them all.

Every repetition is bounded, so matching is linear in the text. A first pass looks for words and digits that no date is
without (`_CORES`); the patterns then run only in a short window around each.
"""

import re
from collections.abc import Iterable, Iterator

from analysis.english.calendar import MONTHS, SEASONS, WEEKDAYS
from analysis.english.word_lists import any_of, word_sets, word_table

NUMBER_WORDS = {word: int(value) for word, value in word_table("numbers").items()} | {"a": 1, "an": 1}
ORDINAL_WORDS = {word: int(value) for word, value in word_table("ordinals").items() if int(value) <= 20}
ORDINAL_WORDS |= {"twenty-first": 21}
_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
DECADE_WORDS = {word: 20 + 10 * place for place, word in enumerate(_DECADES)}
_S = r"[ \u00a0]{1,2}"
_OS = r"[ \u00a0]{0,2}"
_DASH = r"[-\u2010-\u2014]"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Sept\b\.?|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY_NAME = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WEEKDAY = rf"(?:{_WEEKDAY_NAME}|(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%])"
_YEAR = r"(?:1\d|20|21)\d\d(?![\w%])(?![,.]\d)"
_YEAR2 = rf"(?:{_YEAR}|['’]\d\d\b)"
_PART_OF_DAY = r"(?:morning|afternoon|evening|night|noon|midday)"
_UNIT = r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century|centurie)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_MOD = (
    r"(?:early(?: (?:on )?in)?|mid|late(?:r)?(?: in)?|earlier(?: in)?|middle of|"
    r"(?:the )?(?:very )?(?:end|start|beginning|close|middle|first half|second half|latter half|turn) of|end)"
)
_NUMBER = rf"(?:\d{{1,4}}(?:\.5|[ ]1/2|½)?|{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))}|half a)"
_FEW = r"(?:a few|a couple of|a couple|several|many|some|few|couple of)"
_HEDGE = (
    r"(?:about|around|nearly|almost|over|more than|some|just|just over|just under|roughly|barely|less than|at least)"
)
# What stands after "May 15" when 15 counts something: "in May 15 people were arrested".
_COUNTED = (
    r"(?:people|persons|men|women|children|troops|soldiers|civilians|workers|employees|members|students|prisoners|"
    r"deaths|cases|homes|houses|seats|votes|points|jobs|percent|per cent|dollars|euros|pounds|tons|tonnes|miles|"
    r"kilomet(?:er|re)s|km|met(?:er|re)s|feet|acres|hectares|hours|days|weeks|months|years|others|victims|migrants|"
    r"refugees|journalists|officers|police|passengers|families|residents|million|billion|thousand|hundred)"
)
_ZONE = r"(?:GMT|UTC|EST|EDT|ET|CET|CEST|BST|PT|PST|PDT|CT)"
_NOT_COUNTED = rf"(?!{_S}{_COUNTED}\b)"
_DAY_YEAR = rf"(?:(?:,|{_S}of|,?{_S}in)?{_S}(?P<year>{_YEAR2})|,(?P<year_close>{_YEAR}))"
_OTHER_YEAR = rf"{_S}(?:of{_S})?(?P<which>the same|that|this|last|next|the following|the previous){_S}year"
_ORDINALS = "|".join(sorted(ORDINAL_WORDS, key=len, reverse=True))

# "5 to 7 May", "5, 7 and 9 May".
_TO_DAY = rf"(?:,{_S}{_DAY}){{0,4}}(?:{_S}(?:to|and|through|until){_S}|{_OS}{_DASH}{_OS})"
# The order matters: the first rule that matches at a place wins, so longer ways of writing come first.
RULES: dict[str, str] = {
    "iso": r"(?P<year>\d{4})[-/](?P<month>\d\d)[-/](?P<day>\d\d)(?!\d)(?:T\d\d:\d\d[\d:.]{0,9}(?:Z|[+-]\d\d:?\d\d)?)?",
    "numeric": r"(?P<digits>\d{1,2}(?:/\d{1,2}/(?:\d{4}|\d\d)|-\d{1,2}-\d{4}|\.\d{1,2}\.\d{4}))(?![\d/]|\.\d)",
    "days": rf"(?:the{_S})?(?P<day>{_DAY}){_TO_DAY}(?:the{_S})?"
    rf"(?P<last>{_DAY})(?![.,]\d){_S}(?:of{_S})?(?P<month>{_MONTH})\b(?:{_DAY_YEAR})?",
    "month_days": rf"(?P<month>{_MONTH}){_S}(?P<day>{_DAY}){_TO_DAY}"
    rf"(?P<last>{_DAY})(?![.,]\d)(?!{_S}(?:on|more|others|of|dead|injured|wounded)\b){_NOT_COUNTED}(?:{_DAY_YEAR})?",
    "day_month": rf"(?:(?P<weekday>{_WEEKDAY}),?{_S})?(?:the{_S})?(?P<day>{_DAY})(?:{_S}of{_S}|{_S}|-)"
    rf"(?P<month>{_MONTH})(?!\w)(?:-(?P<year_dash>{_YEAR})|{_DAY_YEAR}|{_OTHER_YEAR})?",
    "month_day": rf"(?:(?P<weekday>{_WEEKDAY}),?{_S})?(?P<month>{_MONTH}){_S}(?:the{_S})?(?P<day>{_DAY})(?!:\d|\.\d)"
    rf"{_NOT_COUNTED}(?:{_DAY_YEAR}|{_OTHER_YEAR})?",
    "months": rf"(?P<month>{_MONTH})(?:{_S}(?:to|and|through|until){_S}|-to-|{_OS}{_DASH}{_OS})(?P<last>{_MONTH})(?!\w)"
    rf"(?!{_S}\d{{1,2}}\b)(?:,?{_S}(?:(?:of|in){_S})?(?P<year>{_YEAR}))?",
    "month_year": rf"(?:(?P<mod>{_MOD})[ -])?(?P<month>{_MONTH})(?!\w)(?:(?:,|{_S}of)?{_S}(?P<year>{_YEAR2})"
    rf"|[-,](?P<year_close>{_YEAR})|{_OTHER_YEAR})",
    "month": rf"(?:(?P<mod>{_MOD})[ -])?(?:(?P<which>last|this past|this|next|the past|the coming|the following)"
    rf"{_S})?(?P<month>{_MONTH})(?!\w)",
    "weekday": rf"(?:(?P<mod>early|late){_S})?(?:(?P<which>last|next|this past|this coming|this|the following|"
    rf"the previous|the next|the same|that|coming|past){_S})?(?P<weekday>{_WEEKDAY_NAME}|"
    rf"(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)(?!\w)"
    rf"(?:{_S}(?:of{_S})?(?P<week>last|next|this){_S}week)?(?:['’]s)?(?:{_S}{_PART_OF_DAY}\b)?",
    "nth": r"the[ ](?P<day>(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th))(?:[ ]of[ ](?P<which>this|last|next|the)[ ]month)?"
    r"(?=$|[.,;:)!?\n]|[ ]?[-\u2013\u2014][ ]|[ ](?:and|at|in|by|when|after|before|with|from|were|was|but|as|while|"
    rf"that|for|it|some|about|more|police|{'|'.join(sorted(set(NUMBER_WORDS) - {'a', 'an', 'one'}))})\b|[ ]\d)",
    "deictic": rf"the{_S}day{_S}(?:before{_S}yesterday|after{_S}tomorrow)|(?:earlier{_S}|later{_S}|late{_S}|early{_S})?"
    rf"(?:(?:today|yesterday|tomorrow)\b(?:{_S}{_PART_OF_DAY}\b)?|tonight\b|overnight\b(?!{_S}(?:stay|train|bus)|-)|last{_S}(?:night|evening)\b"
    rf"|this{_S}(?:very{_S})?{_PART_OF_DAY}\b)",
    "beside": rf"the{_S}(?P<unit>day|week|month|year|night|weekend){_S}(?P<which>before|after)\b(?!{_S}(?:that|the|a|"
    rf"an|his|her|its|their|yesterday|tomorrow)\b)",
    "period": rf"(?:(?:the|these|this|those){_S})?(?P<which>past|last|next|coming|previous|following|recent|first|"
    rf"final){_S}(?:(?P<number>{_NUMBER}|{_FEW})[ -])?(?P<unit>{_UNIT})s\b(?!['’])",
    "relative": rf"(?:(?P<mod>{_MOD})[ -])?(?P<which>this{_S}coming|this{_S}past|this|last|next|that|(?:the|this|that)"
    rf"{_S}very{_S}same|the{_S}(?:past|last|previous|preceding|following|current|coming|next|same)|the(?={_S}"
    rf"(?:day|week|month|year|quarter|decade|weekend)\b)){_S}"
    rf"(?P<unit>day|night|week|weekend|fortnight|month|quarter|year|decade|century|{_SEASON})\b(?!{_S}of\b)",
    "ago": rf"(?:(?:{_HEDGE}{_S})?(?P<number>{_NUMBER}|{_FEW})(?P<half>{_S}and{_S}a{_S}half)?[ -](?P<unit>{_UNIT})s?"
    rf"|(?:days|weeks|months|years|decades|centuries)){_S}(?P<which>ago|earlier|later|back\b(?!{_S}(?:in|to|at|from|on)\b)|prior\b(?!{_S}to\b)|previously|from{_S}now|"
    rf"from{_S}today|hence)\b(?:{_S}(?P<tail>today|this{_S}(?:week|month)|(?:on{_S})?{_WEEKDAY_NAME})\b)?",
    "quarter": rf"(?:the{_S})?(?:(?P<whose>last|this|next){_S}year['’]s{_S})?(?:(?P<year_before>{_YEAR})['’]s{_S})?"
    rf"(?:fiscal{_S})?(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th|"
    rf"(?:final|last|closing|opening)(?={_S}(?:quarter|half){_S}of{_S}{_YEAR})){_S}(?:fiscal[ -])?"
    rf"(?P<unit>quarter|half)\b(?:{_S}(?:(?:of|in){_S})?(?:fiscal{_S})?(?:year{_S})?(?P<year>{_YEAR}|(?:last|this|next|"
    rf"the|that){_S}(?:fiscal{_S})?year))?",
    "quarter_code": rf"(?P<unit>[QH])(?P<ordinal>[1-4])(?:{_S}(?:of{_S})?(?P<year>{_YEAR2}))?(?!\w)",
    "term": rf"(?:(?:the|its|their|a){_S})?(?:(?:first|last|past|full|fiscal|financial){_S}){{0,2}}"
    rf"(?:(?:(?P<number>{_NUMBER}|\d{{1,2}})[ -])?"
    rf"(?P<unit>week|month|quarter|year)s?|(?P<half>half[- ]year))(?:,?{_S}(?:that|which))?"
    rf"{_S}(?:to|ending|ended|ends|through)(?:{_S}(?:in|on))?{_S}"
    rf"(?:(?:the{_S})?(?:end{_S}of|end-|end)[ ]?)?"
    rf"(?:(?P<day>{_DAY}){_S})?(?P<month>{_MONTH})(?!\w)(?:{_S}(?P<day_after>{_DAY}))?(?:,?{_S}(?P<year>{_YEAR}))?",
    "season_year": rf"(?:the{_S})?(?:(?P<mod>{_MOD})[ -])?(?:the{_S})?(?P<season>{_SEASON})(?:{_S}of|,)?{_S}"
    rf"(?P<year>{_YEAR})(?:{_DASH}(?P<last>\d\d)(?!\d))?",
    "season": rf"(?:(?P<mod>{_MOD})[ -])?(?P<lead>in|since|during|by|until|of){_S}(?:the{_S})?(?P<season>{_SEASON})\b"
    rf"(?!{_S}of\b)",
    "fiscal": rf"fiscal(?:{_S}year)?{_S}(?P<year>{_YEAR2})",
    "decade": rf"(?:the{_S})?(?:(?P<mod>{_MOD})[ -])?(?:(?P<decade>(?:1[0-9]|20)\d0)['’]?s|['’](?P<short>\d0)['’]?s)\b",
    "decade_word": rf"the{_S}(?:(?P<mod>{_MOD})[ -])?(?P<word>{'|'.join(DECADE_WORDS)})\b",
    "century": rf"(?:the{_S})?(?:(?P<mod>{_MOD})[ -])?(?P<ordinal>\d{{1,2}}(?:st|nd|rd|th)|{_ORDINALS})[ -]century\b"
    r"(?:[ ](?P<era>BCE|BC|B\.C\.|AD|CE)\b)?",
    # Not "between 1500 and 2000 people".
    "years": rf"(?!(?:(?:between|from){_S})?[12]\d00(?:{_S}(?:and|to){_S}|{_OS}[-\u2010-\u2014]{_OS})[12]\d00"
    rf"{_S}{_COUNTED}\b)"
    rf"(?:between{_S}(?P<first>{_YEAR}){_S}and{_S}|(?:from{_S}|(?:the{_S})?year{_S})?(?P<year>{_YEAR})(?:{_S}(?:to|through|until)"
    rf"{_S}|{_OS}[-\u2010-\u2014/]{_OS}))(?P<last>{_YEAR}|\d\d(?![\w%/-])(?![,.]\d)(?!{_S}per){_NOT_COUNTED})",
    "era": r"(?P<year>\d{1,4})[ ](?P<era>BCE|BC|AD|CE|B\.C\.|A\.D\.)(?!\w)|(?:AD|A\.D\.)[ ]?(?P<after>\d{1,4})(?!\w)",
    "holiday": r"(?P<holiday>(?:Good[ ]Friday|Easter[ ](?:Sunday|Monday)|Palm[ ]Sunday|Maundy[ ]Thursday|"
    r"Ash[ ]Wednesday|May[ ]Day)(?![ ](?-i:[A-Z]))|Christmas[ ]Eve|"
    r"Christmas(?:[ ]Day)?|Boxing[ ]Day|New[ ]Year['’]s[ ](?:Day|Eve)|Halloween|"
    rf"Valentine['’]s[ ]Day)(?:,?{_S}(?P<year>{_YEAR}))?",
    "clock": r"(?:(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?[ ]?(?:[ap]\.m\.|[ap]m\b)|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?"
    rf"(?![\d:])|(?:[01]\d|2[0-3])[0-5]\d(?=[ ](?:{_ZONE}\b|local[ ]time))|\d{{1,2}}[ ]o['’]clock)"
    rf"(?:[ ]{_ZONE}\b|[ ]local[ ]time)?",
    "year": rf"(?:(?P<mod>{_MOD})[ -])?(?:(?:the{_S})?year{_S})?(?P<year>{_YEAR})",
    "year_short": r"['’](?P<short>\d\d)(?![\w’'])",
}

# Which rules to try around which core.
_GROUPS = {
    "calendar": "holiday iso numeric days month_days day_month month_day months month_year month weekday",
    "unit": "term deictic beside period relative season_year season",
    "named": "term deictic quarter quarter_code holiday season_year season fiscal ago century decade_word era",
    "digits": "iso numeric clock quarter season_year fiscal century decade years era year nth",
    "short": "decade year_short",
}
_UNITS = ("day", "night", "week", "weekend", "fortnight", "month", "quarter", "year", "decade", "century", "half")
_LISTED = word_sets("date_words")
_WHICH, _PARTS = _LISTED["which"], _LISTED["parts"]
_SHORT_NAMES = (
    "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
    "Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "Sat", "Sun",
)  # fmt: skip
_CALENDAR_OPENERS = _PARTS.union(
    ("last", "this", "next", "past", "coming", "following", "previous", "same", "that"),
    (name.lower() for name in _SHORT_NAMES),
    (*MONTHS, *WEEKDAYS),
)
_COUNT_OPENERS = _WHICH | _PARTS | _LISTED["hedges"] | NUMBER_WORDS.keys() | ORDINAL_WORDS.keys()
_LINKS = frozenset((*_UNITS, *(f"{unit}s" for unit in _UNITS), *SEASONS, "of", "and", "to", "s", "a", "from"))
# The words that may open a date around each kind of core: few, since each is tried.
_OPENERS = {
    "calendar": _CALENDAR_OPENERS,
    "unit": _COUNT_OPENERS,
    "named": _COUNT_OPENERS.union(f"{unit}s" for unit in _UNITS),
    "digits": _PARTS.union(("between", "from", "year", "fiscal", "last", "this", "next"), SEASONS, ORDINAL_WORDS),
    "short": _PARTS,
}


def _any_case(words: Iterable[str]) -> set[str]:
    return {form for word in words for form in (word, word.capitalize(), word.upper())}


_CALENDAR = (_any_case((*MONTHS, *WEEKDAYS)) - {"may", "march"}).union(_SHORT_NAMES)
_UNIT_WORDS = _any_case([*_UNITS, *(f"{unit}s" for unit in _UNITS), *SEASONS])
_NAMED_WORDS = _any_case([*_LISTED["named"], *DECADE_WORDS]) | {
    *("Christmas", "Halloween", "New", "Valentine", "Boxing", "Good", "Easter", "Palm", "Maundy", "Ash")
}
_KIND_OF_CORE = (
    dict.fromkeys(_UNIT_WORDS, "unit") | dict.fromkeys(_NAMED_WORDS, "named") | dict.fromkeys(_CALENDAR, "calendar")
)
_CORES = re.compile(
    rf"(?<![A-Za-z\d])(?:{any_of([*_KIND_OF_CORE, 'BC', 'BCE', 'AD', 'CE'])}\b|[QH][1-4]\b|['’]\d\d"
    r"|\d{4}(?:s|['’]s)?(?!\d)|\d{1,2}(?:[:/.-]\d|st\b|nd\b|rd\b|th\b|[ ]?[apAP]\.?[mM]\b|[ ]o['’]))"
)
COMPILED = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in RULES.items()}
_WORD = re.compile(r"[A-Za-z]{1,20}|\d{1,4}")
# Not inside a word, a number, an amount of money, an address or a version.
_BEFORE = r"(?<![\w$€£#@/])(?<!\d[.,:])(?<!\w[-_=&])"
_REACH_BACK = 40


def _anonymous(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def _master(names: str) -> re.Pattern:
    ways = "|".join(f"(?P<{name}>{_anonymous(RULES[name])})" for name in names.split())
    return re.compile(f"{_BEFORE}(?:{ways})", re.IGNORECASE)


_MASTERS = {group: _master(names) for group, names in _GROUPS.items()}


def find_dates(text: str) -> Iterator[tuple[str, re.Match]]:
    """Each place that is written like a date: the name of its rule and the match of the rule's own pattern.

    In order and without overlap. Nothing is resolved, and words that are a month only by their letters ("may") are
    still among them.
    """
    done = 0
    for core in _CORES.finditer(text):
        if core.start() < done:
            continue
        found = _around(text, core, done)
        if found is not None:
            done = found.end()
            yield found.lastgroup, COMPILED[found.lastgroup].match(text, found.start(), found.end())


def _around(text: str, core: re.Match, done: int) -> re.Match | None:
    """The longest-reaching date that starts at or before `core` and includes its beginning."""
    word, start = core[0], core.start()
    group = _KIND_OF_CORE.get(word) or ("short" if word[0] in "'’" else "named" if word[0].isalpha() else "digits")
    master, openers = _MASTERS[group], _OPENERS[group]
    if not _may_begin_earlier(text, start, openers):
        return None if group == "unit" else master.match(text, start)
    before = list(_WORD.finditer(text, max(done, start - _REACH_BACK), start))[-8:]
    if group == "unit" and not any(known[0].lower() in _WHICH for known in before[-4:]):
        return None
    for opener in before:
        said = opener[0]
        if said.lower() in openers or said.isdigit():
            found = master.match(text, opener.start())
            if found and found.end() > start:
                return found
    return master.match(text, start)


def _may_begin_earlier(text: str, start: int, openers: frozenset[str]) -> bool:
    """Whether the word before a core can belong to its date: cheap, for it mostly cannot."""
    words = text[max(0, start - 24) : start].lower().replace(",", " ").replace("-", " ").split()
    if words and words[-1] in ("in", "on"):
        words.pop()
    return bool(words) and (words[-1] in openers or words[-1] in _LINKS or not words[-1].isalpha())


PREPOSITION = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|before|after|from|during|to|around|circa|c\.|for|and|than in)|\()\s$",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"\b(?:than|over|least|nearly|almost|some|only|just|total of|up to|exactly|another|all|these|those|flight|route|"
    r"room|page|pp?\.|highway)\s$",
    re.IGNORECASE,
)
_AFTER_NUMBER = re.compile(
    rf"[ ](?:{_COUNTED}|a[ ](?:day|week|month|year|night))\b"
    r"|[ -]?(?:km|kg|kw|mw|mph|kph|m|ft|cc|hp|px|mm|cm|g|mb|gb|pc|block)\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"[ ][a-z]{2,20}s\b")


def is_year(match: re.Match, text: str) -> bool:
    """Whether four digits are a year rather than a count, an amount or a name."""
    start, end = match.start("year"), match.end("year")
    year = int(match["year"])
    before = text[max(0, start - 16) : start]
    if _QUANTITY.search(before) or re.match(r"[-\u2010-\u2014]\d{5}|[-\u2010]?[a-rt-z]", text[end : end + 8]):
        return False
    stated = bool(PREPOSITION.search(before)) or "year" in match[0].lower()
    if _AFTER_NUMBER.match(text, end):
        return stated and not re.search(r"\b(?:of|for|to|from|by|than|around|and)\s$", before, re.IGNORECASE)
    if not 1700 <= year <= 2060:
        return stated and year >= 1000 and re.search(r"\b(?:in|since|until|year)\s$", before, re.IGNORECASE) is not None
    if (year % 100 == 0 and not stated and year != 2000) or (year % 1000 == 0 and _PLURAL.match(text, end)):
        return stated and not _PLURAL.match(text, end)
    return True
