"""Numbers that report nothing: years, dates, clock times, list and section numbers, names, scores, footnotes.

`role_of` names the reason, so that what was left out can be counted and shown; "figure" means that it stays. "known"
is "the two leaders": it points back to people already named and reports no number.
"""

import re
from typing import Literal

from analysis.reported_figures import bounds
from analysis.reported_figures.lexicon import (
    AUXILIARIES,
    DETERMINERS,
    FUNCTION_WORDS,
    ORDINALS,
    PRONOUNS,
    is_plural,
    listed,
)
from analysis.reported_figures.number_names import SPELLED_LABELS, address_role, is_headline, label_role, name_role
from analysis.reported_figures.numbers import Number
from analysis.reported_figures.scan import Tokens
from analysis.reported_figures.units import LETTER_UNITS, UNIT_PHRASES, UNIT_WORDS

Role = Literal[
    "figure",
    "date",
    "year",
    "clock",
    "list_number",
    "label",
    "name",
    "ordinal",
    "identifier",
    "score",
    "one",
    "known",
    "idiom",
]
_DASHES = frozenset("-–‑−—")
_YEAR_CUES = listed(
    "in since by until till during before after from the of and to through early late mid between around about "
    "last next this for year spring summer autumn fall winter election olympics"
)
_CLOCK_AFTER = listed("am pm a.m p.m a.m. p.m. o'clock o’clock gmt utc bst est edt pst pdt cet hrs oclock")
_ONE_PRONOUN_AFTER = listed(
    "of among another day who that which can could should would must may might has is was to or and but by in on at "
    "with for from as more than side hand thing way point time reason else's else"
)
_ONE_PRONOUN_BEFORE = listed(
    "the this that no any each every another which only first last next big good new old bad little same single "
    "loved number day"
)
_SCORE_CUES = listed(
    "win wins won beat beats beaten lose loses lost defeat defeated defeats victory draw drew drawn lead leads led "
    "leading score scored tie tied ties level trail trails trailed trailing down up loss triumph thrashed thrash "
    "edged edge routed series aggregate record set sets margin ahead game match half"
)
# "3-D", "4-H", "10-K": a letter that is no unit.
_LETTERED = frozenset("DEGHKQS")
_PREFIXES = listed("than least sub under over pre post mid low high to minus now then just only")
_VOTING = listed("vote votes voted voting passed approved rejected adopted confirmed ballot")
_LARGEST_HOUSE = 3_000
# "An average of 1500" is no year.
_AMOUNTS = listed("average total maximum minimum number population capacity speed distance height weight fee price sum")
_FIXED = frozenset({(9.0, 11.0), (24.0, 7.0), (50.0, 50.0), (7.0, 7.0), (20.0, 20.0), (360.0, 360.0)})
# "A two-way street", "a five-star hotel": shapes and kinds, not counts.
_FIRST_LARGE = 13
_SHAPES = listed(
    "way sided star wheel wheeled dimensional pronged tier tiered party time tone ply speed pack letter fold on track "
    "storey story storied storeyed seater"
)
# "The three of them", "the four that were freed" are counted here.
_NOT_LEFT_OUT = listed("of more other such")
_TELEPHONE = re.compile(
    r"(?:\+\d{1,3}|(?<![\d.,])\(?0\d{1,4}\)?)(?:[ .-]\(?\d{2,5}\)?){2,5}(?![\w%])|\(\d{3}\)\s?\d{3}-\d{4}(?!\w)"
)
_CALLING = listed("call calling dial dialling dialing phone phoning ring text texting")
_SHORTEST_CALL = 100
_TELEPHONE_REACH = 24
_LIST_START = re.compile(r"(?:^|\n)[ \t]{0,20}(?:[-*•·▪#>]{1,3}[ \t]{0,5})?\(?$")


def role_of(tokens: Tokens, number: Number, *, dates: list[tuple[int, int]], at_start: bool = True) -> Role:
    """Why a number is no figure, or "figure".

    `dates` are spans of dates in the text; `at_start` says that the text starts a block, where list numbers stand.
    """
    start, end = tokens.start[number.first], tokens.end[number.last - 1]
    if dates and any(left < end and start < right for left, right in dates):
        return "date"
    if dates and _joined_on(tokens, number.first) and any(right == tokens.end[number.first - 2] for _, right in dates):
        return "date"
    if number.form in ("vague", "fraction"):
        one_of = number.form == "vague" and tokens.at(number.first - 1) == "of" and tokens.at(number.first - 2) == "one"
        return "idiom" if one_of else "figure"
    if number.form == "words":
        return _role_of_words(tokens, number)
    if number.currency is not None:
        return "figure"
    for check in (_telephone, _glued, _chained, _clock, _list_number, _year, address_role, label_role, name_role):
        role = check(tokens, number, at_start)
        if role is not None:
            return role
    return "figure"


def _joined_on(tokens: Tokens, first: int) -> bool:
    """Whether a dash glues the number to what stands before it: "September 16-19"."""
    return first > 1 and tokens.at(first - 1) in _DASHES and tokens.touches(first) and tokens.touches(first - 1)


def _role_of_words(tokens: Tokens, number: Number) -> Role:
    before, after = tokens.at(number.first - 1), tokens.at(number.last)
    word = tokens.at(number.first)
    if word == "zero" and (not after.isalpha() or tokens.words[number.last][0].isupper() or after in FUNCTION_WORDS):
        return "name"
    if before in SPELLED_LABELS and not is_plural(after):
        return "label"
    written = tokens.words[number.first]
    if len(before) > 1 and tokens.words[number.first - 1].isupper() and written.istitle() and not is_plural(after):
        # "BBC One"
        return "name"
    if written.istitle() and _is_in_a_name(tokens, number):
        return "name"
    if word == "one" and number.last == number.first + 1:
        return _role_of_one(tokens, number)
    if after in _DASHES and tokens.touches(number.last):
        if tokens.at(number.last + 1) in ORDINALS:
            return "ordinal"
        if number.value < _FIRST_LARGE and tokens.at(number.last + 1) in _SHAPES:
            return "idiom"
    if after in ("o'clock", "o’clock", "oclock", "a.m.", "p.m.", "am", "pm"):
        return "clock"
    if before == "big" and tokens.at(number.first - 2) == "the" and not is_plural(after):
        return "name"
    if before in ("the", "these", "those") and number.last == number.first + 1:
        # "The two leaders", "named the three in a statement": they were counted before.
        left_out = after in FUNCTION_WORDS - _NOT_LEFT_OUT or not (after[:1].isalnum() or after in _DASHES)
        if word == "two" or (number.value < _FIRST_LARGE and left_out):
            return "known"
    if word in ("twenty", "nineteen") and _is_spelled_year(tokens, number):
        return "year"
    return "figure"


def _is_in_a_name(tokens: Tokens, number: Number) -> bool:
    """ "World War Two", "the Four Courts": a number word with a capital in the middle of a sentence."""
    if number.first == 0 or not tokens.words[number.first - 1].isalpha() or is_headline(tokens):
        return False
    after = tokens.words[number.last] if number.last < len(tokens.words) else ""
    if tokens.words[number.first - 1][0].isupper():
        return not after[:1].islower() or not is_plural(after)
    return after[:1].isupper() and tokens.at(number.first - 1) in DETERMINERS


def _is_spelled_year(tokens: Tokens, number: Number) -> bool:
    return tokens.at(number.last) in ("nineteen", "twenty", "ten", "eleven", "twelve") and not is_plural(
        tokens.at(number.last + 1)
    )


def _role_of_one(tokens: Tokens, number: Number) -> Role:
    before, after = tokens.at(number.first - 1), tokens.at(number.last)
    if before in ("no", "any", "every", "each", "some"):
        return "idiom"
    if after in _DASHES and tokens.touches(number.last) and tokens.at(number.last + 1) not in UNIT_WORDS:
        return "idiom"
    if not after or not after[0].isalpha():
        quantity = after in _DASHES and tokens.touches(number.last) and before in ("a", "the")
        return "figure" if quantity else "one"
    after = after.replace("’", "'").partition("'")[0]
    if after in _ONE_PRONOUN_AFTER or after in AUXILIARIES or after in DETERMINERS or after in PRONOUNS:
        return "one"
    if before in _ONE_PRONOUN_BEFORE and after in FUNCTION_WORDS:
        return "one"
    if before in ("the", "this", "that") and after.endswith(("ed", "ing")):
        return "one"
    return "figure"


def _glued(tokens: Tokens, number: Number, _: bool) -> Role | None:
    """ "G20", "Covid-19", "5G", "3rd", "1990s": digits that touch letters."""
    first, last = number.first, number.last
    written = tokens.words[first]
    if written in "-−" and tokens.words[first - 1 : first] and tokens.words[first - 1].isupper():
        # "COVID -19" is no minus nineteen.
        return "name" if len(tokens.words[first - 1]) > 1 else None
    if tokens.touches(first):
        before = tokens.words[first - 1]
        if before[-1].isalpha() or before in "_@#\\":
            return "name"
        hyphened = before in _DASHES and before != "—" and tokens.touches(first - 1)
        if hyphened and tokens.at(first - 2)[-1:].isalpha() and tokens.at(first - 2) not in _PREFIXES:
            return "name"
        if before == "." and tokens.touches(first - 1) and tokens.at(first - 2)[-1:].isalnum():
            return "name"
    hyphened = tokens.touches(last) and tokens.words[last] in _DASHES and tokens.touches(last + 1)
    if hyphened and tokens.words[last + 1] in _LETTERED:
        return "name"
    if tokens.touches(last) and tokens.words[last] in ("'", "’") and tokens.at(last + 1) == "s":
        return "year"
    if tokens.touches(last) and tokens.words[last][0].isalpha():
        return _glued_after(tokens, number)
    return None


def _glued_after(tokens: Tokens, number: Number) -> Role | None:
    word, lower = tokens.words[number.last], tokens.lower[number.last]
    if lower in ("st", "nd", "rd", "th"):
        return "ordinal"
    if lower in ("s", "'s", "’s"):
        return "year"
    if lower in ("am", "pm", "a.m.", "p.m."):
        return "clock"
    if (
        number.is_scaled
        or lower in UNIT_WORDS
        or word in LETTER_UNITS
        or (lower, tokens.at(number.last + 1)) in UNIT_PHRASES
    ):
        return None
    # A missing space ("52people") is a typing error; letters in upper case or digits beyond make a name.
    return None if len(lower) > 3 and lower == word and not tokens.touches(number.last + 1) else "name"


def _chained(tokens: Tokens, number: Number, _: bool) -> Role | None:
    """Telephone numbers, codes, version numbers, ISO dates, paths, footnotes."""
    first, last = number.first, number.last
    if tokens.at(first - 1) == "[" and tokens.at(last) == "]":
        return "identifier"
    before, beyond = tokens.at(first - 1), tokens.at(first - 2)[-1:]
    if before == "?" and not beyond.isalnum():
        pass  # a quotation mark that was lost on the way
    elif before in ("/", "@", "_", "=", "&", "?") and tokens.touches(first) and tokens.touches(first - 1):
        ratio = tokens.at(first - 1) == "/" and not tokens.at(first - 2)[:1].isdigit() and tokens.at(last) in UNIT_WORDS
        return None if ratio else "identifier"
    links = _links(tokens, first, step=-1) + _links(tokens, last - 1, step=1)
    if links >= 2 or (links and _is_postcode(tokens, number)):
        return "identifier"
    if (
        tokens.at(last) == "/"
        and tokens.touches(last)
        and tokens.at(last + 1)[:1].isdigit()
        and tokens.touches(last + 1)
    ):
        return "identifier"
    digits = tokens.lower[first]
    if digits.isdigit() and (len(digits) > 9 or (len(digits) > 1 and digits[0] == "0" and not tokens.touches(first))):
        return "identifier"
    return None


def _is_postcode(tokens: Tokens, number: Number) -> bool:
    """ "16802-6601": four and more plain digits on both sides, and no span of years."""
    for joint in (number.first - 1, number.last):
        around = (tokens.at(joint - 1), tokens.at(joint + 1))
        if tokens.at(joint) in _DASHES and all(word.isdigit() and len(word) >= 4 for word in around):
            return any(len(word) > 4 for word in around)
    return False


def _links(tokens: Tokens, index: int, *, step: int) -> int:
    """How many further numbers are chained on without a space: two for each of "555-12-34"'s ends."""
    count, at = 0, index
    while count < 3:
        joint, beyond = at + step, at + 2 * step
        if not (0 <= beyond < len(tokens.words)) or tokens.lower[joint] not in _DASHES | {".", ":"}:
            return count
        glued = tokens.touches(max(joint, beyond)) and tokens.touches(max(joint, at))
        if not glued or not tokens.lower[beyond][0].isdigit():
            return count
        count, at = count + 1, beyond
    return count


def _telephone(tokens: Tokens, number: Number, _: bool) -> Role | None:
    """ "+44 20 555 0147", "0800 555 123", "(202) 555-0147": groups of digits that begin like a telephone number."""
    called = tokens.at(number.first - 1) in _CALLING or (
        tokens.at(number.first - 1) == "to" and tokens.at(number.first - 3) in ("text", "texting")
    )
    if called and tokens.lower[number.first].isdigit():
        # "Call 999", "text 88222": no count of calls
        return None if number.value < _SHORTEST_CALL or is_plural(tokens.at(number.last)) else "identifier"
    start, end = tokens.start[number.first], tokens.end[number.last - 1]
    calls = _TELEPHONE.finditer(tokens.text, max(0, start - _TELEPHONE_REACH), end + _TELEPHONE_REACH)
    return "identifier" if any(call.start() <= start and end <= call.end() for call in calls) else None


def _clock(tokens: Tokens, number: Number, _: bool) -> Role | None:
    first, last = number.first, number.last
    if tokens.at(last) in _CLOCK_AFTER and (number.value < 25 or tokens.at(last) in ("gmt", "utc")):
        return "clock"
    if tokens.at(last) in ("a", "p") and tokens.at(last + 1) == "." and tokens.at(last + 2) == "m":
        return "clock"
    if (
        tokens.at(last) == ":"
        and tokens.touches(last)
        and tokens.at(last + 1)[:1].isdigit()
        and tokens.touches(last + 1)
    ):
        return "clock"
    if tokens.at(first - 1) == ":" and tokens.touches(first) and tokens.touches(first - 1):
        return "clock" if tokens.at(first - 2)[:1].isdigit() else None
    return None


def _list_number(tokens: Tokens, number: Number, at_start: bool) -> Role | None:
    """ "1. Conditional amnesty", "(2)", "3)": only where a line starts, or in brackets and small."""
    first, last = number.first, number.last
    after = tokens.at(last)
    before = tokens.text[max(0, tokens.start[first] - 30) : tokens.start[first]]
    if number.value != int(number.value) or not 0 <= number.value < 1000 or number.is_scaled:
        return None
    starts = _LIST_START.search(before) is not None and (at_start or "\n" in before)
    if starts and after in (".", ")", ":") and tokens.touches(last):
        return "list_number"
    if after == ")" and tokens.at(first - 1) == "(" and number.value <= 20 and tokens.touches(last):
        return "list_number"
    return None


def _year(tokens: Tokens, number: Number, _: bool) -> Role | None:
    word = tokens.lower[number.first]
    if len(word) != 4 or not word.isdigit() or number.is_scaled or not 1000 <= number.value <= 2200:
        return None
    after = tokens.at(number.last)
    before = tokens.at(number.first - 1)
    if after in UNIT_WORDS or (after in _DASHES and tokens.at(number.last + 1) in UNIT_WORDS):
        return "year" if before in ("in", "since") else None
    bound = bounds.before(tokens, number.first)
    firm = bound is not None and bound.name not in ("about",)
    if is_plural(after) and (firm or not 1700 <= number.value <= 2060 or before in ("some", "about", "approximately")):
        return None
    if is_plural(after) and number.value % 100 == 0 and before not in _YEAR_CUES:
        return None
    if before == "of" and tokens.at(number.first - 2) in _AMOUNTS:
        return None
    follows_year = before in ("and", "to") and re.fullmatch(r"1\d{3}|20\d\d", tokens.at(number.first - 2)) is not None
    if number.value < 1500 and before not in ("in", "since", "until", "of", "from", "by") and not follows_year:
        return None
    if firm and not 1900 <= number.value <= 2060:
        return None
    return "year"


def is_vote(tokens: Tokens, *, above: Number, below: Number) -> bool:
    """Whether "87 to 34" are the votes for and against something: two figures, neither a range nor a score.

    >>> from analysis.reported_figures.numbers import Conventions, numbers_of
    >>> from analysis.reported_figures.scan import scan
    >>> tokens = scan("Deputies voted 87 to 34 for the bill")
    >>> for_it, against_it = numbers_of(tokens, conventions=Conventions())
    >>> is_vote(tokens, above=for_it, below=against_it)
    True
    """
    if above.is_scaled or below.is_scaled or max(above.value, below.value) > _LARGEST_HOUSE:
        return False
    near = tokens.lower[max(0, above.first - 4) : above.first]
    said = tokens.at(below.last) == "vote" or any(word in _VOTING for word in near)
    return said and not any(word in _SCORE_CUES for word in near)


def _is_in_a_row(tokens: Tokens, above: Number, below: Number) -> bool:
    """Whether another pair stands right beside this one: the sets of "6-0 6-7 (2-7) 6-2"."""
    after, before = below.last, above.first - 1
    after += tokens.at(after) in ("(", ")", ",")
    before -= tokens.at(before) in ("(", ")", ",")
    return _is_pair(tokens, after) or _is_pair(tokens, before - 2)


def _is_pair(tokens: Tokens, at: int) -> bool:
    one, joint, other = tokens.at(at), tokens.at(at + 1), tokens.at(at + 2)
    return one.isdigit() and joint in _DASHES and other.isdigit() and tokens.touches(at + 1) and tokens.touches(at + 2)


def is_score(tokens: Tokens, *, above: Number, below: Number) -> bool:
    """Whether "2-1" is the score of a game and not a range."""
    small = above.value == int(above.value) and below.value == int(below.value) and max(above.value, below.value) < 200
    if not small or above.currency or below.currency or above.is_scaled or below.is_scaled:
        return False
    if (above.value, below.value) in _FIXED or _is_in_a_row(tokens, above, below):
        return True
    after = tokens.at(below.last)
    if after in UNIT_WORDS or after in _DASHES:
        return False
    near = tokens.lower[max(0, above.first - 5) : above.first] + tokens.lower[below.last : below.last + 3]
    return above.value >= below.value or any(word in _SCORE_CUES for word in near)
