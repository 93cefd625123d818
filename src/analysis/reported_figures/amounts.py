"""What a sum of money or a share is an amount of: the noun beside it, or the verb that names it.

"A $3bn loan", "loans of $3bn", "lent $3bn": every way of saying it gives one noun. Where the text has none, the amount
stays open. What is paid for and what is worth a sum is in `payments`.
"""

from bisect import bisect_left

from analysis.english.classes import CASUALTIES, FINITE
from analysis.english.marks import HYPHENS
from analysis.english.nouns import is_people, is_plural, singular
from analysis.english.numbers import DENOMINATORS
from analysis.english.tokens import Tokens
from analysis.english.units import UNIT_WORDS
from analysis.english.verbs import BE, common_forms
from analysis.english.word_lists import word_sets, word_table
from analysis.reported_figures.changes import NOUNS, is_change_verb
from analysis.reported_figures.clauses import Clause
from analysis.reported_figures.counted import Counted

# A noun phrase before its number has at most so many words before its head, of these classes.
_WORDS = 5
_LISTS = word_sets("clause_words", package=__package__)
_PLACES, _TRADES = _LISTS["places"], _LISTS["trades"]
_NOUNS = "NPEu-"
_TOLD = frozenset(("show", "shows", "showed", "says", "said"))
# Nouns that only say that an amount of something is meant.
_AMOUNT_NOUNS = _LISTS["measures of"]
_OFTEN = _LISTS["often"]
_AMOUNT_VERBS = word_table("amount_verbs", package=__package__)
# Nouns that a sum or a share stands before, those that only wrap what it is for, and what deals are made by.
_SUMS = word_sets("amount_nouns", package=__package__)
_OF_MONEY, _OF_SHARES, _WRAPPERS = _SUMS["sums"], _SUMS["shares"], _SUMS["wrappers"]
_DEALS, _WHOM, _PUTS = _SUMS["deals"], _SUMS["whom"], _SUMS["puts"]
# Nouns that are told by another: a rescue package is a rescue, a takeover has a price.
_RESOLVED = _WRAPPERS | (_DEALS - {"sale"})
_RATIOS = frozenset(("rate", "ratio", "turnout", "margin"))
# "The cost to the city of", "sales in the first half of".
_PARTED = _OF_MONEY | {"cost", "sale"}
# Verbs that another verb follows: "the firm expects to".
_INTENDS = _LISTS["expects"] | _SUMS["intends"]
# What only says how a number lies to others.
_NO_NOUNS = (
    DENOMINATORS.keys()
    | _SUMS["equals"]
    | {"more", "less", "fewer", "high", "low", "peak", "estimates", "point", "stage", "trading"}
)
_PAID_IN = frozenset(("cash", "stock", "shares", "debt", "equity"))
_THINKS = frozenset(("believe", "think", "say", "fear", "claim", "suspect"))
# What a deal costs has one noun, however it is said.
PRICE = Counted("price", "price")
# Tokens of a noun behind an amount, of a bracket that follows one, and between a subject's noun and its verb.
_FAR, _BRACKET, _NEAR = 24, 8, 6


def amount_of(tokens: Tokens, clause: Clause) -> Counted | None:
    """The noun whose amount a figure is: "an operating margin of 8.2 per cent", "sales fell 5 per cent".

    >>> from analysis.english.tokens import scan
    >>> from analysis.reported_figures.clauses import clause_of
    >>> tokens = scan("Net sales fell 5 per cent")
    >>> amount_of(tokens, clause_of(tokens, 3, 6, others=()))
    Counted(text='Net sales', head='sale')
    """
    if clause.link == "of" and tokens.lower[bisect_left(tokens.end, clause.governed)] in _PLACES:
        return Counted("people", "person")  # "a nation of 9.5 million"
    if (moved := _moved(tokens, bisect_left(tokens.end, clause.governed) + (clause.link == "level"))) is not None:
        return moved
    if clause.link == "of" and tokens.lower[bisect_left(tokens.end, clause.governed)] in _LISTS["tells of"]:
        return None  # "speaks of 60 per cent"
    if clause.link == "of" and is_plural(tokens.lower[bisect_left(tokens.end, clause.governed)]):
        last = bisect_left(tokens.end, clause.governed)
        return _phrase(tokens, _phrase_start(tokens, last), last)  # "restructuring costs of", no verb
    if clause.link == "of" and one_word(tokens, bisect_left(tokens.end, clause.governed)) in _RESOLVED:
        return noun_of_sum(tokens, 0, bisect_left(tokens.end, clause.governed))
    if clause.link == "label" and "X" in tokens.tags[: bisect_left(tokens.end, clause.governed)]:
        return None  # "The rise is steep: 57 per cent"
    if clause.link in ("of", "label") and clause.governed:
        return _phrase_to(tokens, bisect_left(tokens.end, clause.governed), may_be_people=clause.link == "label")
    last = bisect_left(tokens.end, clause.governed)
    if clause.link == "level" and tokens.at(last) == "," and tokens.at(last + 1) == "at":
        return _phrase_to(tokens, last - 1)  # "turnout, at 48 per cent, was low"
    for start, end in clause.topic:
        at, stop = bisect_left(tokens.start, start), bisect_left(tokens.start, end)
        joint = tokens.tags.rfind(",C", at, stop)
        at = joint + 2 if joint > 0 else at  # "it weighed 12 kg, | and its value was put at $4m"
        joint = tokens.tags.find("C", tokens.tags.rfind("#", at, stop), stop) if "#" in tokens.tags[at:stop] else -1
        at = (
            joint + 1 if joint > 0 and tokens.tags[joint + 1] in "DNPE" and joint + 1 < stop else at
        )  # "took a $55m charge and | revenue fell 5 per cent"
        is_foreseen = tokens.at(stop - 1) == "to" and tokens.at(stop - 2) in _INTENDS  # "debt is expected to | rise"
        verbs = tokens.tags[at + 1 : stop].rstrip("A")[:-1]
        if set("XY").intersection(verbs) and clause.link == "level" and not is_foreseen:
            continue  # "The results sent its shares climbing to $14": whose level it is, only a reader can tell
        found = _phrase_from(tokens, at, stop)
        if found is not None:
            return found
    last -= tokens.lower[last] in ("up", "down") and tokens.tags[last - 1 : last] == "E"
    is_set = is_change_verb(tokens.lower[last]) or tokens.lower[last] in _PUTS
    return _subject_of(tokens, last) if clause.link == "level" and is_set else None


def _moved(tokens: Tokens, at: int) -> Counted | None:
    """What is moved by an amount or to a level that token `at` leads to: "cut its forecast by $90m to $2.5bn".

    "Up" and "down" may have it before them: "knocking its shares down 10 per cent".
    """
    if tokens.at(at) in ("up", "down") and at > 1 and tokens.tags[at - 1] == "N":
        first = _phrase_start(tokens, at - 1)
        verb = first - 1 - (tokens.tags[first - 1] == "D")
        does = verb >= 0 and (tokens.tags[verb] in "EY" or tokens.lower[verb].endswith("ing"))
        return _phrase(tokens, first, at - 1) if does and verb < first - 1 else None
    if tokens.at(at) not in ("by", "to"):
        return None
    for verb in range(at - 1, max(-1, at - _FAR), -1):
        if tokens.tags[verb] in "XRTB.;:":
            return None
        if is_change_verb(tokens.lower[verb]) and tokens.tags[verb] != "I":
            end = next(one for one in range(verb + 1, at + 1) if tokens.at(one) in ("by", "to", "from", ","))
            is_object = end > verb + 1 and set(tokens.tags[verb + 1 : end]) <= set("DNPEYu-")
            is_noun = tokens.tags[verb - 1 : verb] == "D" or tokens.tags[verb + 1] not in "DP"
            return _phrase_from(tokens, verb + 1, end) if is_object and not is_noun else None
    return None


def amount_parted(tokens: Tokens, first: int) -> Counted | None:
    """The noun of a sum that another phrase parts from its "of"; the sum starts at token `first`.

    >>> from analysis.english.tokens import scan
    >>> amount_parted(scan("net income for the quarter of $3bn"), 6)
    Counted(text='net income', head='income')
    """
    last = at = first - 2
    if tokens.at(first - 1) != "of":
        return None
    while at > 0 and tokens.tags[at] in "NDEAM#" and last - at < _WORDS:
        at -= 1
    is_sum = at > 0 and tokens.tags[at] in "IBZ" and tokens.tags[at - 1] == "N" and one_word(tokens, at - 1) in _PARTED
    is_own = one_word(tokens, last) in _OF_MONEY and tokens.lower[at] not in ("before", "after")
    return noun_of_sum(tokens, 0, at - 1) if is_sum and at < last and not is_own else None


def _subject_of(tokens: Tokens, verb: int) -> Counted | None:
    """The noun of which a passive verb says the level: "costs would be cut by", "the deficit is seen at"."""
    noun = verb - 1
    if tokens.at(noun) not in BE:
        return None
    while noun > 0 and tokens.tags[noun] in "XA":
        noun -= 1
    for place in range(noun - 1, max(0, noun - _NEAR), -1):
        if tokens.tags[place] in "IO" and place > 0 and tokens.tags[place - 1] in "NP":
            noun = place - 1  # "production | in Europe"
        elif tokens.tags[place] not in "DNPE":
            break
    return _phrase_to(tokens, noun) if tokens.tags[noun] in "NP" else None


def amount_of_verb(tokens: Tokens, clause: Clause) -> Counted | None:
    """The noun for an amount that only a verb names: "lost $40 million" is a loss.

    >>> from analysis.english.tokens import scan
    >>> from analysis.reported_figures.clauses import clause_of
    >>> tokens = scan("The miner lost $42 million")
    >>> amount_of_verb(tokens, clause_of(tokens, 3, 6, others=()))
    Counted(text='loss', head='loss')
    """
    if clause.link != "" or clause.governed == 0:
        return None
    at = bisect_left(tokens.end, clause.governed)
    whom = at
    while at - 1 > 0 and whom - at < _WORDS and tokens.at(at) not in _AMOUNT_VERBS and tokens.tags[at] in "DNP":
        at -= 1  # "cost the state $40 million"
    head = _AMOUNT_VERBS.get(tokens.at(at))
    if head == "cost" and tokens.at(at - 1 - (tokens.tags[at - 1 : at] == "X")) in _DEALS:
        return PRICE  # "the takeover cost $40 million"
    return Counted(head, singular(head)) if head and (at == whom or head in _WHOM) else None


def amount_in(tokens: Tokens, at: int) -> Counted | None:
    """The noun behind an amount of money that says what it is: "in revenue", "worth of goods"; `at` follows the amount.

    >>> from analysis.english.tokens import scan
    >>> amount_in(scan("$25 billion in revenue"), 3)
    Counted(text='revenue', head='revenue')
    >>> amount_in(scan("$3 billion in restricted shares"), 3)
    Counted(text='restricted shares', head='share')
    """
    is_worth = (tokens.at(at), tokens.at(at + 1)) == ("worth", "of")
    at += is_worth
    if is_worth and tokens.tags[at + 1 : at + 2] in ("E", "Y") and is_plural(tokens.lower[at + 1]):
        return _phrase(tokens, at + 1, at + 1)  # "worth of cuts"
    if tokens.at(at) not in ("in", "of") or not tokens.at(at + 1).isalpha():
        return None
    at += tokens.tags[at + 1 : at + 2] == "A" and tokens.tags[at + 2 : at + 3] == "N"  # "in further investment"
    # "In restricted shares", "worth of Orm shares".
    last = at + 1 + (tokens.tags[at + 1 : at + 3] in ("EN", "PN"))
    while tokens.tags[last + 1 : last + 2] == "N" and tokens.lower[last + 1].isalpha():
        last += 1
    if tokens.lower[last] in _PAID_IN and tokens.at(last + 1) in ("and", "or") and tokens.at(last + 2) in _PAID_IN:
        return None  # "in cash and stock": how it is paid
    is_noun = tokens.tags[last] == "N" and tokens.lower[last] not in UNIT_WORDS and tokens.lower[last] != "fiscal"
    is_noun = is_noun and set(tokens.tags[at + 1 : last]) <= {"N", "E", "P"} and tokens.at(last + 1) != "per"
    return _phrase(tokens, at + 1, last) if is_noun else None


def amount_done(tokens: Tokens, at: int) -> Counted | None:
    """The noun for an amount that a passive verb behind it names; `at` follows the amount.

    >>> from analysis.english.tokens import scan
    >>> amount_done(scan("$40m will be pumped into banks"), 3)
    Counted(text='injection', head='injection')
    """
    verb = at
    while tokens.tags[verb : verb + 1] in ("X", "A"):
        verb += 1
    is_passive = verb > at and tokens.at(verb - 1) in BE and tokens.tags[verb : verb + 1] in ("E", "Y")
    head = _AMOUNT_VERBS.get(tokens.at(verb)) if is_passive else None
    return Counted(head, singular(head)) if head else None


def before_bracket(tokens: Tokens, first: int) -> Counted | None:
    """What a change in brackets is of: "robberies (up 22%)"; `first` is the amount's token."""
    at = first - 1
    if tokens.at(at) == "(" and at and one_word(tokens, at - 1) in _RATIOS:
        return _phrase_to(tokens, at - 1)  # "the participation rate (62.6 per cent)"
    is_move = tokens.at(at) in ("up", "down") and tokens.at(at - 1) == "("
    return _phrase_to(tokens, at - 2) if is_move and at > 1 and tokens.tags[at - 2] == "N" else None


def change_after(tokens: Tokens, at: int) -> Counted | None:
    """What an amount that stands before a noun of change is of; `at` follows the amount.

    "A 3.5 per cent pay increase" is one of pay, "a 3 per cent increase in rents" one of rents.
    """
    last = at
    while tokens.tags[last : last + 1] == "N" and last - at < _WORDS:
        if tokens.lower[last] in NOUNS:
            is_in = tokens.at(last + 1) == "in" and tokens.tags[last + 2 : last + 3] in ("D", "N", "P", "E")
            changed = _phrase_from(tokens, last + 2, len(tokens.words)) if is_in else None
            return changed or _phrase(tokens, at, last)
        last += 1
    return None


def traded(tokens: Tokens, clause: Clause) -> Counted | None:
    """What a share of change is of on a market: "Tarsis shares closed 6 per cent lower"."""
    at = bisect_left(tokens.end, clause.governed)
    if clause.link != "" or at < 2 or tokens.lower[at] not in _TRADES:
        return None
    at -= tokens.tags[at - 1] == "X"  # "was trading 7 per cent lower"
    return _phrase(tokens, _phrase_start(tokens, at - 1), at - 1) if tokens.tags[at - 1] in "NP" else None


def noun_behind(tokens: Tokens, at: int, *, is_share: bool = False) -> Counted | None:
    """The noun that a sum or a share stands before: "a record $40m fine", "a 5% interest rate".

    `at` follows the amount.

    >>> from analysis.english.tokens import scan
    >>> noun_behind(scan("$3bn rescue package for"), 3)
    Counted(text='rescue', head='rescue')
    """
    last = end = at
    known = _OF_SHARES if is_share else _OF_MONEY
    while end < len(tokens.words) and end - at <= _FAR and _is_of_compound(tokens, end, known):
        last = end if one_word(tokens, end) in known else last
        end += 1
    if is_share and tokens.tags[end : end + 1] in ("D", "h"):
        return None  # "2 per cent support the party"
    first_is_head = last > at or one_word(tokens, at) in known
    is_head = end > at and first_is_head and (last + 1 == end or _is_verb_behind(tokens, last + 1))
    return noun_of_sum(tokens, at, last) if is_head else None


def _is_of_compound(tokens: Tokens, at: int, known: frozenset[str]) -> bool:
    """Whether a token may stand in the noun behind an amount: also "cut", which is a verb as well."""
    tag = tokens.tags[at]
    return tag in "NP" or _is_glued(tokens, at) or (tag in "EY" and tokens.lower[at] in known)


def _is_verb_behind(tokens: Tokens, at: int) -> bool:
    """Whether the word behind a noun is its verb: "a $40m offer paves the way"."""
    is_third = is_plural(tokens.lower[at]) and not is_plural(tokens.lower[at - 1])
    return tokens.lower[at] in common_forms() or (is_third and tokens.tags[at + 1 : at + 2] in ("D", "h", "#"))


def is_sum(head: str) -> bool:
    """Whether a noun by itself says that it is a sum of money: a debt, not the assumption of one.

    >>> is_sum("debt"), is_sum("assumption")
    (True, False)
    """
    return head in _OF_MONEY


def past_bracket(tokens: Tokens, at: int) -> int:
    """The token behind the same in another currency at token `at`, if it is there: "$13m (€9m) settlement"."""
    is_other = tokens.at(at) == "," and tokens.at(at + 1) == "or" and "#" in tokens.tags[at + 2 : at + 4]
    if not (tokens.at(at) == "(" or is_other):
        return at
    mark = "," if is_other else ")"
    close = next((one for one in range(at + 1, at + _BRACKET) if tokens.at(one) == mark), at)
    return close + (close > at)


def _is_glued(tokens: Tokens, at: int) -> bool:
    """Whether a hyphen joins a token to another word: "three-year", "all-cash"; a dash of two hyphens joins none."""
    return any(
        tokens.at(mark) in HYPHENS
        and tokens.touches(mark)
        and tokens.touches(mark + 1)
        and tokens.at(mark - 1).isalnum()
        and tokens.at(mark + 1).isalnum()
        for mark in range(max(1, at - 1), min(at + 2, len(tokens.words) - 1))
    )


def one_word(tokens: Tokens, at: int) -> str:
    """The singular of the word at a token, which may be written with a hyphen.

    >>> from analysis.english.tokens import scan
    >>> one_word(scan("a bail-out"), 3)
    'bailout'
    """
    is_second = tokens.at(at - 1) in HYPHENS and tokens.touches(at) and tokens.touches(at - 1)
    joined = f"{tokens.lower[at - 2]}{tokens.lower[at]}" if is_second and at > 1 else ""
    return singular(joined if singular(joined) in _OF_MONEY else tokens.at(at))


def noun_of_sum(tokens: Tokens, first: int, last: int) -> Counted | None:
    """The noun of a sum at token `last` with the nouns from token `first` on; for any word for a deal its price.

    >>> from analysis.english.tokens import scan
    >>> noun_of_sum(scan("the rescue package"), 1, 2), noun_of_sum(scan("the takeover"), 1, 1)
    (Counted(text='rescue', head='rescue'), Counted(text='price', head='price'))
    """
    head = one_word(tokens, last)
    first = max(first, last - _WORDS)
    start = last - 2 * (head != singular(tokens.lower[last]))
    while start > first and tokens.tags[start - 1] == "N" and not _is_glued(tokens, start - 1):
        start -= 1
    if head in _WRAPPERS and last > start and one_word(tokens, last - 1) in _OF_MONEY:
        return noun_of_sum(tokens, first, last - 1)
    if head in _DEALS and tokens.lower[last] != "sales":
        return None if is_plural(tokens.lower[last]) else PRICE
    if head != singular(tokens.lower[last]):
        return Counted(head, head)
    return _phrase(tokens, start, last)


def _phrase_to(tokens: Tokens, last: int, *, may_be_people: bool = False) -> Counted | None:
    """The noun phrase that ends at token `last`, without what is no noun or adjective in it."""
    while last and tokens.lower[last] in _OFTEN:
        last -= 1  # "Songs played daily: 30 million"
    if may_be_people and last and tokens.tags[last] in "EY" and is_plural(tokens.lower[last - 1]):
        last -= 1  # "Vehicles sold: 220,000"
    if last > 1 and tokens.lower[last - 1] == "per":
        last -= 2  # "profit per share"
    if tokens.lower[last] in ("amount", "sum", "range"):
        if not (last and tokens.tags[last - 1] == "N" and one_word(tokens, last - 1) in _OF_MONEY):
            return None
        last -= 1  # "a compensation sum of"
    first = _phrase_start(tokens, last)
    is_noun = tokens.tags[last] in "NP" and tokens.lower[last] not in FINITE and tokens.lower[last] not in CASUALTIES
    return _phrase(tokens, first, last, may_be_people=may_be_people) if is_noun else None


def _phrase_start(tokens: Tokens, last: int) -> int:
    first = last
    while first > 0 and last - first < _WORDS and tokens.tags[first - 1] in _NOUNS and not _is_verb(tokens, first - 1):
        if tokens.tags[first - 1] == "-" and not tokens.touches(first - 1):
            break
        first -= 1
    if (
        first < last
        and tokens.tags[first - 1 : first] in tuple(",C")
        and "ing" in common_forms().get(tokens.lower[first], ())
    ):
        first += 1  # ", and | registering | growth of"
    return first - (tokens.tags[first] == "-" and 0 < first < last)  # "an | all-time high"


def _phrase_from(tokens: Tokens, at: int, end: int, *, may_be_people: bool = False) -> Counted | None:
    """The noun phrase at the start of tokens `at` to `end`; of "the rate of inflation" the noun that is measured."""
    while at < end and (tokens.tags[at] in "DAIZCBT#.,M" or _is_unit_of(tokens, at)):
        at += 1
    told = next((one for one in range(end - 1, at, -1) if tokens.lower[one] in _TOLD), None)
    told = told + 1 if told is not None and tokens.tags[told + 1 : told + 2] in ("D", "T") else told
    if told is not None and told + 1 < end and tokens.tags[told + 1] in _NOUNS:
        at = told + 1  # "New data shows | consumer prices rose"
    last = at
    while last < end and tokens.tags[last] in _NOUNS and not (last > at and _is_verb(tokens, last)):
        if tokens.tags[last] == "-" and not tokens.touches(last):
            break
        last += 1
    if last == at:
        return None
    rest = tokens.tags[last:end]
    if (
        len(rest) > 1
        and rest[0] == "C"
        and tokens.tags[last - 1] == "N"
        and set(rest[1:]) <= {"N"}
        and is_plural(tokens.lower[end - 1])
    ):
        return _phrase(tokens, at, end - 1)  # "clothing and home sales | fell"
    if last - at == 1 and tokens.tags[last : last + 3] == "CNN":
        return _phrase(tokens, at, last + 2)  # "a rise in gun and knife crime"
    if tokens.tags[last] == "D" and last < end - 1:
        return _phrase_from(tokens, last, end)  # "told the court | the losses totalled"
    if tokens.at(last) == "of" and last < end and tokens.lower[last - 1] in _AMOUNT_NOUNS:
        of = _phrase_from(tokens, last + 1, end, may_be_people=tokens.lower[last - 1] == "number")
        return of or _phrase(tokens, at, last - 1)
    return _phrase(tokens, at, last - 1, may_be_people=may_be_people)


def _is_unit_of(tokens: Tokens, at: int) -> bool:
    """Whether a unit's word stands between its number and a noun: "the 85 million euro package"."""
    is_unit = tokens.lower[at] in UNIT_WORDS and tokens.lower[at].isalpha()
    return is_unit and at > 0 and tokens.tags[at - 1] == "#" and tokens.tags[at + 1 : at + 2] == "N"


def _is_verb(tokens: Tokens, at: int) -> bool:
    if (tokens.lower[at] in _INTENDS and tokens.tags[at - 1 : at] == "X") or _is_plural_subject(tokens, at):
        return True  # "had | forecast | revenue of", "analysts | expect | profits of"
    is_third = "s" in common_forms().get(tokens.lower[at], ()) and tokens.tags[at] == "N"
    if is_third and tokens.tags[at - 1 : at] in ("N", "P") and is_plural(tokens.lower[at + 1]):
        return True  # "the firm expects losses of"
    if tokens.lower[at].endswith("ing") and tokens.tags[at - 1 : at] == "X":
        return True  # "analysts were expecting earnings of"
    return tokens.tags[at] == "E" and tokens.tags[at - 1 : at] not in ("D", "") and not _is_glued(tokens, at)


def _is_plural_subject(tokens: Tokens, at: int) -> bool:
    """Whether a word for what is expected is the verb of what stands before it: "Orm Partners expect", "it expects"."""
    form = common_forms().get(tokens.lower[at], ())
    if tokens.lower[at] not in _LISTS["expects"] or at == 0:
        return False
    if tokens.lower[at] in ("expect", "predict", "anticipate"):
        return True  # never a noun: "economists at Orm Bank | expect | growth of"
    before = tokens.lower[at - 1]
    return tokens.tags[at - 1] in "Hh" or ("base" in form and tokens.tags[at - 1] in "NP" and is_plural(before))


def _phrase(tokens: Tokens, first: int, last: int, *, may_be_people: bool = False) -> Counted | None:
    head = tokens.lower[last]
    if first < last and tokens.tags[last + 1 : last + 2] == "Z" and head in _INTENDS:
        return None  # "the firm expects to bring the cost to"
    if first < last and head in _THINKS and is_plural(tokens.lower[last - 1]):
        return None  # "aid groups | believe | it is 3 million"
    if (
        not head.isalpha()
        or "%" in tokens.words[first:last]
        or last < first
        or head in _LISTS["counters"]
        or head in _NO_NOUNS
        or (is_people(head) and not may_be_people)
    ):
        return None
    return Counted(tokens.text[tokens.start[first] : tokens.end[last]], singular(head))
