"""Numbers in names: "Chapter 7", "Boeing 737", "the Group of 20", "World War Two".

A name is a head with a capital, or a noun for one of a series, and a number behind it that counts no plural. Before a
plural the place in the sentence decides: "Leopard 2 tanks arrived", but "In Borrow 5 people died".
"""

from analysis.english.classes import FUNCTION_WORDS, class_words
from analysis.english.marks import DASHES
from analysis.english.nouns import is_plural
from analysis.english.numbers import NUMBER_WORDS, Number
from analysis.english.tokens import Tokens
from analysis.english.units import UNIT_PHRASES, UNIT_WORDS
from analysis.english.verbs import MODALS, common_forms
from analysis.english.word_lists import word_list, word_sets
from analysis.reported_figures import counted
from analysis.reported_figures.ages import is_bare

# A number after one of these nouns is its name: "chapter 7", "page 12", "No. 10".
_LABELS = word_list("numbered_nouns")
_LISTED = word_sets("numbered_names", package=__package__)
_SPELLED, _COUNTED_TOO, _WITH_POINTS = (_LISTED[key] for key in ("spelled", "counted too", "with points"))
_SHORT_LABELS = _LISTED["short"]
_INDEXES, _GIVING = _LISTED["indexes"], _LISTED["giving"]
_PREPOSITIONS, _DETERMINERS = class_words("IOZ"), class_words("D")
_WHERE = class_words("I")
_REACHES = word_sets("clause_words", package=__package__)["reaches"]
_VERBS = frozenset(common_forms())
_DASHES = frozenset(DASHES)
_OPENS = frozenset({".", "!", "?", "“", '"', "\n"})
# Words before a series that point to one of its things: "the chapter 7 people wrote".
_ONE_OF_MANY = frozenset({"a", "the", "every", "each", "this", "that", "last", "per"})
# "Wave 4 respondents", "Phase 3 trials": small numbers after a name belong to it even before a plural.
_LARGEST_NAME = 12
# What a word can be that opens a sentence and a name: no adverb, no plural, nobody ("Police 12").
_HEADS = frozenset("ngmu")
_SHARE_OF_CAPITALS = 0.7


def is_in_a_name(tokens: Tokens, number: Number) -> bool:
    """Whether a number is a part of a name and counts nothing.

    >>> from analysis.english.numbers import Conventions, numbers_of
    >>> from analysis.english.tokens import scan
    >>> tokens = scan("The Group of 20 saw Leopard 2 tanks and 5 ships.")
    >>> [is_in_a_name(tokens, number) for number in numbers_of(tokens, conventions=Conventions())]
    [True, True, False]
    """
    if number.first == 0 or number.currency is not None or number.is_scaled:
        return False
    if _is_of_a_series(tokens, number) or _is_of_a_group(tokens, number):
        return True
    if number.form == "words":
        return _is_capitalised(tokens, number)
    return _is_one_thing(tokens, number) or _is_behind_a_name(tokens, number)


# "The top 500", but "crossings top 100,000".
_LARGEST_RANK = 1000


def _is_of_a_series(tokens: Tokens, number: Number) -> bool:
    """ "Chapter 7", "No. 10", "§ 5", "round two", "a top 10 finish"."""
    before, article, after = tokens.at(number.first - 1), tokens.at(number.first - 2), tokens.at(number.last)
    if number.form == "words":
        return before in _SPELLED and (not is_plural(after) or tokens.tags[number.last + 1 :][:1] in ("D", "A", "#"))
    if before in ("#", "§", "№") or (before == "." and article in _SHORT_LABELS):
        return True
    if before not in _LABELS:
        return False
    if article in _ONE_OF_MANY and before not in ("number", "no"):
        return False
    # "It will release 52 prisoners", "is expected to top 300", "deaths top 300": a verb, before what is counted.
    acts = article in MODALS or (before in _VERBS | _REACHES and article in ("to", "and"))
    acts = acts or (before in _REACHES and (is_plural(article) or number.value > _LARGEST_RANK))
    if acts or (is_plural(after) and before in _COUNTED_TOO):
        return False
    return (number.value == int(number.value) or before in _WITH_POINTS) and after not in UNIT_WORDS


def _is_of_a_group(tokens: Tokens, number: Number) -> bool:
    """ "The Group of 20", "the Gang of Four": a capital in the middle of a sentence."""
    at = number.first - 2
    if tokens.at(number.first - 1) != "of" or at < 1 or tokens.words[at - 1] in _OPENS:
        return False
    if not tokens.words[at].istitle() or tokens.lower[at] in FUNCTION_WORDS or _is_headline(tokens):
        return False
    return is_bare(tokens, number.last) or tokens.at(at - 1) == "the"


def _is_capitalised(tokens: Tokens, number: Number) -> bool:
    """ "World War Two", "the Four Courts", "the big three": a number word with a capital inside a sentence."""
    first = number.first
    before, after = tokens.words[first - 1], tokens.at(number.last)
    if tokens.lower[first - 1] == "big" and tokens.at(first - 2) == "the" and not is_plural(after):
        return True
    if not tokens.words[first].istitle():
        return False
    if before in _DASHES and tokens.touches(first):
        return tokens.at(first - 2).isdigit()  # "7-Eleven"
    return before[0].isalpha() and not _is_headline(tokens)


def _is_one_thing(tokens: Tokens, number: Number) -> bool:
    """ "A 747 crashed", "the 737 was grounded", "a 404 error": one thing with a number for a name."""
    before, after = tokens.at(number.first - 1), tokens.at(number.last)
    if not tokens.lower[number.first].isdigit():
        return False
    if before == "the":
        return after in ("was", "is", "has")
    if before not in ("a", "an") or after in ("or", "plus", "odd"):
        return False
    return after == "error" or (is_bare(tokens, number.last) or after.endswith("ed"))


def _is_behind_a_name(tokens: Tokens, number: Number) -> bool:
    """ "Boeing 737", "iPhone 14", "S&P 500": a number that ends a name."""
    first = number.first
    if tokens.lower[first].isdigit() and _is_chained(tokens, number) and tokens.at(first - 1) in NUMBER_WORDS:
        return True  # "eight 787-10 jets"
    if tokens.touches(first) and tokens.at(first - 1) in _DASHES and tokens.at(first - 2).isdigit():
        return _is_model(tokens, first - 2)
    if not tokens.lower[first].replace(".", "").isdigit() or tokens.touches(first):
        return False
    before, lower = tokens.words[first - 1], tokens.lower[first - 1]
    if lower in _INDEXES and before[0].isupper():
        return True
    inner_capital = any(letter.isupper() for letter in before[1:]) and before.isalpha()
    if not (before[0].isupper() and before.isalpha()) and not inner_capital:
        return False
    if _is_chained(tokens, number) and lower not in FUNCTION_WORDS:
        return True  # "the four Boeing 787-9"
    after = tokens.words[number.last : number.last + 1]
    if after and after[0][0].isupper() and is_plural(after[0].lower()) and not _is_headline(tokens):
        return True  # "12 Boeing 787 Dreamliners"
    if lower in FUNCTION_WORDS or _is_measured(tokens, number) or counted.counts_casualties(tokens, number.last):
        return False  # "Borrow 12 killed, Velmar 7 injured"
    opens = first == 1 or tokens.words[first - 2] in _OPENS
    if _counts(tokens, number):
        # Nobody counts people with a decimal: "Occupy 2.0 marchers".
        return tokens.lower[first].endswith(".0") or _is_made_of(tokens, number, opens=opens)
    if _is_headline(tokens) and (lower.endswith(("s", "ed")) or lower in _VERBS):
        # "Crash Kills 12 in Valley": in a headline verbs have capitals too.
        return False
    if not opens or inner_capital or before.isupper():
        return True
    return tokens.forms[first - 1] in _HEADS and _goes_on(tokens, number.last)


def _is_model(tokens: Tokens, first: int) -> bool:
    """Whether digits before a hyphen belong to a name: "Boeing | 787-9", "eight | 787-10 jets"."""
    before = tokens.words[first - 1] if first else ""
    is_name = before[:1].isupper() and before.lower() not in FUNCTION_WORDS and tokens.tags[first - 1] == "P"
    return is_name or before.lower() in NUMBER_WORDS


def _is_chained(tokens: Tokens, number: Number) -> bool:
    """Whether a hyphen joins digits to a number: "787-10"."""
    after = number.last
    return tokens.at(after) in _DASHES and tokens.touches(after) and tokens.at(after + 1).isdigit()


def _is_measured(tokens: Tokens, number: Number) -> bool:
    after = tokens.at(number.last)
    if after in UNIT_WORDS or after in ("-", "million") or (after in _DASHES and tokens.touches(number.last)):
        return True
    return (after, tokens.at(number.last + 1)) in UNIT_PHRASES or after == "°"


def _counts(tokens: Tokens, number: Number) -> bool:
    """Whether a plural follows that the number may count."""
    after, following = tokens.at(number.last), tokens.at(number.last + 1)
    modifier = after.isalpha() and after not in FUNCTION_WORDS
    return (is_plural(after) and after not in _VERBS) or (modifier and is_plural(following))


def _is_made_of(tokens: Tokens, number: Number, *, opens: bool) -> bool:
    """Whether a plural behind a name and a number is of that name, "Leopard 2 tanks", and not counted."""
    if number.value != int(number.value) or tokens.at(number.first - 1).endswith("day"):
        return False
    start = number.first - 1
    while start > 0 and tokens.words[start - 1][0].isupper() and tokens.lower[start - 1] not in FUNCTION_WORDS:
        start -= 1
    before = tokens.at(start - 1)
    if opens or start == 0:
        phrase = counted.noun_phrase(tokens, number.last, value=2)
        is_subject = phrase is not None and _goes_on(tokens, phrase.last)
        return is_subject and tokens.forms[number.first - 1] in _HEADS
    if before in _PREPOSITIONS or before in _GIVING:
        return False
    named = before in _DETERMINERS or before.isdigit() or before in NUMBER_WORDS
    return number.value <= _LARGEST_NAME or (named and tokens.at(start - 2) not in _WHERE)


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether a verb follows, so that what stands before it is a subject."""
    return counted.has_own_verb(tokens, at) or tokens.at(at).endswith("ed")


def _is_headline(tokens: Tokens) -> bool:
    """Whether most of the longer words have a capital."""
    longer = [word for word in tokens.words[:30] if len(word) > 3 and word[0].isalpha()]
    fewest = 4 if tokens.words[-1] == "." else 2  # headlines have no full stop
    return len(longer) >= fewest and sum(word[0].isupper() for word in longer) > _SHARE_OF_CAPITALS * len(longer)
