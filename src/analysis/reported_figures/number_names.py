"""Numbers that are part of a name: "chapter 7", "Boeing 737", "S&P 500", "12 Market Street"."""

from typing import Literal

from analysis.reported_figures.lexicon import FUNCTION_WORDS, PREPOSITIONS, VERBS, is_plural, listed
from analysis.reported_figures.number_parts import DASHES, Number
from analysis.reported_figures.scan import Tokens
from analysis.reported_figures.units import UNIT_PHRASES, UNIT_WORDS

# A number after one of these nouns is its name: "chapter 7", "page 12", "No. 10".
_LABELS = listed(
    "chapter section article page pages figure fig table appendix part volume vol issue no no. number nr nos item step "
    "paragraph clause rule line verse psalm act scene episode season series phase stage round week day game match "
    "race lap set level grade year tier type category class division group block zone district ward precinct sector "
    "room suite apartment apt flat floor gate platform terminal bay track route road highway interstate exit bus "
    "flight channel radio version release model mark mk exhibit schedule title amendment proposition prop "
    "measure resolution section subsection question point rank ranked seed seeded seeds pp p note footnote ref "
    "reference figs eq equation sample experiment study trial lot unit store engine car bed box key option plan area "
    "site world super q formula grade windows agenda article's chapter's"
)
SPELLED_LABELS = listed(
    "chapter page category phase stage grade number round level type act season part episode volume book verse article "
    "section world"
)
# Label words that are verbs or counted things too: before a plural they count ("store 500 items").
_NOT_BEFORE_PLURAL = listed(
    "store plan rank race match box key point question track bus flat set super world week day year"
)
_NUMBERED_WITH_POINTS = listed("figure fig table section chapter version part appendix equation")
_STREETS = listed(
    "street st avenue ave road rd boulevard blvd lane ln drive dr building plaza square highway court place terrace "
    "parkway way"
)
_INDEXES = listed(
    "p poor's fortune ftse nasdaq stoxx nikkei russell cac dax ibex dow jones ranker kospi sensex nifty asx"
)
_OPENING_QUOTES = frozenset("\"“‘'«„")
_CLOSING_QUOTES = frozenset("\"”’'»“")
# "Wave 4 respondents", "Phase 3 trials": small numbers after a name belong to it even before a plural.
_LARGEST_NAME = 12


def address_role(tokens: Tokens, number: Number, _: bool) -> Literal["label", "name", "identifier"] | None:
    """ "508 Cannon Office Building", "2470 Lemoine Avenue": the number of a house."""
    for at in range(number.last, min(number.last + 5, len(tokens.words))):
        if not tokens.words[at][0].isupper():
            return None
        if tokens.lower[at] in _STREETS:
            return "identifier" if at > number.last else None
    return None


def label_role(tokens: Tokens, number: Number, _: bool) -> Literal["label", "name", "identifier"] | None:
    """ "Chapter 7", "No. 10", "§ 5": the number is the name of one of a series."""
    before = tokens.at(number.first - 1)
    if before in ("#", "§", "№") or (
        before == "." and tokens.at(number.first - 2) in ("no", "nos", "vol", "fig", "p", "pp")
    ):
        return "label"
    if before not in _LABELS:
        return None
    article = tokens.at(number.first - 2)
    if article in ("a", "the", "every", "each", "this", "that", "last", "per") and before not in ("number", "no"):
        return None
    if is_plural(tokens.at(number.last)) and before in _NOT_BEFORE_PLURAL:
        return name_role(tokens, number, _)
    if number.value != int(number.value) and before not in _NUMBERED_WITH_POINTS:
        return None
    return None if tokens.at(number.last) in UNIT_WORDS else "label"


def name_role(tokens: Tokens, number: Number, _: bool) -> Literal["label", "name", "identifier"] | None:
    """ "Boeing 737", "iPhone 14", "S&P 500": a number that ends a name."""
    first = number.first
    if first == 0 or "," in tokens.lower[first] or number.is_scaled or tokens.touches(first):
        return None
    before, lower = tokens.words[first - 1], tokens.lower[first - 1]
    if lower in _INDEXES and before[0].isupper():
        return "name"
    inner_capital = any(letter.isupper() for letter in before[1:]) and before.isalpha()
    if not (before[0].isupper() and before.isalpha()) and not inner_capital:
        return None
    after = tokens.at(number.last)
    hyphen_unit = after in DASHES and tokens.touches(number.last)
    modifier = after.isalpha() and after not in FUNCTION_WORDS
    counts = (is_plural(after) and after not in VERBS) or (modifier and is_plural(tokens.at(number.last + 1)))
    if counts and tokens.words[first - 2 : first - 1] and tokens.at(first - 2) not in PREPOSITIONS:
        counts = number.value > _LARGEST_NAME or lower.endswith("day") or number.value != int(number.value)
    if lower in FUNCTION_WORDS or counts or after in UNIT_WORDS or hyphen_unit or after in ("-", "million"):
        return None
    if (after, tokens.at(number.last + 1)) in UNIT_PHRASES or tokens.words[number.last : number.last + 1] == ["°"]:
        return None
    if is_headline(tokens) and before.lower().endswith(("s", "ed")):
        # "Crash Kills 12 in Valley": in a headline verbs have capitals too.
        return None
    if tokens.at(number.last) in _CLOSING_QUOTES and first > 1 and tokens.words[first - 2] in _OPENING_QUOTES:
        return "name"  # a title: "Terminator 2"
    opens = first == 1 or tokens.words[first - 2] in (".", "!", "?", "“", '"', "\n")
    return None if opens and not inner_capital and not before.isupper() else "name"


def is_headline(tokens: Tokens) -> bool:
    """Whether most of the longer words have a capital."""
    longer = [word for word in tokens.words[:30] if len(word) > 3 and word[0].isalpha()]
    return len(longer) > 2 and sum(word[0].isupper() for word in longer) > 0.7 * len(longer)
