"""What a quantity is in its story: a level now, an earlier or expected one, or by how much something changed.

A level that the text leads to from another one also gets the step between them: "rose by 3 to 15" and "from 12 to 15"
both say +3. Steps are in the unit of the level; 12 per cent is no step to a level of 400 people.
"""

from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from analysis.english.calendar import CLOCKS
from analysis.english.nouns import is_plural
from analysis.english.numbers import DENOMINATORS
from analysis.english.tokens import Tokens, word_set
from analysis.english.units import HUNDREDTHS, MONEY, UNIT_WORDS
from analysis.english.verbs import common_forms
from analysis.english.word_lists import word_sets
from analysis.reported_figures import changes
from analysis.reported_figures.expectations import (
    FORESEEN,
    LENGTHS,
    LOOK_AHEAD,
    MODALS,
    Place,
    expecting,
    is_forecast,
    place_of,
    with_reach,
)

if TYPE_CHECKING:
    from analysis.reported_figures.quantities import Quantity

Status = Literal["change", "denied", "earlier", "expected", "withdrawn"]

_RATES = frozenset({"percent", "percentage points", "basis points", "points", "times"})
# A unit of steps and the unit of the level that it leads to.
_PARTS = {
    ("percentage points", "percent"): 1.0,
    ("points", "percent"): 1.0,
    ("basis points", "percent"): 0.01,
    ("points", None): 1.0,
    ("US cents", "EUR"): 0.01,
} | dict.fromkeys(HUNDREDTHS.items(), 0.01)
_CHANGES = word_sets("changes", package=__package__)
_OWNERS = word_set("its their his her the our my")
_UP_AND_DOWN = word_set("up down upward upwards downward downwards higher lower")
_ARTICLES = word_set("a an the this that its their his her another 's")
_MULTIPLES = word_set("double twice triple treble quadruple")
# "Police initially put the toll at 12", "first put".
_AT_FIRST = word_set("initially originally")
_TELLS = word_sets("clause_words", package=__package__)["tells"] | {"put"}
_IN_TIME = word_set("earlier ago before previous previously last in")
_AGO = word_set("earlier ago")
_FAR = 12
_TIME_TAGS = ("#", "M")
_NO_COMPARISON = word_set("rather other earlier later sooner")
# What may stand behind "3 per cent higher".
_BEHIND = word_set(". , ; ) on at in after this due because as amid thanks for over while and but despite") | {""}
_LONGEST_GAP = 9
_LONGEST_NOUN = 6
_ON = word_set("and on")
_COMPARING = word_set("with to from versus vs against")

_WAYS, _WATERS = _CHANGES["ways"], _CHANGES["waters"]
_SHARE_OF = DENOMINATORS.keys() | word_set("% percent cent")
_LEVELS = word_set("past above below beyond")


def with_statuses(tokens: Tokens, found: "list[Quantity]") -> "list[Quantity]":
    """The quantities of a text with `status`, `change` and `goes_on`.

    >>> from analysis.reported_figures.quantities import quantities_in
    >>> [(q.value, q.status, q.change) for q in quantities_in("The toll rose by 3 to 15.")]
    [(3.0, 'change', 3.0), (15.0, None, 3.0)]
    """
    places = [place_of(tokens, quantity) for quantity in found]
    for at, place in enumerate(places):
        if found[at].role == "figure":
            found[at] = _alone(tokens, found[at], place)
    for at in range(1, len(found)):
        if found[at].role == found[at - 1].role == "figure":
            _pair(tokens, found, places, at)
    return found


def _alone(tokens: Tokens, quantity: "Quantity", place: Place) -> "Quantity":
    """What the words around one quantity say of it."""
    sign = _sign(tokens, quantity, place)
    if sign:
        return _as_change(quantity, sign)
    if _is_earlier(tokens, quantity, place):
        return quantity._replace(status="earlier")
    if _is_base(tokens, place):
        return quantity
    modal = expecting(tokens, place)
    if modal is None:
        return quantity
    return with_reach(tokens, quantity, place, modal=modal)._replace(status="expected")


def _is_base(tokens: Tokens, place: Place) -> bool:
    """Whether it is the whole of which a share is told: "will cut 9 per cent of its 30,000 staff"."""
    whole = place.first
    while whole > 0 and tokens.tags[whole - 1] in "DAPN-" and tokens.at(whole - 1) not in _SHARE_OF:
        whole -= 1
    return tokens.at(whole - 1) == "of" and tokens.at(whole - 2) in _SHARE_OF


def _as_change(quantity: "Quantity", sign: int) -> "Quantity":
    return quantity._replace(status="change", change=sign * abs(quantity.value))


def _sign(tokens: Tokens, quantity: "Quantity", place: Place) -> int:
    """1 or -1 if the quantity is by how much something rose or fell, else 0."""
    at, word = place.lead, tokens.at(place.lead)
    if tokens.at(place.first) in _LEVELS:
        return 0  # "climbed past 60", "rises above 200"
    if tokens.lower[at + 1 : place.first] == ["over", "the"] and word in changes.NOUNS:
        return 0  # "an increase over the 39 of May"
    if _unit(quantity) in CLOCKS or quantity.form == "vague" or quantity.head == "time":
        return 0
    if word == "by":
        return _by(tokens, quantity, at)
    if word == "at" and _unit(quantity) in _RATES and changes.is_change_verb(tokens.at(at - 1)):
        return changes.sign_of(tokens.at(at - 1))  # "grew at 3.5 per cent"
    if changes.is_change_verb(word) and not _is_noun_of_change(tokens, at):
        return _governed(tokens, quantity, place, word=word)
    if word == "of" and tokens.at(at - 1) in changes.NOUNS:
        is_amount = quantity.unit is not None or tokens.at(at - 1) in _CHANGES["of counts"] or not quantity.head
        return _of_noun(quantity, tokens.at(at - 1)) if is_amount else 0
    return _said_after(tokens, quantity, place)


def _is_noun_of_change(tokens: Tokens, at: int) -> bool:
    """Whether a word that may be a verb of change is a noun: "a storm surge as high as 4 metres"."""
    is_noun = at > 1 and tokens.at(at) in changes.NOUNS and tokens.at(at) != "cut"
    return is_noun and tokens.tags[at - 1] == "N" and not is_plural(tokens.at(at - 1)) and tokens.tags[at - 2] in "DE"


def _by(tokens: Tokens, quantity: "Quantity", at: int) -> int:
    """The sign of what the "by" at token `at` leads to: "cut the number of prisoners by 216"."""
    verb = changes.verb_before(tokens, at)
    if verb is None:
        return 0
    is_doer = quantity.unit is None and quantity.head is not None and tokens.at(verb) in _CHANGES["passive"]
    return 0 if is_doer else changes.sign_of(tokens.at(verb))


def _governed(tokens: Tokens, quantity: "Quantity", place: Place, *, word: str) -> int:
    """The sign where a verb of change stands right before the number: "rose 3", "lost 190 points", "up 12%"."""
    sign, unit = changes.sign_of(word), _unit(quantity)
    only = word in changes.ONLY_CHANGE and not changes.is_phrasal(tokens, place.lead)
    if unit in _RATES or quantity.form == "fraction":
        is_of = tokens.at(place.last) == "of" and tokens.at(place.last + 1) not in _OWNERS
        return 0 if is_of or changes.is_phrasal(tokens, place.lead) else sign
    if unit is None and quantity.head is not None and not quantity.is_shared:
        return sign if only and word in _CHANGES["of counts"] else 0
    before = tokens.lower[max(0, place.lead - _FAR) : place.lead]
    if (
        word in _CHANGES["of prices"]
        and unit in MONEY
        and not _CHANGES["priced"].isdisjoint(tokens.lower[: place.lead])
    ):
        return sign  # "its shares gained 21 cents"
    is_fall = sign < 0 and _WATERS.isdisjoint(before)  # "plunged 200 feet", "sank 2 miles off the coast"
    is_way = unit in LENGTHS and (is_fall or tokens.at(place.last) in _WAYS)
    return sign if only and not is_way else 0


def _said_after(tokens: Tokens, quantity: "Quantity", place: Place) -> int:
    """The sign of "3 points higher", "12 more than", "a 3% drop"."""
    at = place.last
    word, unit = tokens.at(at), _unit(quantity)
    if word in changes.COMPARATIVES:
        is_rate = unit in _RATES and word in ("higher", "lower", "up", "down") and tokens.at(at + 1) in _BEHIND
        # "Twelve more than a week after": than a time is no comparison, "than a year earlier" is.
        clock = UNIT_WORDS.get(tokens.at(at + 3)) in CLOCKS and unit not in CLOCKS
        is_late = (clock or tokens.at(at + 2) in ("a", "an")) and tokens.at(at + 4) not in _IN_TIME
        compares = tokens.at(at + 1) == "than" and not is_late
        is_on = word in ("up", "down") and tokens.at(at + 1) == "on" and unit not in CLOCKS  # "$25m down on last year"
        return changes.sign_of(word) if compares or is_rate or is_on else 0
    if unit is None:
        return 0
    at += word in ("-", "–") and tokens.touches(at)
    noun = next((tokens.at(place) for place in (at, at + 1) if tokens.at(place) in changes.NOUNS), None)
    if unit in LENGTHS and _WATERS.isdisjoint(tokens.lower):
        return 0  # "a shelf with a 150-metre drop"
    if noun == tokens.at(at) and unit == "percent" and noun in _CHANGES["of money"]:
        return changes.sign_of(noun)  # "reports 3% decline"
    opens = {tokens.at(place.lead), *tokens.lower[max(0, place.first - 2) : place.first + 2]} & _ARTICLES
    return _of_noun(quantity, noun) if noun is not None and opens else 0


def _of_noun(quantity: "Quantity", noun: str) -> int:
    is_money = _unit(quantity) in MONEY
    return changes.sign_of(noun) if not is_money or noun in _CHANGES["of money"] else 0


def _unit(quantity: "Quantity") -> str | None:
    return None if quantity.unit is None else quantity.unit.partition(" per ")[0]


def _is_earlier(tokens: Tokens, quantity: "Quantity", place: Place) -> bool:
    """Whether a quantity is what another one is compared with: "up from 12", "compared with 12", "than the 12 who"."""
    at = _past_noun(tokens, place.lead)
    word = tokens.at(at)
    before = tokens.at(at - 1)
    near = tokens.lower[max(0, place.first - LOOK_AHEAD) : place.first]
    at_first = any(one in ("first", "previously") and other in _TELLS for one, other in pairwise(near))
    if tokens.at(place.first - 1) in ("previously", "formerly") or at_first or not _AT_FIRST.isdisjoint(near):
        return True
    if word == "from":
        moved = changes.is_change_verb(before) and not _CHANGES["counts"].isdisjoint(tokens.lower[max(0, at - 6) : at])
        moved = moved or (changes.is_change_verb(before) and _unit(quantity) in MONEY)  # "oil dropped from $100"
        return before in _UP_AND_DOWN or before in changes.NOUNS or moved  # "up from 12", "the number rose from 12"
    if word in changes.NOUNS and tokens.lower[at + 1 : place.first] == ["over", "the"]:
        return True
    if word in ("with", "to"):
        return before in ("compared", "comparing")
    if word == "than":
        if is_forecast(tokens, place):
            return False
        is_foreseen = tokens.at(place.after) in FORESEEN  # "than the 40 expected"
        is_firm = quantity.bound == "exact" and quantity.form != "article"
        return is_firm and before not in _NO_COMPARISON and not is_foreseen
    if word in _MULTIPLES:
        return tokens.at(at + 1) == "the"
    if word == "on":
        return before in _UP_AND_DOWN and tokens.at(at + 1) == "the"
    # Not "against 28 who", "against 41 for his rival".
    is_set_beside = before == "," and quantity.head is None and tokens.at(place.after) not in ("who", "for")
    if word == "against" and (before == "(" or is_set_beside):
        return True
    if word in ("versus", "vs", "against") and not _AGO.isdisjoint(tokens.lower[place.after : place.after + _FAR]):
        return True  # "against $3m, or 10 cents a share, a year earlier"
    near = range(place.after, min(place.after + 6, len(tokens.words)))
    # "Against 40 in 2019"; not "charges against six officers involved in the deaths".
    told = any(
        tokens.lower[n] in _IN_TIME and (tokens.lower[n] != "in" or tokens.tags[n + 1 : n + 2] in _TIME_TAGS)
        for n in near
    )
    return word in ("versus", "vs", "against") and told


def _past_noun(tokens: Tokens, at: int) -> int:
    """What governs an amount of something: "compared | with | a loss of $3m", "up | from | profits of $3m"."""
    noun = at - 1
    while tokens.at(at) == "of" and noun > 0 and at - noun < _LONGEST_NOUN and tokens.tags[noun] in "DNPEAM":
        noun -= 1
    return noun if noun < at - 1 and tokens.at(noun) in _COMPARING else at


def _pair(tokens: Tokens, found: "list[Quantity]", places: list[Place], at: int) -> None:
    """What a quantity and the one before it are to each other."""
    first, second = found[at - 1], found[at]
    one, other = places[at - 1], places[at]
    gap = tokens.lower[one.last : other.first]
    if first.status == "change" and _is_change_again(tokens, first, second, gap=gap, lead=other.lead):
        found[at] = _as_change(second, 1 if first.change > 0 else -1)
        return
    if first.status == "expected" and second.status is None and _shares_its_modal(tokens, one, other):
        found[at] = second._replace(status="expected")
        return
    if first.status == "earlier" and second.status is None and second.unit and gap in (["or"], [",", "or"], ["("]):
        found[at] = second._replace(status="earlier")  # "up from $12m, or 40 cents a share"
        return
    if not _is_near(tokens, one, other):
        return
    if second.status == "change" and first.status is None and first.change is None:
        if [word for word in tokens.lower[one.after : other.first] if word not in _UP_AND_DOWN] == [","]:
            found[at - 1] = first._replace(change=_step(second, first))  # "45 seats, up 12"
            found[at] = second._replace(goes_on=second.unit is None and second.form != "fraction")
        return
    leads = tokens.at(one.lead), tokens.at(other.lead)
    if leads == ("from", "to") and not first.goes_on and _is_from_to(tokens, first, second, at=one.lead):
        found[at - 1] = first._replace(status="earlier", change=None)
        found[at] = _of_the_same(second, first, step=_between(first, second))
        if second.status is None and expecting(tokens, one) is not None:
            found[at] = found[at]._replace(status="expected")  # "is expected to rise from 12 in May to 15"
    elif (
        leads[1] == "from"
        and _alike(found[level := _same_unit(found, at)], second)
        and _comes_from(tokens, one, other, status=second.status)
    ):
        if first.status != "change":
            found[level] = found[level]._replace(change=_between(second, found[level]))
        found[at] = _of_the_same(second, first, step=None)._replace(status="earlier")
    elif leads[1] == "from" and first.status == "change" and second.head is None:
        found[at] = second._replace(status="earlier")  # "rose 3% from $24bn"
    elif leads[1] in ("to", "at") and second.status != "earlier":
        _level_after(tokens, found, places, at)
        if found[at].status is None and first.status == "change" and expecting(tokens, one) is not None:
            found[at] = found[at]._replace(status="expected")  # "is projecting sales to grow by 2 per cent to $3bn"


def _shares_its_modal(tokens: Tokens, one: Place, other: Place) -> bool:
    """Whether "and" goes on with what is foreseen: "would seat 4,000 visitors and cost 31 million"."""
    if tokens.lower[other.first - 2 : other.first] == ["and", "another"] and tokens.tags[
        other.after : other.after + 1
    ] not in tuple("XYE"):
        return True  # "3,000 could lose their jobs in Orm and another 600 in Lund"
    gap = tokens.lower[one.after : other.lead + 1]
    is_one_clause = not set("XYEBT,") & set(tokens.tags[one.after : max(one.after, other.lead - 1)])
    is_joined = len(gap) > 1 and gap[0] in ("and", ",") and gap[-2] == "and" and len(gap) <= 1 + len([",", "and"])
    is_joined = is_joined or (1 < len(gap) <= LOOK_AHEAD and gap[-2] == "and" and is_one_clause)
    is_listed = (
        not _ON.isdisjoint(gap)
        and len(gap) <= LOOK_AHEAD
        and not set("XYEBT") & set(tokens.tags[one.after : other.lead])
    )
    if is_listed and tokens.at(other.lead) in ("of", "and") and not set("XYE") & set(tokens.tags[other.after :][:1]):
        return True  # "the consensus was $25bn in revenue and earnings of 70 cents"
    modals = MODALS.union(["to"]).intersection(tokens.lower[max(0, one.first - LOOK_AHEAD) : one.first])
    return is_joined and bool(modals) and "base" in common_forms().get(gap[-1], ())


def _is_change_again(tokens: Tokens, first: "Quantity", second: "Quantity", *, gap: list[str], lead: int) -> bool:
    """Whether an amount follows another: "up 3 points, or 0.2%", "one was down 3%, another by 2%"."""
    if second.unit == first.unit:
        alike = second.status is None and second.unit is not None
        return alike and tokens.at(lead) == "by" and len(gap) <= _LONGEST_GAP
    if gap == [","]:  # "fell 20 million tonnes, around 1.3 per cent"
        return second.unit == "percent" and second.status is None and second.counted is None
    return bool(gap) and gap[-1] in ("or", "(") and len(gap) <= len([",", "or"])


def _level_after(tokens: Tokens, found: "list[Quantity]", places: list[Place], at: int) -> None:
    """Give the level in "rose by 3 to 15" and "up 64 points, or 1.4%, at 4,577" its step."""
    level, word = found[at], tokens.at(places[at].lead)
    last = found[at - 1]
    if last.status != "change" and not _leads_to(tokens, found, places, at):
        return
    if word == "at" and not (_unit(level) in MONEY or (level.unit in (None, "points") and level.head is None)):
        return
    if last.status != "change":
        last = found[at - 1] = _as_change(last, changes.sign_of(tokens.at(places[at - 1].lead)))
    amounts = [last]
    if at > 1 and found[at - 2].status == "change" and found[at - 1].unit in _RATES:
        amounts.append(found[at - 2])
    step = next((step for amount in amounts if (step := _step(amount, level)) is not None), None)
    if step is not None or _alike(last, level):
        found[at] = _of_the_same(level, last, step=step)


def _leads_to(tokens: Tokens, found: "list[Quantity]", places: list[Place], at: int) -> bool:
    """Whether a verb that may have an object has an amount: "added 15 cents to $2.70", "cut 20 to 180"."""
    amount, level = found[at - 1], found[at]
    verb = tokens.at(places[at - 1].lead)
    if amount.status is not None or not changes.is_change_verb(verb):
        return False
    if changes.is_phrasal(tokens, places[at - 1].lead) or places[at].lead != places[at - 1].last:
        return False
    return tokens.at(places[at].lead) == "to" and _step(_as_change(amount, 1), level) is not None


def _is_near(tokens: Tokens, one: Place, other: Place) -> bool:
    """Whether one clause holds both quantities: no edge stands between, but for commas around a time."""
    between = tokens.lower[one.last : max(one.last, other.lead)]
    if len(between) > _LONGEST_GAP:
        return False
    return not any(word in changes.EDGES and word not in (",", "before", "after", "–", "—") for word in between)


def _same_unit(found: "list[Quantity]", at: int) -> int:
    """The level that came from a quantity: of "$64 million, or $1 a share, up from $48 million" the first."""
    is_other = found[at].unit and found[at - 1].unit != found[at].unit
    return at - 2 if is_other and at > 1 and found[at - 2].unit == found[at].unit else at - 1


def _comes_from(tokens: Tokens, one: Place, other: Place, *, status: Status | None) -> bool:
    """Whether the second level is where the first came from: "to 15 from 12", "15, up from 12", "15, from 12"."""
    return status == "earlier" or tokens.at(one.lead) == "to" or tokens.lower[one.after : other.lead] == [","]


def _is_from_to(tokens: Tokens, first: "Quantity", second: "Quantity", *, at: int) -> bool:
    return _alike(first, second) and changes.is_from_to(tokens, at, lower=first.value, upper=second.value)


def _alike(first: "Quantity", second: "Quantity") -> bool:
    """Whether two quantities can be levels of the same thing."""
    if first.unit is not None and second.unit is not None:
        return _unit(first) == _unit(second)
    # What has a unit counts no noun, and what counts a noun has no unit.
    said = [quantity.unit or quantity.head for quantity in (first, second) if quantity.unit or quantity.head]
    return len(set(said)) < len([first, second])


def _between(old: "Quantity", new: "Quantity") -> float | None:
    """The step from one level to another, where both are said firmly."""
    firm = all(level.bound == "exact" and level.form != "vague" for level in (old, new))
    return float(f"{new.value - old.value:.12g}") if firm else None


def _step(amount: "Quantity", level: "Quantity") -> float | None:
    """The amount of a change in the unit of the level that it leads to; None where the units do not fit."""
    if amount.change is None or amount.bound not in ("exact", "about") or level.form == "fraction":
        return None
    if amount.form == "fraction" and amount.unit is None:
        return None
    units = _unit(amount), _unit(level)
    if units[0] == units[1]:
        # "By 0.5 to 3.2 per cent" means points of a hundred, "rose 5 per cent to 60 per cent" perhaps a twentieth.
        is_relative = units[0] == "percent" and not amount.is_shared
        return amount.change if _alike(amount, level) and not is_relative else None
    if units[1] is None and level.head is None and units[0] in MONEY:
        return amount.change  # "rose $2 to 85"
    share = _PARTS.get(units)
    return None if share is None else float(f"{amount.change * share:.12g}")


def _of_the_same(quantity: "Quantity", other: "Quantity", *, step: float | None) -> "Quantity":
    """Let a bare level count what the quantity beside it counts."""
    is_relative = other.status == "change" and (other.unit in _RATES or other.form == "fraction")
    is_age = other.unit in CLOCKS and other.unit_written is None
    quantity = quantity._replace(change=step, goes_on=not (is_relative or is_age))
    is_bare = quantity.unit is None and quantity.head is None and quantity.form in ("digits", "words")
    if not is_bare or not quantity.goes_on:
        return quantity
    return quantity._replace(unit=other.unit, unit_written=other.unit_written, counted=other.counted, head=other.head)
