"""What a sum is the price of: what is bought for it, settled by it, or worth it.

"Bought it for $3bn", "paid $3bn for Tal", "a deal worth $3bn", "will pay $3bn to settle": the words around a sum, not
the noun beside it, say what it is.
"""

from analysis.english.nouns import is_plural
from analysis.english.tokens import Tokens
from analysis.english.verbs import BE
from analysis.english.word_lists import word_sets
from analysis.reported_figures.amounts import PRICE, is_sum, noun_of_sum, one_word
from analysis.reported_figures.counted import Counted

_WORDS = word_sets("amount_nouns", package=__package__)
_BUYS, _DEALS, _PAYS = _WORDS["buys"], _WORDS["deals"], _WORDS["pays"]
_SETTLES, _EQUALS, _BEYOND = _WORDS["settles"], _WORDS["equals"], _WORDS["beyond"]
_PAPERS = _WORDS["papers"]
# Bounds and articles between a word and the amount that it governs.
_BOUNDS = _WORDS["bounds"]
_VALUES = frozenset({"value", "values", "valued", "valuing"})
_TOTALS = word_sets("clause_words", package=__package__)["measures of"]
_SETTLEMENT, _VALUATION = Counted("settlement", "settlement"), Counted("valuation", "valuation")
# Tokens between "bought" and "for", behind "paid $3bn for", and between "values" and "at".
_FAR, _NEAR, _NEXT = 24, 6, 5


def paid(tokens: Tokens, first: int, at: int) -> Counted | None:
    """The price of what was bought, or the sum that settles a case: tokens `first` to `at` are the amount.

    Not the part of a price: in "for $4m in cash and $12m in shares" neither is all.

    >>> from analysis.english.tokens import scan
    >>> tokens = scan("Orm Foods bought its rival Tal for up to $16 million in cash")
    >>> paid(tokens, 7, 12)
    Counted(text='price', head='price')
    """
    settles = tokens.at(at) == "to" and tokens.at(at + 1) in ("settle", "resolve")
    if settles and tokens.at(at + 2) != "at":  # shares fell "40 cents, to settle at $43"
        return _SETTLEMENT
    first = _governor(tokens, first)
    verb = first - 1 - (tokens.at(first - 1) == "out")  # "shelled out $40m for Tal"
    if verb >= 0 and tokens.lower[verb] in _PAYS:
        return _by_purpose(tokens, at)
    if first < 2 or tokens.lower[first - 1] != "for":
        return None
    if tokens.lower[first - 2] in _SETTLES:
        return _SETTLEMENT
    is_part = tokens.at(at) == "in" and "#" in tokens.tags[at + 2 : at + 4]
    return None if is_part else _bought(tokens, first - 1)


def worth(tokens: Tokens, first: int) -> Counted | None:
    """The noun of what is worth an amount that opens at token `first`: "a deal worth", "debts amounting to".

    Where a firm or a thing is valued, its valuation.

    >>> from analysis.english.tokens import scan
    >>> worth(scan("a contract worth about $3bn"), 4)
    Counted(text='contract', head='contract')
    """
    at = _governor(tokens, first) - 1
    at -= tokens.at(at) in ("at", "to")
    values = next((one for one in range(at, max(-1, at - _NEXT - 1), -1) if tokens.lower[one] in _VALUES), -1)
    if at > 0 and tokens.lower[at] in _EQUALS:
        noun = at - 1
        while noun > 0 and (tokens.lower[noun] in BE or tokens.tags[noun] in ",RXA"):
            noun -= 1
        is_noun = tokens.tags[noun] == "N" or (noun == 0 and is_plural(tokens.lower[noun]))
        if is_noun and (is_sum(one_word(tokens, noun)) or is_plural(tokens.lower[noun])):
            return noun_of_sum(tokens, 0, noun)
        is_told = tokens.lower[at] in ("valued", "worth") and "," not in tokens.tags[noun:at]
        return _VALUATION if is_told and tokens.tags[noun] in "NP" else None
    is_beside = tokens.lower[first] in _BEYOND or tokens.lower[_governor(tokens, first)] == "in"
    noun = _governor(tokens, first) - 1 if is_beside else at - 1 if tokens.at(at) in _BEYOND else -1
    is_noun = noun >= 0 and tokens.tags[noun] == "N" and tokens.lower[noun] != "earning"
    if is_noun and is_sum(one_word(tokens, noun)):
        return noun_of_sum(tokens, 0, noun)  # "a valuation between"
    is_valued = values > 0 and tokens.lower[at + 1] == "at" and tokens.tags[values] in "NEYP"
    return _VALUATION if is_valued else None


def _governor(tokens: Tokens, first: int) -> int:
    """The token behind the word that governs an amount: over bounds, articles, "the huge sum of"."""
    while first > 0 and (tokens.lower[first - 1] in _BOUNDS or tokens.tags[first - 1] == "D"):
        first -= 1
    if first > 1 and tokens.lower[first - 1] == "of" and tokens.lower[first - 2] in _TOTALS:
        first -= 2
        while first > 0 and tokens.tags[first - 1] in "NED-":
            first -= 1
    return first


def _by_purpose(tokens: Tokens, at: int) -> Counted | None:
    """What a payment is for, by the words behind it: "paid $40m for Tal", "will pay $40m to settle claims"."""
    if tokens.at(at) == "to" and tokens.at(at + 1) in _SETTLES:
        return _SETTLEMENT
    if tokens.at(at) != "for":
        return None
    at += 1
    end = at
    while tokens.tags[end : end + 1] in ("D", "N", "E", ",") and end - at < _NEAR:
        end += 1
    is_name = tokens.tags[end : end + 1] == "P"
    return PRICE if is_name and set(tokens.lower[at:end]).isdisjoint(_PAPERS) else None


def _bought(tokens: Tokens, at: int) -> Counted | None:
    """The price in "bought Tal for", "the purchase of Tal for", "a 40% stake in Tal for"; "for" is token `at`."""
    stop = max(0, at - _FAR)
    for one in range(at - 1, stop - 1, -1):
        word, tag = tokens.lower[one], tokens.tags[one]
        if word in _BUYS or (word in _DEALS and tag == "N"):
            between = tokens.lower[one + 1 : at]
            stake = next((word for word in between if word in ("stake", "holding")), None)
            if stake is not None:
                return Counted(stake, stake)
            return PRICE if _PAPERS.isdisjoint(between) else None
        if tag in "RTBHXY;.:" or (tag == "E" and one == at - 1):
            return None
    return None
