"""Months and weekdays that name somebody or something: June Carver, Mr Friday, Bloody Sunday, the October Revolution.

A day is told by a preposition ("in June"), a comma ("In June, Carver ..."), or a verb before it ("said Tuesday"); a
name is written as one: two capitals in a row with nothing between.
"""

import re
from functools import lru_cache

from analysis.english.calendar import MONTHS, WEEKDAYS
from analysis.english.word_lists import word_list, word_sets

_LISTED = word_sets("day_names")
_BEFORE, _LEADS = _LISTED["before"], _LISTED["leads"]
_OF = re.compile(r"\b(?:by|of|from|to|around|about|for)[ ]$", re.IGNORECASE)
# People bear these names: "led by June Carver".
_PEOPLE = frozenset(("April", "May", "June", "August", "Wednesday", "Friday", "Sunday"))
_LAST_WORD = re.compile(r"([\w’'.-]{1,24})[ ]$")
_NEXT_NAME = re.compile(r"[ ]([A-Z][\w’'-]{0,24})")
_DAY = "|".join(day.capitalize() for day in WEEKDAYS)
_MONTH = "|".join(month.capitalize() for month in MONTHS)
# "In June Norland voted", "since May" in an article about Theresa May.
_TELLING = re.compile(
    r"\b(?:in|on|since|until|till|during|before|after|late|early|mid|last|next|this)[ -](?:the\s)?$", re.IGNORECASE
)
# "Mr Friday", "Theresa May": checked against the first names and titles.
_SURNAME = re.compile(rf"(?<=[\w.] )(?:{_MONTH}|{_DAY})\b(?![ ]\d)")
# What a day may be called further without being a name: "Sunday Night", "March Madness" is one.
_PARTS = frozenset(("morning", "afternoon", "evening", "night", "noon", "midday"))
_UNNAMED = frozenset((*MONTHS, *WEEKDAYS)) | _PARTS


def is_name(match: re.Match[str], text: str) -> bool:
    """Whether a month or a weekday without a day or a year is (part of) a name.

    Parameters
    ----------
    match
        Of the rules `month`, `weekday` and `month_day` of `date_patterns`.
    text
        The text in which it was found.

    Misleads when
    -------------
    A headline in title case puts a month before a noun: "June Floods Kill 40" has no date then.

    Examples
    --------
    >>> from analysis.english.date_patterns import find_dates
    >>> text = "In June, Ms Carver left. June Carver was late on Bloody Sunday."
    >>> [(match[0], is_name(match, text)) for _, match in find_dates(text)]
    [('June', False), ('June', True), ('Sunday', True)]
    """
    written = match.groupdict()
    if written.get("day"):
        # "The June 4 Movement".
        return text[max(0, match.start() - 4) : match.start()].lower() == "the " and bool(
            _NEXT_NAME.match(text, match.end())
        )
    word = written.get("month") or written["weekday"]
    if written.get("which") or written.get("mod") or written.get("week") or not word[:1].isupper():
        return False
    # `match` may open with more than the word, and end with a part of the day.
    start = match.start("month" if written.get("month") else "weekday")
    before = text[max(0, start - 40) : start]
    if _is_named_before(before, is_month="month" in written) or _is_the_paper(word, before):
        return True
    bare = word.rstrip(".").capitalize()
    if bare in surnames_in(text) and not _TELLING.search(before):
        return True
    return match[0] == word and _is_named_after(word, before, text, match.end(), is_month="month" in written)


def _is_named_before(before: str, *, is_month: bool) -> bool:
    """ "Hotel August", "Black September", "Mr Friday"; not "On Sunday", "in Velmar Monday"."""
    said = _LAST_WORD.search(before)
    if said is None or not said[1][:1].isupper():
        return False
    word = said[1].rstrip(".").lower()
    if word in _BEFORE or word in word_list("titles"):
        return True
    if word in _LEADS or word in word_list("function_words"):
        return False
    # Participles open sentences: "Released Monday".
    return is_month and not word.endswith(("ed", "ing"))


def _is_the_paper(word: str, before: str) -> bool:
    """ "The Sun." at the end of a sentence."""
    return word.endswith(".") and before.lower().endswith("the ")


def _is_named_after(word: str, before: str, text: str, end: int, *, is_month: bool) -> bool:
    """ "June Carver", "Wednesday Marlow", "the October Revolution"; not "said Tuesday Israel would"."""
    following = _NEXT_NAME.match(text, end)
    if following is None or following[1].lower() in _UNNAMED or word.endswith("."):
        return False
    if _TELLING.search(before) or (word not in _PEOPLE and _OF.search(before)):
        return False
    said = _LAST_WORD.search(before)
    if is_month or said is None:
        return True
    last = said[1].lower()
    # "struck Monday Velmar officials": what has no preposition and follows a verb or a noun is a day.
    return last in word_list("function_words")


@lru_cache(maxsize=4)
def surnames_in(text: str) -> frozenset[str]:
    """The months and weekdays that the text has as somebody's surname.

    >>> surnames_in("Theresa May arrived in April. Mr Friday and Velmar March did not.") == {"May", "Friday"}
    True
    """
    found = set()
    for match in _SURNAME.finditer(text):
        said = _LAST_WORD.search(text, max(0, match.start() - 24), match.start())
        first = said[1].rstrip(".").lower() if said and said[1][:1].isupper() else ""
        if first in word_list("titles") or (first in word_list("first_names") and first not in _UNNAMED):
            found.add(match[0])
    return frozenset(found)
