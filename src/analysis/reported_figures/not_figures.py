"""Numbers that report nothing: years, dates, list numbers, counters, telephone numbers, codes, "one" as a pronoun.

Ages, times of day and numbers in names have modules of their own and are asked from here.
`role_of` names the reason, so that what was left out can be counted and shown; "figure" means that it stays. "known"
is "the two leaders": it points back to people already named and reports no number.
"""

import re
from typing import Literal

from analysis.english.classes import CASUALTIES, FUNCTION_WORDS, class_words
from analysis.english.marks import DASHES
from analysis.english.nouns import is_people, is_plural
from analysis.english.numbers import NUMBER_WORDS, Number
from analysis.english.tokens import Tokens, word_set
from analysis.english.units import LETTER_UNITS, UNIT_PHRASES, UNIT_WORDS
from analysis.english.verbs import common_forms
from analysis.english.word_lists import word_list, word_sets
from analysis.reported_figures import bounds, counted
from analysis.reported_figures.ages import is_bare, is_family
from analysis.reported_figures.clock_times import is_time_of_day
from analysis.reported_figures.numbered_names import is_in_a_name

Role = Literal[
    "figure", "date", "year", "clock", "list_number", "counter", "name", "ordinal", "identifier", "score", "one",
    "known", "idiom", "family",
]  # fmt: skip
_VERBS = frozenset(common_forms())
_ORDINALS = word_list("ordinals") | word_set("last next previous final opening closing")
_DASHES = frozenset(DASHES)
_LISTED = word_sets("not_figures", package=__package__)
_SAYING = _LISTED["saying"]
_WHERE = class_words("I")
_ARTICLES = frozenset({"the", "a", "an", "its", "their"})
# "Killed", "killing", "kills".
_HARMING = CASUALTIES | {
    f"{word[:-2]}{end}" for word in CASUALTIES if word.endswith("ed") for end in ("ing", "s", "es")
}
# How many words back the number is that "one in Velmar" goes on with.
_NEAR = 10
_CLOSED = class_words("DHhRTX") - {"other"}
_ONE_PRONOUN_AFTER = _LISTED["after one"]
_ONE_PRONOUN_BEFORE = _LISTED["before one"]
_PREFIXES = _LISTED["prefixes"]
# "An average of 1500" is no year.
_AMOUNTS = _LISTED["amounts"]
# "A two-way street", "a five-star hotel": shapes and kinds, not counts.
_FIRST_LARGE = 13
_SHAPES = _LISTED["shapes"]
# What may stand around digits that report nothing; to the left `\Z` is the number's first character.
_DASH = f"[{DASHES}]"
_NAME_BEFORE = re.compile(rf"(?:[^\W\d_]|[_@#\\]|(?P<prefix>[^\W\d_]+)(?!—){_DASH}|[^\W_]\.|(?:[A-Z]\.){{2}}{_DASH})\Z")
_CODE_BEFORE = re.compile(r"(?:\S(?P<sign>[/@_=&])|[^\W_]\?)\Z")
_GLUED_AFTER = re.compile(
    rf"(?P<name>{_DASH}(?-i:[DEGHKQS])(?![^\W_])|{_DASH}(?-i:[A-Z][a-z]))|(?:(?P<ordinal>st|nd|rd|th)|(?P<year>['’]?s)|(?P<clock>[ap]\.?m))(?![^\W_])"
    r"|(?P<word>[^\W\d_]+)",
    re.IGNORECASE,
)
# "555-12-34", "192.168.0.1": numbers chained without a space.
_ONE_OF_CHAIN = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_JOINT = rf"(?:{_DASH}|[.:])"
_LINK = re.compile(_ONE_OF_CHAIN)
_CHAIN = re.compile(rf"{_ONE_OF_CHAIN}(?:{_JOINT}{_ONE_OF_CHAIN})+")
_POSTCODE = re.compile(rf"\d{{5,}}{_DASH}\d{{4,}}|\d{{4}}{_DASH}\d{{5,}}")
# "+44 20 555 0147", "0800 555 123", "(202) 555-0147": groups of digits that begin like a telephone number.
_TELEPHONE = re.compile(
    r"(?:\+\d{1,3}|(?<![\d.,])\(?0\d{1,4}\)?)(?:[ .-]\(?\d{2,5}\)?){2,5}(?![\w%])|\(\d{3}\)\s?\d{3}-\d{4}(?!\w)"
)
# "Call 999", "text STOP to 88222", "the 911 calls".
_CALLS, _CALLERS, _EMERGENCY = _LISTED["calls"], _LISTED["callers"], _LISTED["emergency"]
_LONGEST_COUNTER = 6
_READING = frozenset({"read", "reading", "time"})
_SHORTEST_CALL = 100
_LIST_START = re.compile(r"(?:^|\n)[ \t]{0,20}(?:[-*•·▪#>]{1,3}[ \t]{0,5})?\(?$")
# "508 Cannon Office Building", "2470 Lemoine Avenue": the number of a house.
_ADDRESS = re.compile(
    r"(?:\s[A-Z][\w’']*){1,3}?\s(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Building|Plaza|Square"
    r"|Highway|Court|Place|Terrace|Parkway|Way)\b"
)
_BEHIND_A_NAME = re.compile(r"(?<!\w)[A-Z][\w’'-]*\s\($")
_JOINTS = f"{DASHES}.:"
_AROUND = 40


def role_of(tokens: Tokens, number: Number, *, dates: list[tuple[int, int]], at_start: bool = True) -> Role:
    """Why a number is no figure, or "figure".

    `dates` are spans of dates in the text; `at_start` says that the text starts a block, where list numbers stand.
    """
    start, end = tokens.start[number.first], tokens.end[number.last - 1]
    if dates and any(left < end and start < right for left, right in dates):
        return "date"
    if tokens.text[start - 1 : start] in _DASHES and any(right == start - 1 for _, right in dates):
        return "date"  # "September 16-19"
    if number.form in ("vague", "fraction"):
        one_of = number.form == "vague" and tokens.at(number.first - 1) == "of" and tokens.at(number.first - 2) == "one"
        return "idiom" if one_of else "figure"
    if is_family(tokens, number):
        return "family"
    left, right = tokens.text[max(0, start - _AROUND) : start], tokens.text[end : end + _AROUND]
    if is_time_of_day(tokens, number, left=left, right=right):
        return "clock"
    if number.form == "words":
        return _role_of_words(tokens, number)
    if number.currency is not None:
        return "figure"
    return (
        _called(tokens, number, left, right)
        or _glued(tokens, number, left, right)
        or _coded(tokens, number, left, right)
        or _list_number(number, left, right, at_start=at_start)
        or _year(tokens, number)
        or ("identifier" if _ADDRESS.match(right) else None)
        or ("counter" if _is_counter(tokens, number) else None)
        or ("name" if is_in_a_name(tokens, number) else None)
        or "figure"
    )


def _role_of_words(tokens: Tokens, number: Number) -> Role:
    before, after = tokens.at(number.first - 1), tokens.at(number.last)
    word = tokens.at(number.first)
    stands_alone = not after.isalpha() or after in FUNCTION_WORDS or tokens.words[number.last][0].isupper()
    if word == "zero" and number.value == 0 and stands_alone:
        return "name"
    if is_in_a_name(tokens, number):
        return "name"
    if word == "one" and number.last == number.first + 1:
        return _role_of_one(tokens, number)
    if after in _DASHES and tokens.touches(number.last):
        if tokens.at(number.last + 1) in _ORDINALS:
            return "ordinal"
        if number.value < _FIRST_LARGE and tokens.at(number.last + 1) in _SHAPES:
            return "idiom"
    if before in ("the", "these", "those") and number.last == number.first + 1:
        # "The two leaders", "named the three in a statement": they were counted before.
        left_out = after in FUNCTION_WORDS or not (after[:1].isalnum() or after in _DASHES)
        if word == "two" or (number.value < _FIRST_LARGE and left_out):
            return "known"
    is_year = word in ("twenty", "nineteen") and after in ("nineteen", "twenty", "ten", "eleven", "twelve")
    if is_year and not is_plural(tokens.at(number.last + 1)):
        return "year"
    return "figure"


def _role_of_one(tokens: Tokens, number: Number) -> Role:
    before, after = tokens.at(number.first - 1), tokens.at(number.last)
    if before in ("no", "any", "every", "each", "some"):
        return "idiom"
    if before == "around" and after not in UNIT_WORDS and after not in NUMBER_WORDS:
        return "idiom"  # "villages around one city"
    if after in _DASHES and tokens.touches(number.last) and tokens.at(number.last + 1) not in UNIT_WORDS:
        return "idiom"
    if _is_one_of_people(tokens, number):
        return "figure"
    if not after or not after[0].isalpha():
        quantity = after in _DASHES and tokens.touches(number.last) and before in ("a", "the")
        return "figure" if quantity else "one"
    after = after.replace("’", "'").partition("'")[0]
    if after in _ONE_PRONOUN_AFTER or after in _CLOSED or (before in _ONE_PRONOUN_BEFORE and after in FUNCTION_WORDS):
        return "one"
    if _stands_for_a_noun(tokens, number.first) or _is_who_says(tokens, number):
        return "one"
    has_object = after.endswith("ing") and tokens.tags[number.last + 1 : number.last + 2] in ("#", "D")
    is_that_one = before in ("the", "this", "that") and after.endswith(("ed", "ing"))
    return "one" if has_object or is_that_one else "figure"  # "one carrying 17 bodies", "the one killed"


def _is_one_of_people(tokens: Tokens, number: Number) -> bool:
    """Whether "one" without a noun counts: "killed one", "one was wounded", "12 in Borrow and one in Velmar"."""
    before, at = tokens.at(number.first - 1), number.last
    if before in _HARMING and not tokens.at(at).startswith(("another", "of")):
        return is_bare(tokens, at)
    if before in _ONE_PRONOUN_BEFORE - {"only"}:
        return False
    if before in ("and", ",") and tokens.at(at) in _WHERE:
        return any(word[0].isdigit() or word in NUMBER_WORDS for word in tokens.lower[max(0, at - _NEAR) : at - 1])
    while tokens.at(at) in ("is", "was", "has", "had", "been", "later", "also"):
        at += 1
    return at > number.last and tokens.at(at) in CASUALTIES


def _stands_for_a_noun(tokens: Tokens, at: int) -> bool:
    """Whether the "one" at a token has an article and an adjective before it: "the largest one so far"."""
    adjective = tokens.at(at - 1)
    if not adjective.isalpha() or adjective in FUNCTION_WORDS or adjective in _AMOUNTS:
        return False
    return tokens.at(at - 2) in _ARTICLES and not is_plural(adjective)


def _is_who_says(tokens: Tokens, number: Number) -> bool:
    """ "One official told", "said one resident": somebody, not a count of people."""
    phrase = counted.noun_phrase(tokens, number.last, value=1)
    if phrase is None:
        return False
    before = tokens.at(number.first - 1)
    # "The cuts must go", read one banner.
    reads = before in ("read", "reads") and not tokens.at(number.first - 2)[:1].isalnum()
    return tokens.at(phrase.last) in _SAYING or before in _SAYING or reads


def _called(tokens: Tokens, number: Number, left: str, right: str) -> Role | None:
    """Telephone numbers; "call 999" is no count of calls."""
    before, after, written = tokens.at(number.first - 1), tokens.at(number.last), tokens.lower[number.first]
    if written in _EMERGENCY and after in _CALLERS:
        return "identifier"
    texted = before == "to" and any(
        word.startswith("text") for word in tokens.lower[max(0, number.first - 3) : number.first]
    )
    if (before in _CALLS or texted) and written.isdigit() and number.value >= _SHORTEST_CALL and not is_plural(after):
        return "identifier"
    if not any(sign.isdigit() for sign in left[-3:] + right[:3]):
        return None
    start, end = len(left), tokens.end[number.last - 1] - tokens.start[number.first] + len(left)
    around = left + tokens.text[tokens.start[number.first] : tokens.end[number.last - 1]] + right
    return (
        "identifier"
        if any(call.start() <= start and end <= call.end() for call in _TELEPHONE.finditer(around))
        else None
    )


def _glued(tokens: Tokens, number: Number, left: str, right: str) -> Role | None:
    """ "G20", "Covid-19", "5G", "3rd", "1990s": digits that touch letters."""
    if tokens.words[number.first] in "-−" and (before := tokens.words[number.first - 1]).isupper() and number.first:
        return "name" if len(before) > 1 else None  # "COVID -19" is no minus nineteen
    is_glued = left[-1:].strip() != ""
    said = _NAME_BEFORE.search(left) if is_glued else None
    prefix = ((said and said["prefix"]) or "").lower()
    # "5km-7km": the unit of another number.
    is_unit = prefix in UNIT_WORDS and left[: -len(prefix) - 1][-1:].isdigit()
    if said is not None and prefix not in _PREFIXES and not is_unit:
        return "name"
    said = _GLUED_AFTER.match(right)
    if said is None or said.lastgroup != "word":
        return said and said.lastgroup
    word, lower = tokens.words[number.last], tokens.lower[number.last]
    is_unit = lower in UNIT_WORDS or word in LETTER_UNITS or (lower, tokens.at(number.last + 1)) in UNIT_PHRASES
    # A missing space ("52people") is a typing error; letters in upper case or digits beyond make a name.
    is_noun = len(lower) > 3 and lower == word and not tokens.touches(number.last + 1)
    return None if number.is_scaled or is_unit or is_noun else "name"


def _coded(tokens: Tokens, number: Number, left: str, right: str) -> Role | None:
    """Codes, version numbers, ISO dates, paths, footnotes."""
    if left.endswith("[") and right.startswith("]"):
        return "identifier"
    said = _CODE_BEFORE.search(left[-3:])
    if said is not None:
        is_ratio = said["sign"] == "/" and not left[-2].isdigit() and tokens.at(number.last) in UNIT_WORDS
        return None if is_ratio else "identifier"
    if _is_chained(tokens, number) or (right[:1] == "/" and right[1:2].isdigit()):
        return "identifier"
    digits = tokens.lower[number.first]
    is_long = digits.isdigit() and (len(digits) > 9 or (len(digits) > 1 and digits[0] == "0"))
    return "identifier" if is_long else None


def _is_counter(tokens: Tokens, number: Number) -> bool:
    """ "Photo 1 of 12", "Share 12 comments": what a page says of itself, in a line of its own."""
    if len(tokens.words) > _LONGEST_COUNTER:
        return False
    after, before = tokens.at(number.last), tokens.at(number.first - 1)
    if after.startswith("min") and not _READING.isdisjoint(tokens.lower):
        return True
    of_more = after == "of" and tokens.at(number.last + 1).isdigit() and number.last + 2 == len(tokens.words)
    return of_more or (before == "of" and tokens.at(number.first - 2).isdigit() and not after)


def _is_chained(tokens: Tokens, number: Number) -> bool:
    """Whether at least three numbers are joined without a space, or two are a postcode."""
    start, end = tokens.start[number.first], tokens.end[number.last - 1]
    joined = tokens.text[start - 1 : start] + tokens.text[end : end + 1]
    if not any(sign in _JOINTS for sign in joined):
        return False
    for chain in _CHAIN.finditer(tokens.text, max(0, start - _AROUND), end + _AROUND):
        if chain.start() <= start and end <= chain.end():
            return len(_LINK.findall(chain[0])) > 2 or _POSTCODE.fullmatch(chain[0]) is not None
    return False


def _list_number(number: Number, left: str, right: str, *, at_start: bool) -> Role | None:
    """ "1. Conditional amnesty", "(2)", "3)": only where a line starts, or in brackets and small."""
    if number.value != int(number.value) or not 0 <= number.value < 1000 or number.is_scaled:
        return None
    starts = (at_start or "\n" in left) and _LIST_START.search(left) is not None
    # "Borrow (12)": a number behind a name is no item of a list.
    is_bracketed = right[:1] == ")" and left[-1:] == "(" and number.value <= 20 and not _BEHIND_A_NAME.search(left)
    return "list_number" if (starts and right[:1] in (".", ")", ":")) or is_bracketed else None


def _year(tokens: Tokens, number: Number) -> Role | None:
    word = tokens.lower[number.first]
    if len(word) != 4 or not word.isdigit() or number.is_scaled or not 1000 <= number.value <= 2200:
        return None
    after = tokens.at(number.last)
    before = tokens.at(number.first - 1)
    if after in UNIT_WORDS or (after in _DASHES and tokens.at(number.last + 1) in UNIT_WORDS):
        return "year" if before in ("in", "since") else None
    bound = bounds.before(tokens, number.first)
    firm = bound is not None and bound.name not in ("about",)
    loosely = before in ("some", "about", "around", "roughly", "approximately")
    if is_plural(after) and (firm or loosely or not 1700 <= number.value <= 2060):
        return None
    if is_plural(after) and number.value % 100 == 0 and before not in FUNCTION_WORDS:
        return None  # "sent 2000 troops", but "the 2000 elections"
    if before == "of" and tokens.at(number.first - 2) in _AMOUNTS:
        return None
    if _counts_people(tokens, number):
        return None
    follows_year = before in ("and", "to") and re.fullmatch(r"1\d{3}|20\d\d", tokens.at(number.first - 2)) is not None
    if number.value < 1500 and before not in ("in", "since", "until", "of", "from", "by") and not follows_year:
        return None
    if firm and not 1900 <= number.value <= 2060:
        return None
    return "year"


def _counts_people(tokens: Tokens, number: Number) -> bool:
    """Whether a number like a year counts: "arrested 2020 people", "between 1500 and 2000 people"."""
    first, last = number.first, number.last
    before, after = tokens.at(first - 1), tokens.at(last)
    if is_people(after) and is_plural(after):
        acted = before.endswith("ed") or before in _VERBS
        if acted or before == "all" or (first == 0 and after == "people"):
            return True
        first, before = (first - 2, tokens.at(first - 3)) if before in ("and", "to") else (first, before)
    elif after in ("and", "to") and is_people(tokens.at(last + 2)) and is_plural(tokens.at(last + 2)):
        last += 2
    if before not in ("between", "from") or last - first != len("1 to 2".split()):
        return False
    return all(re.fullmatch(r"[12]\d00", tokens.at(at)) for at in (first, last - 1))
