"""What a figure takes from the figures before it in its paragraph: a noun that is left out, an amount that others give.

"Unions said 1.1 million people took part. The ministry counted 310,000": the second number counts what the first does.
"""

import re
from bisect import bisect_left
from typing import Any, NamedTuple

from analysis.corpus.document import Block, Sentence
from analysis.english.nouns import is_people
from analysis.english.tokens import Tokens
from analysis.english.units import HUNDREDTHS, MONEY, UNIT_WORDS
from analysis.english.verbs import BE
from analysis.english.word_lists import word_sets
from analysis.reported_figures import amounts
from analysis.reported_figures import counted as nouns
from analysis.reported_figures.clauses import Clause
from analysis.reported_figures.expectations import is_ahead_of
from analysis.reported_figures.quantities import Quantity

_LISTS = word_sets("clause_words", package=__package__)
# How far back, in figures and in characters, the noun that a figure leaves out may stand, and how far an election told.
_LOOK_BACK = 3
_NEAR = 200
_FAR = 12
# Tokens from a verb to its number, and from a number to who expected it.
_WORDS = 5
_AHEAD = 8
# A sentence without end stays cheap: nothing further off says what a figure is.
_REACH = 600
# A figure that nothing governs may share what is said of the one before.
OPEN_LINKS = ("start", "level", "part")
_AND = re.compile(r"\s?(?:,|,? (?:and|or))\s")
_STOPS = ("", ".", ",", ";")
# Behind a bare count the sentence may go on to another counter.
_GOES_ON = frozenset("and but while with nationwide for by".split())
_LARGE = re.compile(r"(?:[mb]illion|trillion|\dbn|\dm)$")
_ASKED_TO_VOTE = re.compile(r"\b(?:registered|eligible|ballot(?:s|ed|ing)) (?:[\w’'-]+ ){0,3}$")
_MAY_VOTE = re.compile(r"(?: [\w’'-]+){0,2} (?:are |is |were )?(?:eligible|registered)\b")
# "The number of registered voters was put at". Ends at the figure.
_ELECTORATE = re.compile(
    r"\b(?:registered|eligible|qualified) (?:voters|electors)\b(?:(?! (?:while|of whom|of these) )[^,;.:]){0,60} $"
)
# Between a sum and the same in another currency.
_CONVERTED = re.compile(
    r"(?:[\s\xa0]?\(|, (?=or ))(?:or|about|around|roughly|some|nearly|equivalent to|U\.?S\.?|=|~|\s)*"
)
_MORE_THAN = re.compile(r" (?:more|less|fewer|higher|lower) than\b")
_IN_BRACKETS = re.compile(
    r"(?: (?:was|were|is|are|(?:has|have|had) been)(?: [a-z]{3,14}){1,2})? "
    r"\((?:(?:or|about|around|some|nearly|just|over) )*"
)
_OR_ABOUT = re.compile(r",? or (?:(?:about|around|roughly|some|nearly|just|over) )*")
# "A profit of about", and how many characters of it are looked at.
_OF_AN_AMOUNT = re.compile(r"\ba (?:[\w-]+ ){0,2}?(\w+) of (?:about |around |some |nearly |over |more than )?$")
_LONGEST_AMOUNT = 70
# "A price per user of about", "profit per share was", and " cost per pupil" behind a sum.
_PER_BEFORE = re.compile(
    r"\bper (?P<noun>[a-z]{3,20})(?: (?:of|is|was|were|at|to|reached|(?:rose|fell|climbed|dropped) (?:by|to)))?"
    r"(?: (?:about|around|some|nearly|over|more than|a|only|just)){0,2} $"
)
_PER_BEHIND = re.compile(
    r" (?:(?:[a-z]+ )?(?:price|cost|fee|profit|loss|grant|charge)|in (?:cash|stock)) per (?:[A-Z][\w’'-]{1,20} )?"
    r"(?P<noun>[a-z]{3,20})\b"
)


class Found(NamedTuple):
    """A quantity in its place."""

    sentence: Sentence
    block: Block
    tokens: Tokens
    header: str
    quantity: Quantity

    @property
    def text(self) -> str:
        """The sentence."""
        return self.tokens.text

    @property
    def after(self) -> int:
        """The token after the quantity."""
        return bisect_left(self.tokens.start, self.quantity.end)

    @property
    def end(self) -> int:
        """Where the figure with its noun phrase ends."""
        span = self.quantity.counted_span
        return max(self.quantity.end, span[1]) if span and not self.quantity.is_shared else self.quantity.end

    def left(self) -> str:
        """The words before the quantity, as many as may have to do with it."""
        return self.text[max(0, self.quantity.start - _REACH) : self.quantity.start]

    def rest(self) -> str:
        """The words after it."""
        return self.text[self.quantity.end : self.quantity.end + _REACH]


def antecedent(rows: list[dict[str, Any]], found: list[Found], *, place: int) -> dict[str, Any] | None:
    """The figure before that counts something, in the same block within a sentence or two.

    What "of them" is a part of is at least as large: 1,900 of them cannot be of five villages.
    """
    item = found[place]
    if item.quantity.goes_on and rows:
        return rows[-1]
    is_part = is_part_of_those(item)
    for back in range(1, min(len(rows), _LOOK_BACK) + 1):
        row, other = rows[-back], found[place - back]
        if other.block.block_id != item.block.block_id or item.sentence.start_char - other.sentence.end_char > _NEAR:
            return None
        counts = row["counted"] is not None and row["unit"] is None
        aside = _is_aside(other, item) or (not is_part and _is_adjunct(other) and other.sentence is item.sentence)
        if counts and (not is_part or row["value"] >= item.quantity.value) and not aside:
            return (_measured_before(rows, back) if _is_of_others(item) else None) or row
        if not (is_part or row["unit"] or aside):
            return None
    return None


def is_part_of_those(item: Found) -> bool:
    """Whether a figure is a part of the one before: "14 of them", "among them were 14"."""
    return nouns.is_subset(item.tokens, item.after) or nouns.is_part_of_those(item.left())


def is_listed_among_those(found: list[Found], place: int) -> bool:
    """Whether a figure goes on a list of parts: "among them were 14 children | and three nurses"."""
    while is_listed_with(found, place):
        place -= 1
        if nouns.is_part_of_those(found[place].left()):
            return True
    return False


def _is_of_others(item: Found) -> bool:
    """Whether a figure is of others than those before: "hundreds of others", "12 more"."""
    words = item.tokens.lower[item.after : item.after + 2]
    return "others" in words or words[:1] == ["more"]


def _measured_before(rows: list[dict[str, Any]], back: int) -> dict[str, Any] | None:
    """The row of people of which something was said, where the nearest is only of what it happened with."""
    if rows[-back]["measure"] is not None or is_people(rows[-back]["head"] or ""):
        return None
    near = rows[-_LOOK_BACK : len(rows) - back]
    return next((one for one in reversed(near) if one["measure"] and is_people(one["head"] or "")), None)


def _is_adjunct(item: Found) -> bool:
    """Whether a figure says where or with what: "took to the streets in 200 cities", "in the 76 polls"."""
    first = bisect_left(item.tokens.start, item.quantity.start)
    first -= item.tokens.at(first - 1) in ("the", "its", "their")
    return first > 1 and item.tokens.at(first - 1) in ("in", "at", "across") and item.quantity.counted is not None


def _is_aside(other: Found, item: Found) -> bool:
    """Whether a figure stands in brackets that close before another: the "16" of "31 (16 of them men) and 300"."""
    if other.sentence.sentence_id != item.sentence.sentence_id:
        return False
    between = item.text[other.quantity.end : item.quantity.start]
    return between.count(")") > between.count("(")


def with_money_said_before(found: list[Found]) -> list[Found]:
    """The figures, with the currency of the one before where it is said once: "€5.2 billion, below the 5.4 billion"."""
    for at in range(1, len(found)):
        before, item = found[at - 1], found[at]
        quantity, unit = item.quantity, before.quantity.unit
        is_large = _LARGE.search(item.text, quantity.start, quantity.end) is not None
        if quantity.unit or quantity.counted or not is_large or before.block.block_id != item.block.block_id:
            continue
        is_amount = _OF_AN_AMOUNT.search(item.left()[-_LONGEST_AMOUNT:])
        named = is_amount[1].lower() if is_amount else ""
        goes_on = before.sentence is item.sentence and not named
        if unit in MONEY and (goes_on or (named and named not in _LISTS["places"] and not is_people(named))):
            found[at] = item._replace(quantity=quantity._replace(unit=unit, unit_written=None))
    return found


def with_what_each_costs(found: list[Found]) -> list[Found]:
    """The figures, with the rate of a sum whose noun says it: "a price per user of $40", "a $40 cost per pupil"."""
    for at, item in enumerate(found):
        unit = item.quantity.unit
        said = unit in MONEY and (_PER_BEFORE.search(item.left()[-_LONGEST_AMOUNT:]) or _PER_BEHIND.match(item.rest()))
        if said and said["noun"] != "cent":
            found[at] = item._replace(quantity=item.quantity._replace(unit=f"{unit} per {said['noun']}"))
    return found


def counted_before(rows: list[dict[str, Any]], found: list[Found], *, place: int) -> dict[str, Any] | None:
    """The row in the same paragraph whose people or things somebody else counts too: "Unions said …. Police said …"."""
    item = found[place]
    for back in range(1, min(len(rows), _LOOK_BACK) + 1):
        row, other = rows[-back], found[place - back]
        if other.block.block_id != item.block.block_id or item.sentence.start_char - other.sentence.end_char > _NEAR:
            return None
        counts = row["counted"] is not None and row["unit"] is None and row["kind"] != "rate"
        if counts and not _is_adjunct(other) and not _counts_it(other, item):
            return row
    return None


# "One analysis | put the number at".
_THEN_COUNTS = re.compile(
    r" (?:(?:has|have|had|also|now) ){0,2}"
    r"(?:puts?|estimate[sd]?|says?|said|found|finds|suggest(?:s|ed)?|spoke|speaks?|counted|counts?) "
)


def _counts_it(other: Found, item: Found) -> bool:
    """Whether a figure before is of those who count: "two studies put the number at"."""
    return other.sentence is item.sentence and _THEN_COUNTS.match(item.text, other.end) is not None


def is_recount(item: Found, clause: Clause) -> bool:
    """Whether a figure is another counter's of the same: "police said 22,000", "expected 40,000 people"."""
    quantity, after = item.quantity, bisect_left(item.tokens.start, item.end)
    is_bare = quantity.counted is None or (quantity.head == "person" and item.tokens.at(after) in _STOPS)
    is_count = quantity.is_count  # the strength of a quake is put at 7.4
    if nouns.counts_casualties(item.tokens, item.after):
        return False  # "15 bodies and 42 injured"
    return is_bare and is_count and not _tells_more(item.tokens, after) and is_retold(item.tokens, clause, after)


def _tells_more(tokens: Tokens, at: int) -> bool:
    """Whether what was done to those counted follows at token `at`: "said 200 were feared trapped" is no recount."""
    passive = at
    while tokens.tags[passive : passive + 1] in ("X", "A"):
        passive += 1
    return passive > at and tokens.at(at) in BE and tokens.tags[passive : passive + 1] in ("E", "Y")


def is_retold(tokens: Tokens, clause: Clause, at: int) -> bool:
    """Whether a bare number is what somebody else counted of the same; the words after it start at token `at`.

    >>> from analysis.english.tokens import scan
    >>> from analysis.reported_figures.clauses import clause_of
    >>> tokens = scan("The ministry spoke of 1,900.")
    >>> is_retold(tokens, clause_of(tokens, 4, 5, others=()), 5)
    True
    """
    is_bare = nouns.is_elided(tokens, at) or tokens.at(at) in _GOES_ON
    if clause.governed == 0 or not is_bare:
        return False
    last = bisect_left(tokens.end, clause.governed)
    word = tokens.lower[last]
    if clause.link == "":
        if "confirmed" in tokens.lower[last + 1 : last + 3]:
            return True  # "officials have | confirmed only | 22"
        return word in _LISTS["tells"] or word in _LISTS["expects"] or _is_tally(tokens, clause)
    if clause.link == "label":
        return word in _LISTS["counters"]
    if clause.link == "of" and word in _LISTS["tallies"]:
        return True
    if clause.link not in ("of", "level", "adjunct"):
        return False
    start, tallies = last, _LISTS["tallies"]
    while start > 0 and last - start < _WORDS and (tokens.lower[start] in tallies or tokens.tags[start] in "DA"):
        start -= 1
    return tokens.lower[start] in _LISTS["tells of"] or _is_tally(tokens, clause)


def _is_tally(tokens: Tokens, clause: Clause) -> bool:
    """Whether a figure is said to be the value of a count without a noun: "the union's own estimate is 90,000"."""
    found = amounts.amount_of(tokens, clause) if clause.topic else None
    is_stock = found is not None and found.head == "share" and found.is_plural  # "shares rose $2"
    is_tally = found is not None and found.head in _LISTS["tallies"] and not is_stock
    return is_tally and nouns.before_the_number(tokens, clause) is None


def amount_before(rows: list[dict[str, Any]], found: list[Found], *, place: int) -> nouns.Counted | None:
    """What the amount before in the paragraph is an amount of, where it has the same unit."""
    if place == 0 or found[place - 1].block.block_id != found[place].block.block_id:
        return None
    unit, sentence = found[place].quantity.unit, found[place].sentence
    # "Revenue of $25 billion, growing 3 per cent, below estimates of $26 billion": the last one in the same unit.
    inside = (at for at in range(place - 1, max(-1, place - 1 - _LOOK_BACK), -1) if found[at].sentence is sentence)
    row = rows[next((at for at in inside if _in_whole(rows[at]["unit"]) == _in_whole(unit)), place - 1)]
    is_named = (
        _in_whole(row["unit"]) == _in_whole(unit) and row["counted"] is not None and row["head"] not in UNIT_WORDS
    )
    return nouns.Counted(row["counted"], row["head"]) if is_named else None


def _in_whole(unit: str | None) -> str | None:
    """The currency of which a unit is the hundredth, per what it is: "US cents per share" are dollars per share."""
    name, per, noun = (unit or "").partition(" per ")
    return f"{HUNDREDTHS.get(name, name)}{per}{noun}" or None


def is_expectation(tokens: Tokens, clause: Clause, first: int, at: int) -> bool:
    """Whether an amount in tokens `first` to `at` is what others thought the one before would be.

    >>> from analysis.english.tokens import scan
    >>> from analysis.reported_figures.clauses import clause_of
    >>> tokens = scan("Sales came in at $4bn, below the $5bn that analysts had forecast.")
    >>> is_expectation(tokens, clause_of(tokens, 10, 13, others=()), 10, 13)
    True
    """
    expects = _LISTS["expects"]
    is_governed = clause.governed > 0 and clause.link in ("", "of", "label")
    last = bisect_left(tokens.end, clause.governed)
    if is_governed and tokens.lower[last] in expects and "than" not in tokens.lower[max(0, last - 2) : last]:
        return True  # not "a better-than-expected 34 per cent"
    while first > 0 and tokens.tags[first - 1] == "D":
        first -= 1
    is_set = tokens.at(first - 1) in _LISTS["compares"] or is_ahead_of(tokens, first - 1)
    return is_set and not expects.isdisjoint(tokens.lower[at : at + _AHEAD])


def is_share_of_votes(item: Found, clause: Clause, rows: list[dict[str, Any]], found: list[Found], place: int) -> bool:
    """Whether a per cent without a noun is a candidate's part of the votes, in a paragraph about an election."""
    first = bisect_left(item.tokens.start, item.quantity.start)
    if item.tokens.at(first - 1) == "of":
        return False  # "on a turnout of 61 per cent"
    own = amounts.amount_of(item.tokens, clause)
    if own is not None and own.head in _LISTS["of all sides"]:
        return False  # "Turnout was 61 per cent"
    before = rows[-1] if place and found[place - 1].block.block_id == item.block.block_id else None
    follows = before is not None and before["unit"] == "percent" and before["head"] == "vote"
    if before is not None and not follows and is_earlier_value(item):
        return False  # "turnout was 61 per cent, compared with 54"
    if follows and (clause.link in (*OPEN_LINKS, "adjunct") or item.tokens.tags[first - 1] == "P"):
        return True
    told = any(row["head"] == "vote" and row["unit"] == "percent" for row in rows[-_FAR:])
    told = told or not _LISTS["elections"].isdisjoint(item.tokens.lower)
    return told and item.quantity.status != "change" and _goes_to_somebody(item.tokens, first)


def _goes_to_somebody(tokens: Tokens, first: int) -> bool:
    """Whether a per cent at token `first` is somebody's part of the votes: "Brand took 39 per cent".

    >>> from analysis.english.tokens import scan
    >>> _goes_to_somebody(scan("In the runoff Brand took 39 percent."), 5)
    True
    """
    for at in range(first - 1, max(-1, first - _WORDS - 1), -1):
        if tokens.lower[at] in _LISTS["polls"]:
            return True
        if tokens.tags[at] not in "PHhDANE":
            return False
    return False


def is_earlier_value(item: Found) -> bool:
    """Whether a figure is what the one before it is set against: "down from 120", "fewer than the 340,000 in May"."""
    left = item.left()
    is_bare = item.quantity.status == "earlier" and item.quantity.counted is None
    is_compared = is_bare and (item.quantity.unit is not None or nouns.is_compared(left))
    return is_compared or nouns.is_earlier_value(left)


def is_listed_with(found: list[Found], place: int) -> bool:
    """Whether a figure goes on the list of the one before: "35 missiles and 46 drones"."""
    if place == 0 or found[place - 1].sentence.sentence_id != found[place].sentence.sentence_id:
        return False
    earlier, quantity = found[place - 1].quantity, found[place].quantity
    end = max(earlier.end, earlier.counted_span[1] if earlier.counted_span else 0)
    return _AND.fullmatch(found[place].text, end, quantity.start) is not None


def may_only_vote(item: Found) -> bool:
    """Whether voters are counted, and no votes: "40,000 registered voters", "balloted its 3,000 members"."""
    left = item.left()[-2 * _LONGEST_AMOUNT :]
    is_told = _ASKED_TO_VOTE.search(left[-40:]) or _ELECTORATE.search(left)
    return is_told is not None or _MAY_VOTE.match(item.rest()) is not None


def is_conversion(rows: list[dict[str, Any]], found: list[Found], *, place: int) -> bool:
    """Whether a sum in brackets is the one before in another currency: "fined €26m (about $30m)"."""
    item, last = found[place], found[place - 1]
    is_named = rows and rows[-1]["counted"] and rows[-1]["head"] not in UNIT_WORDS
    if not is_named or last.sentence is not item.sentence:
        return False
    units = {last.quantity.unit, item.quantity.unit}
    is_beside = _CONVERTED.fullmatch(item.text, last.quantity.end, item.quantity.start) is not None
    return is_beside and len(units) == 2 and units <= MONEY


def is_share_of_those_before(rows: list[dict[str, Any]], found: list[Found], *, place: int) -> bool:
    """Whether a share tells more of the count before: "will cut 4,000 jobs, or about 13%", "40 cases, 5% more than"."""
    item, last = found[place], found[place - 1]
    is_share = place and last.sentence is item.sentence and item.quantity.unit == "percent"
    if not is_share or not rows[-1]["counted"] or rows[-1]["kind"] == "duration":
        return False
    if item.left().endswith(", ") and _MORE_THAN.match(item.rest()):
        return True
    is_count = last.quantity.unit is None and not item.rest().startswith((" of ", ", of "))
    is_beside = is_count and item.rest()[:1] == ")" and not _is_adjunct(last)
    if is_beside and _IN_BRACKETS.fullmatch(item.text, last.end, item.quantity.start):
        return True  # "40 ballots were valid (87.5%)"
    is_count = is_count or (last.quantity.status == "change" and item.quantity.status == "change")
    return is_count and _OR_ABOUT.fullmatch(item.text, last.end, item.quantity.start) is not None


def is_led_to(clause: Clause, rows: list[dict[str, Any]], found: list[Found], *, place: int) -> bool:
    """Whether a sum is the level to which the change before it led: "revenue rose 5 per cent, to $3m"."""
    item = found[place]
    is_level = clause.link == "level" and item.quantity.unit in MONEY and item.quantity.status is None
    if not is_level or not place or found[place - 1].sentence is not item.sentence:
        return False
    last = rows[-1]
    return last["status"] == "change" and last["head"] is not None and last["head"] not in UNIT_WORDS
