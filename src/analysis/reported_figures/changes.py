"""Rises and falls: whether a quantity is how far something went up or down."""

from typing import Literal

from analysis.reported_figures.lexicon import listed
from analysis.reported_figures.scan import Tokens

_UP = listed(
    "up rise rises rose risen rising increase increases increased increasing gain gains gained gaining climb climbs "
    "climbed climbing jump jumps jumped jumping grow grows grew grown growing surge surges surged surging soar soars "
    "soared soaring add adds added advance advanced advances rally rallied rallies higher expand expanded expands "
    "raise raised raises strengthen strengthened leap leaps leapt leaped spike spiked swell swelled boost boosted "
    "rebound rebounded edged-up improve improved improves accelerate accelerated"
)
_DOWN = listed(
    "down fall falls fell fallen falling drop drops dropped dropping decline declines declined declining lose loses "
    "lost losing slip slips slipped slipping slide slides slid sliding decrease decreases decreased decreasing plunge "
    "plunges plunged plunging plummet plummets plummeted sink sinks sank sunk tumble tumbled tumbles shed sheds cut "
    "cuts reduce reduces reduced shrink shrank shrunk shrinks contract contracted contracts weaken weakened dip dips "
    "dipped ease eased eases lower lowered slump slumped retreat retreated crash crashed dive dived slashed"
)
_BETWEEN = listed(
    "by about around nearly almost roughly approximately more than over at least some another a an further up down "
    "another only just as much an estimated less under well by- the"
)

# "Gave up 517 yards", "made up 60%" are no rises.
_PHRASAL = listed("give gives gave given giving make makes made making take takes took taken pick picks picked")

Change = Literal["up", "down"]


def change_before(tokens: Tokens, first: int) -> Change | None:
    """ "up" or "down" if a verb of rising or falling governs the number at token `first`.

    >>> from analysis.reported_figures.scan import scan
    >>> change_before(scan("prices rose by about 5%"), 4)
    'up'
    """
    at = first - 1
    for _ in range(6):
        word = tokens.at(at)
        if word in _UP:
            return None if word == "up" and tokens.at(at - 1) in _PHRASAL else "up"
        if word in _DOWN:
            return "down"
        if word not in _BETWEEN or (word == "at" and tokens.at(at + 1) != "least"):
            return None
        at -= 1
    return None


def is_change_verb(word: str) -> bool:
    """Whether a lower-cased word is a verb or adverb of rising or falling."""
    return word in _UP or word in _DOWN
